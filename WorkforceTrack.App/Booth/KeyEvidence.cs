using System.Buffers.Text;
using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Surveys;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Booth;

/// <summary>What the browser checks the key of the passes with before it uses it.</summary>
/// <param name="Survey">The survey's id, 32 hex digits.</param>
/// <param name="Key">SPKI in base64url.</param>
/// <param name="Proof">C2SP tlog-proof of the entry that tells of the opening.</param>
/// <param name="LogKey">C2SP verifier key of the ledger.</param>
internal sealed record KeyOnRecord(string Survey, string Key, string Proof, string LogKey);

/// <summary>
/// The key of a survey's passes with the proof that it stands in the ledger, the same for everyone who asks: a key of one's own would
/// make a pass known again (S4).
/// </summary>
[Keeps("S4")]
internal sealed class KeyEvidence(SurveyShelf shelf, LedgerBook book, CheckpointSigner signer, IDbContextFactory<MainDb> stores)
{
    private readonly ConcurrentDictionary<string, KeyOnRecord> made = new(StringComparer.Ordinal);

    /// <summary>Null when there is no open survey of members under this name.</summary>
    internal async Task<KeyOnRecord?> ForAsync(string slug)
    {
        if (shelf.Find(slug) is not { PublicKey: { } key, OpenedEntry: { } entry } shelved || shelved.Survey.AsOpen() is null) return null;
        var survey = shelved.Plan.Id.Value.ToString("N");
        // Made once: a proof under each new head would tell from outside how often something happens.
        if (made.TryGetValue(survey, out var known)) return known;
        await using var store = await stores.CreateDbContextAsync();
        var row = await store.Ledger.AsNoTracking().Where(e => e.Id == entry).Select(e => new { e.Index, e.Body }).SingleAsync();
        var head = book.Head;
        var proof = await book.ProveAsync(row.Index, head);
        var text = new TlogProof([.. row.Body], row.Index, proof.Path, signer.Sign(head)).ToString();
        return made.GetOrAdd(survey, new KeyOnRecord(survey, Base64Url.EncodeToString(key), text, signer.Verifier.ToString()));
    }
}
