using System.Collections.Concurrent;
using System.Security.Cryptography;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Surveys;

/// <summary>
/// Tells whether a pass was made with the key of this survey (RFC 9474 4.5, RSABSSA-SHA384-PSS-Randomized): "a member, once",
/// and nothing else. Any number of threads may ask at once.
/// </summary>
[Keeps("S4")]
internal sealed class PassVerifier : IDisposable
{
    private readonly byte[] publicKey;
    private readonly int signatureLength;

    // .NET's RSA is for one thread at a time, and reading a key costs more than a verification: so read ones wait here.
    private readonly ConcurrentBag<RSA> idle = [];

    /// <param name="publicKey">SubjectPublicKeyInfo.</param>
    internal PassVerifier(ReadOnlySpan<byte> publicKey)
    {
        this.publicKey = publicKey.ToArray();
        var first = Read();
        signatureLength = first.KeySize / 8;
        idle.Add(first);
    }

    internal bool Verifies(SurveyPass pass) => Verifies(pass.PreparedMessage, pass.Signature);

    internal bool Verifies(ReadOnlySpan<byte> preparedMessage, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != signatureLength) return false;
        if (!idle.TryTake(out var key)) key = Read();

        // The salt is as long as the hash, 48 bytes, as this variant wants it; another length does not verify.
        var verifies = key.VerifyData(preparedMessage, signature, HashAlgorithmName.SHA384, RSASignaturePadding.Pss);
        idle.Add(key);
        return verifies;
    }

    public void Dispose()
    {
        while (idle.TryTake(out var key)) key.Dispose();
    }

    private RSA Read()
    {
        var key = RSA.Create();
        key.ImportSubjectPublicKeyInfo(publicKey, out _);
        return key;
    }
}
