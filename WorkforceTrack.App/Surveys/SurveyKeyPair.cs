using System.Collections.Immutable;
using System.Security.Cryptography;
using WorkforceTrack.Domain.Ledger;

namespace WorkforceTrack.App.Surveys;

/// <summary>The key of one survey's passes: RSA of 2048 bits with exponent 65537, made at opening and destroyed at close.</summary>
internal sealed class SurveyKeyPair : IDisposable
{
    internal const int Bits = 2048;
    private const int GroupLength = 4;

    private readonly byte[] privateKey;

    private SurveyKeyPair(byte[] privateKey, byte[] publicKey)
    {
        this.privateKey = privateKey;
        PublicKey = [.. publicKey];
    }

    /// <summary>PKCS #8. Whoever has it makes passes at will: it is kept wrapped, and wiped here with the pair.</summary>
    internal ReadOnlySpan<byte> PrivateKey => privateKey;

    /// <summary>SubjectPublicKeyInfo with the OID rsaEncryption: the one for RSASSA-PSS is read neither by .NET nor by all browsers.</summary>
    internal ImmutableArray<byte> PublicKey { get; }

    /// <summary>What the ledger's entry of the opening names.</summary>
    internal Digest Fingerprint => FingerprintOf(PublicKey.AsSpan());

    internal static SurveyKeyPair Make()
    {
        using var rsa = RSA.Create(Bits);
        return new SurveyKeyPair(rsa.ExportPkcs8PrivateKey(), rsa.ExportSubjectPublicKeyInfo());
    }

    internal static Digest FingerprintOf(ReadOnlySpan<byte> publicKey) => Digest.Of(publicKey);

    /// <summary>A fingerprint as people compare it: the same groups that the booth's script shows.</summary>
    internal static string Readable(Digest fingerprint) => string.Join(' ', fingerprint.ToString().Chunk(GroupLength).Select(group => new string(group)));

    public override string ToString() => "(key pair of a survey)";

    public void Dispose() => CryptographicOperations.ZeroMemory(privateKey);
}
