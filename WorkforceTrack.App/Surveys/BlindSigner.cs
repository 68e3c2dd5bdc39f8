using System.Security.Cryptography;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Surveys;

/// <summary>
/// Signs what it cannot read (RFC 9474 4.3): a member's session asks, and nothing in question or answer tells the pass that comes
/// of it. Any number of threads may sign at once.
/// </summary>
[Keeps("S4")]
internal sealed class BlindSigner : IDisposable
{
    // Parsed once: reading the key costs as much as many a signature.
    private readonly RawRsa rsa;
    private readonly byte[] modulus;

    /// <param name="privateKey">PKCS #8; the caller's copy can be wiped right after.</param>
    /// <param name="library">Which library signs; the tests try each.</param>
    internal BlindSigner(ReadOnlySpan<byte> privateKey, Func<RSAParameters, RawRsa>? library = null)
    {
        using var reader = RSA.Create();
        reader.ImportPkcs8PrivateKey(privateKey, out _);
        var parameters = reader.ExportParameters(includePrivateParameters: true);
        try
        {
            modulus = parameters.Modulus!;
            rsa = (library ?? RawRsa.Of)(parameters);
        }
        finally
        {
            foreach (var secret in (byte[]?[])[parameters.D, parameters.P, parameters.Q, parameters.DP, parameters.DQ, parameters.InverseQ])
                CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>The blind signature; null for what no honest blinding makes: another length, a number not below the modulus, 0, 1 or -1.</summary>
    internal byte[]? Sign(ReadOnlySpan<byte> blindedMessage)
    {
        if (!IsHonest(blindedMessage)) return null;
        var message = blindedMessage.ToArray();
        var signature = rsa.Sign(message);

        // INVARIANT: one wrong signature beside a right one tells the factors of the key (RFC 9474 4.3, step 5): none leaves.
        if (signature is null || !rsa.Verify(signature).AsSpan().SequenceEqual(message)) throw new CryptographicException("A blind signature came out wrong and was kept back.");
        return signature;
    }

    public void Dispose() => rsa.Dispose();

    // 0, 1 and -1 are their own signatures under every key (up to the sign): whoever asks for one is not after a pass. The modulus is
    // odd, so -1 differs from it in the last bit alone.
    private bool IsHonest(ReadOnlySpan<byte> message)
    {
        if (message.Length != modulus.Length || message.SequenceCompareTo(modulus) >= 0) return false;
        var isMinusOne = message[..^1].SequenceEqual(modulus.AsSpan(..^1)) && message[^1] == modulus[^1] - 1;
        var isZeroOrOne = !message[..^1].ContainsAnyExcept((byte)0) && message[^1] <= 1;
        return !isMinusOne && !isZeroOrOne;
    }
}
