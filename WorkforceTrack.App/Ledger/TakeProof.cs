using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Disclosures;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Ledger;

/// <summary>A member takes away the proof of an entry of the member's own (O4), under the head as it is now.</summary>
internal sealed class TakeProof(IDbContextFactory<MainDb> stores, LedgerBook book, CheckpointSigner signer, TimeProvider clock)
{
    /// <summary>The proof; null when there is no such entry about the caller, or not yet one to be seen.</summary>
    [Keeps("O4")]
    internal async Task<TlogProof?> TakeAsync(Caller caller, EntryId id)
    {
        if (caller is not Caller.Member { Person.Subject: { } subject }) return null;
        await using var store = await stores.CreateDbContextAsync();
        var own = store.Ledger.AsNoTracking().Where(e => e.Id == id && e.Subject == subject);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        if (await OwnStretch.VisibleAsync(store, own, today).SingleOrDefaultAsync() is not { } placed) return null;
        var head = book.Head;
        var proof = await book.ProveAsync(placed.Index, head);
        return new TlogProof([.. CanonicalEntry.Encode(placed.Entry)], placed.Index, proof.Path, signer.Sign(head));
    }
}
