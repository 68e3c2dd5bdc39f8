using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Prng;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Surveys;

/// <summary>
/// Signs what it cannot read (RFC 9474 4.3): a member's session asks, and nothing in question or answer tells the pass that comes
/// of it. Any number of threads may sign at once.
/// </summary>
[Keeps("S4")]
internal sealed class BlindSigner : IDisposable
{
    // The system's generator, which many threads may ask at once; the engine needs it to hide the private operation's timing.
    private static readonly SecureRandom Chance = new(new CryptoApiRandomGenerator());

    // Parsed once: reading the key costs as much as many a signature.
    private RsaPrivateCrtKeyParameters? key;

    /// <param name="privateKey">PKCS #8; the caller's copy can be wiped right after.</param>
    internal BlindSigner(ReadOnlySpan<byte> privateKey)
    {
        var bytes = privateKey.ToArray();
        try
        {
            key = PrivateKeyFactory.CreateKey(bytes) as RsaPrivateCrtKeyParameters ?? throw new CryptographicException("This is no private RSA key.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>The blind signature; null for what no honest blinding makes: another length, a number not below the modulus, 0, 1 or -1.</summary>
    internal byte[]? Sign(ReadOnlySpan<byte> blindedMessage)
    {
        var held = key;
        ObjectDisposedException.ThrowIf(held is null, this);
        if (blindedMessage.Length != LengthOf(held.Modulus)) return null;
        var message = new BigInteger(1, blindedMessage);

        // These three are their own signatures under every key (up to the sign): whoever asks for one is not after a pass.
        if (message.CompareTo(BigInteger.One) <= 0 || message.CompareTo(held.Modulus.Subtract(BigInteger.One)) >= 0) return null;

        // An engine holds the state of one signing, so each call has its own; making one costs nothing beside the signing.
        var engine = new RsaBlindedEngine();
        engine.Init(forEncryption: true, new ParametersWithRandom(held, Chance));
        var signature = engine.ProcessBlock(blindedMessage.ToArray(), 0, blindedMessage.Length);

        // INVARIANT: one wrong signature beside a right one tells the factors of the key (RFC 9474 4.3, step 5): none leaves.
        if (!new BigInteger(1, signature).ModPow(held.PublicExponent, held.Modulus).Equals(message)) throw new CryptographicException("A blind signature came out wrong and was kept back.");
        return signature;
    }

    /// <summary>Lets go of the key. Its numbers cannot be wiped from memory; they go with the next collection.</summary>
    public void Dispose() => key = null;

    private static int LengthOf(BigInteger modulus) => (modulus.BitLength + 7) / 8;
}
