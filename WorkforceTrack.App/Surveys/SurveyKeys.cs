using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Surveys;

/// <summary>
/// The four keys of a survey, wrapped in the vault: the one that signs passes, the one under which drawers stand, the one that seals
/// casts while they wait, and the one that seals comments. The first three are destroyed at close, the last with the comments.
/// </summary>
[Keeps("S4")]
internal sealed class SurveyKeys(KeyRing ring) : IDisposable
{
    /// <summary>What the names of all of them begin with.</summary>
    internal const string AllPrefix = "survey/";

    private const int Size = 32;

    private readonly ConcurrentDictionary<SurveyId, BlindSigner> signers = new();
    private readonly ConcurrentDictionary<SurveyId, byte[]> comments = new();

    /// <summary>Makes the keys of a survey that is about to open; the public key of the passes when it has any. Those of an opening that was cut short go.</summary>
    internal async Task<byte[]?> MakeAsync(SurveyId survey, bool takesPasses)
    {
        await DestroyAsync(survey);
        ring.ProgramKey(Name(survey, "waiting"), () => Randomness.Bytes(Size));
        ring.ProgramKey(Name(survey, "comments"), () => Randomness.Bytes(Size));
        if (!takesPasses) return null;
        ring.ProgramKey(Name(survey, "drawing"), () => Randomness.Bytes(Size));
        using var pair = SurveyKeyPair.Make();
        var bytes = pair.PrivateKey.ToArray();
        ring.ProgramKey(Name(survey, "signing"), () => bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return [.. pair.PublicKey];
    }

    /// <summary>The blind signature; null for what no honest blinding makes, and once the key is destroyed.</summary>
    internal byte[]? Sign(SurveyId survey, ReadOnlySpan<byte> blinded)
    {
        if (!signers.TryGetValue(survey, out var signer))
        {
            if (ring.FindProgramKey(Name(survey, "signing")) is not { } bytes) return null;
            var made = new BlindSigner(bytes);
            CryptographicOperations.ZeroMemory(bytes);
            signer = signers.GetOrAdd(survey, made);
            if (!ReferenceEquals(signer, made)) made.Dispose();
            // Read before the close and put here after it, it would outlive the key in the vault.
            else if (ring.FindProgramKey(Name(survey, "signing")) is null && signers.TryRemove(KeyValuePair.Create(survey, made))) made.Dispose();
        }

        try
        {
            return signer.Sign(blinded);
        }
        catch (ObjectDisposedException)
        {
            // Closed at this very moment.
            return null;
        }
    }

    /// <summary>Under what a member stands among those who drew a pass; null once the key is destroyed, and then nobody can be found.</summary>
    internal byte[]? Drawer(SurveyId survey, MemberId member) => ring.FindProgramKey(Name(survey, "drawing")) is { } key
        ? HMACSHA256.HashData(key, member.Value.ToByteArray())
        : null;

    internal byte[] Waiting(SurveyId survey) => ring.FindProgramKey(Name(survey, "waiting")) ?? throw Gone();

    internal byte[] SealComment(SurveyId survey, string question, string words)
    {
        using var cipher = CommentCipher(survey);
        return Sealer.Seal(cipher, Encoding.UTF8.GetBytes(words), Context(survey, question));
    }

    internal string OpenComment(SurveyId survey, string question, byte[] sealedWords)
    {
        using var cipher = CommentCipher(survey);
        return Encoding.UTF8.GetString(Sealer.Open(cipher, sealedWords, Context(survey, question)));
    }

    /// <summary>Whether comments of this survey could still be opened.</summary>
    internal bool HasComments(SurveyId survey) => ring.FindProgramKey(Name(survey, "comments")) is not null;

    /// <summary>At close: no pass can be made any more, nobody be found among those who drew one, and nothing opened that once waited.</summary>
    internal async Task CloseAsync(SurveyId survey)
    {
        await ring.DestroyProgramKeysAsync(Name(survey, "signing"), Name(survey, "drawing"), Name(survey, "waiting"));
        // After the vault: a signing that began before could have put it back.
        if (signers.TryRemove(survey, out var signer)) signer.Dispose();
    }

    /// <summary>All that are left, the key of the comments too.</summary>
    internal async Task DestroyAsync(SurveyId survey)
    {
        await CloseAsync(survey);
        await ring.DestroyProgramKeysAsync(Name(survey, "comments"));
        // After the vault's: whoever asked in between would have put it back here.
        if (comments.TryRemove(survey, out var key)) CryptographicOperations.ZeroMemory(key);
    }

    public void Dispose()
    {
        foreach (var signer in signers.Values) signer.Dispose();
    }

    private AesGcm CommentCipher(SurveyId survey) =>
        Sealer.Key(comments.GetOrAdd(survey, id => ring.FindProgramKey(Name(id, "comments")) ?? throw Gone()));

    private static byte[] Context(SurveyId survey, string question) => Sealer.Context($"booth/comment/{question}", survey.Value);

    /// <summary>What the names of a survey's keys in the vault begin with.</summary>
    internal static string Prefix(SurveyId survey) => $"{AllPrefix}{survey.Value:N}/";

    private static string Name(SurveyId survey, string use) => Prefix(survey) + use;

    private static InvalidOperationException Gone() => new("A key of a survey was asked for after it was destroyed.");
}
