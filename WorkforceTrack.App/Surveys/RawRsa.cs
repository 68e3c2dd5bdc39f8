using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Prng;
using Org.BouncyCastle.Security;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Surveys;

/// <summary>
/// The two RSA operations without padding (RFC 8017 5.1 and 5.2), which .NET does not offer: OpenSSL's where it is there, which takes
/// a tenth of the time and wipes its key, BouncyCastle's elsewhere. Both hide the timing of the private one. Any number of threads may ask.
/// </summary>
[Keeps("S4")]
internal abstract class RawRsa : IDisposable
{
    private protected RawRsa()
    {
    }

    /// <param name="key">A private key with its primes. What was copied of it is let go of with this.</param>
    internal static RawRsa Of(RSAParameters key) => OpenSslRsa.IsThere ? new OpenSslRsa(key) : new ManagedRsa(key);

    /// <summary>m^d mod n. Numbers are big-endian and as long as the modulus, and below it; null when the library fails.</summary>
    internal abstract byte[]? Sign(byte[] number);

    /// <summary>s^e mod n, likewise.</summary>
    internal abstract byte[]? Verify(byte[] number);

    public abstract void Dispose();
}

/// <summary>By OpenSSL 3, with which .NET itself does its cryptography on Linux.</summary>
internal sealed class OpenSslRsa : RawRsa
{
    private const string Library = "libcrypto.so.3";
    private const int NoPadding = 3;

    private readonly SafeEvpPKeyHandle key;

    internal OpenSslRsa(RSAParameters parameters)
    {
        if (!OperatingSystem.IsLinux()) throw new PlatformNotSupportedException("OpenSSL is asked on Linux alone.");
        using var rsa = new RSAOpenSsl(parameters);
        key = rsa.DuplicateKeyHandle();
    }

    // .NET may have been told to use another copy, whose keys this one could not read.
    internal static bool IsThere { get; } = OperatingSystem.IsLinux() && NativeLibrary.TryLoad(Library, out _) && SafeEvpPKeyHandle.OpenSslVersion >> 28 == 3;

    internal override byte[]? Sign(byte[] number) => Run(number, EVP_PKEY_decrypt_init, EVP_PKEY_decrypt);

    internal override byte[]? Verify(byte[] number) => Run(number, EVP_PKEY_encrypt_init, EVP_PKEY_encrypt);

    public override void Dispose() => key.Dispose();

    private byte[]? Run(byte[] number, Func<nint, int> begin, Operation operation)
    {
        var context = EVP_PKEY_CTX_new(key, 0);
        try
        {
            var result = new byte[number.Length];
            var length = (nuint)result.Length;
            var isDone = context != 0 && begin(context) == 1 && EVP_PKEY_CTX_set_rsa_padding(context, NoPadding) == 1
                && operation(context, result, ref length, number, (nuint)number.Length) == 1;
            return isDone && length == (nuint)result.Length ? result : null;
        }
        finally
        {
            EVP_PKEY_CTX_free(context);
        }
    }

    private delegate int Operation(nint context, byte[] output, ref nuint outputLength, byte[] input, nuint inputLength);

#pragma warning disable SYSLIB1054 // The generated form needs unsafe code, which this program has none of.
    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint EVP_PKEY_CTX_new(SafeEvpPKeyHandle key, nint engine);

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void EVP_PKEY_CTX_free(nint context);

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int EVP_PKEY_CTX_set_rsa_padding(nint context, int padding);

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int EVP_PKEY_decrypt_init(nint context);

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int EVP_PKEY_decrypt(nint context, byte[] output, ref nuint outputLength, byte[] input, nuint inputLength);

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int EVP_PKEY_encrypt_init(nint context);

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int EVP_PKEY_encrypt(nint context, byte[] output, ref nuint outputLength, byte[] input, nuint inputLength);
#pragma warning restore SYSLIB1054
}

/// <summary>By BouncyCastle. Its numbers cannot be wiped from memory; they go with the next collection.</summary>
internal sealed class ManagedRsa(RSAParameters parameters) : RawRsa
{
    // The system's generator, which many threads may ask at once; the engine needs it to hide the private operation's timing.
    private static readonly SecureRandom Chance = new(new CryptoApiRandomGenerator());

    private RsaPrivateCrtKeyParameters? key = (RsaPrivateCrtKeyParameters)DotNetUtilities.GetRsaKeyPair(parameters).Private;

    internal override byte[] Sign(byte[] number)
    {
        // An engine holds the state of one signing, so each call has its own; making one costs nothing beside the signing.
        var engine = new RsaBlindedEngine();
        engine.Init(forEncryption: true, new ParametersWithRandom(Key, Chance));
        return engine.ProcessBlock(number, 0, number.Length);
    }

    internal override byte[] Verify(byte[] number)
    {
        var engine = new RsaEngine();
        engine.Init(forEncryption: false, new RsaKeyParameters(isPrivate: false, Key.Modulus, Key.PublicExponent));
        var result = engine.ProcessBlock(number, 0, number.Length);
        return [.. new byte[number.Length - result.Length], .. result];
    }

    public override void Dispose() => key = null;

    private RsaPrivateCrtKeyParameters Key
    {
        get
        {
            var held = key;
            ObjectDisposedException.ThrowIf(held is null, this);
            return held;
        }
    }
}
