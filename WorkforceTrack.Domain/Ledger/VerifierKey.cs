using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace WorkforceTrack.Domain.Ledger;

/// <summary>Checks an Ed25519 signature; the domain holds no such algorithm. Must answer false, not throw, for what is no key or signature.</summary>
public delegate bool SignatureCheck(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey);

/// <summary>The public key under which the log signs (C2SP signed-note, Ed25519), in the text form <c>name+id+key</c> to hand around.</summary>
public sealed class VerifierKey
{
    public const int KeyLength = 32;
    private const byte Ed25519 = 0x01;

    public VerifierKey(string name, ReadOnlySpan<byte> publicKey)
    {
        if (!StrictText.IsName(name)) throw new ArgumentException("A key's name has no spaces and no plus.", nameof(name));
        if (publicKey.Length != KeyLength) throw new ArgumentException("An Ed25519 public key has 32 bytes.", nameof(publicKey));
        Name = name;
        PublicKey = [.. publicKey];
        Id = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', Ed25519, .. publicKey]));
    }

    public string Name { get; }

    /// <summary>The first four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key): finds the key, proves nothing.</summary>
    public uint Id { get; }

    public ImmutableArray<byte> PublicKey { get; }

    public static bool TryParse(string text, [NotNullWhen(true)] out VerifierKey? key)
    {
        key = null;

        // Base64 has plus signs of its own, so only the first two divide.
        if (text.Split('+', 3) is not [var name, var id, var encoded]
            || !StrictText.IsName(name)
            || !StrictText.TryBase64(encoded, out var bytes)
            || bytes.Length != 1 + KeyLength
            || bytes[0] != Ed25519) return false;
        var candidate = new VerifierKey(name, bytes.AsSpan(1));
        if (!string.Equals(candidate.Id.ToString("x8"), id, StringComparison.Ordinal)) return false;
        key = candidate;
        return true;
    }

    public override string ToString() => $"{Name}+{Id:x8}+{Convert.ToBase64String([Ed25519, .. PublicKey])}";
}
