namespace WorkforceTrack.App.Members;

/// <summary>A value as a member typed it for a field, with the password where it is asked for.</summary>
public sealed record TypedValue(string Value, string Password)
{
    public override string ToString() => "(redacted)";
}
