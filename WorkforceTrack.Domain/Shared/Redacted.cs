namespace WorkforceTrack.Domain.Shared;

/// <summary>A personal value. It does not print: not in logs, not in exceptions, not in test output.</summary>
public readonly struct Redacted<T>(T value) : IEquatable<Redacted<T>>
{
    /// <summary>Opens the value. Call it only where the value is shown, sealed or sent under a recorded permit.</summary>
    public T Open() => value;

    public override string ToString() => "(redacted)";

    public bool Equals(Redacted<T> other) => EqualityComparer<T>.Default.Equals(value, other.Open());

    public override bool Equals(object? obj) => obj is Redacted<T> other && Equals(other);

    // INVARIANT: the hash of a value tells the value of a short one; a redacted value is no dictionary key.
    public override int GetHashCode() => 0;
}
