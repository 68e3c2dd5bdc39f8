using System.Security.Cryptography;

namespace WorkforceTrack.App.Vault;

/// <summary>Where ids and chance come from: the system's cryptographic generator, and nowhere else.</summary>
internal static class Randomness
{
    internal static byte[] Bytes(int count) => RandomNumberGenerator.GetBytes(count);

    /// <summary>A random id of 128 bits: no version, no time, derived from nothing.</summary>
    internal static Guid Id() => new(Bytes(16));

    /// <summary>Brings the items into an order that tells nothing of the one they had.</summary>
    internal static void Shuffle<T>(Span<T> items) => RandomNumberGenerator.Shuffle(items);
}
