using System.Security.Cryptography;
using System.Text;

namespace WorkforceTrack.App.Vault;

/// <summary>AES-256-GCM with a random 96-bit nonce (NIST SP 800-38D). Layout: version byte, nonce, ciphertext, 128-bit tag.</summary>
internal static class Sealer
{
    private const byte Usual = 1;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    internal const int Overhead = 1 + NonceSize + TagSize;

    internal static byte[] Seal(AesGcm key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> context, byte version = Usual)
    {
        var sealedBytes = new byte[Overhead + plain.Length];
        sealedBytes[0] = version;
        var nonce = sealedBytes.AsSpan(1, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        key.Encrypt(nonce, plain, sealedBytes.AsSpan(1 + NonceSize, plain.Length), sealedBytes.AsSpan(1 + NonceSize + plain.Length), context);
        return sealedBytes;
    }

    /// <summary>Opens what was sealed in the same context; throws <see cref="CryptographicException"/> when key, context, version or bytes differ.</summary>
    internal static byte[] Open(AesGcm key, ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> context, byte version = Usual)
    {
        if (sealedBytes.Length < Overhead || sealedBytes[0] != version) throw new CryptographicException("A sealed value is damaged.");
        var plain = new byte[sealedBytes.Length - Overhead];
        key.Decrypt(sealedBytes.Slice(1, NonceSize), sealedBytes.Slice(1 + NonceSize, plain.Length), sealedBytes[^TagSize..], plain, context);
        return plain;
    }

    /// <summary>Drawn anew at each sealing: it tells whether a value was stored again, and nothing about the value.</summary>
    internal static ReadOnlySpan<byte> NonceOf(byte[] sealedBytes) => sealedBytes.AsSpan(1, NonceSize);

    internal static AesGcm Key(ReadOnlySpan<byte> key) => new(key, TagSize);

    internal static byte[] Context(string label, Guid id)
    {
        var context = new byte[16 + Encoding.UTF8.GetByteCount(label)];
        id.TryWriteBytes(context);
        Encoding.UTF8.GetBytes(label, context.AsSpan(16));
        return context;
    }
}
