using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Partners;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Partners;

/// <summary>
/// A partner confirms that it has done what it was told (A2). The entry says which partner confirmed which change, and names nobody; of an
/// erasure nothing about the person stays from that moment.
/// </summary>
internal sealed class AcknowledgeChange(MainWriter writer, IDbContextFactory<MainDb> stores, PolicyInForce policy)
{
    /// <summary>False when nothing of this id is the partner's. Again, it changes nothing.</summary>
    [Keeps("A2")]
    internal async Task<bool> AcknowledgeAsync(PartnerCaller caller, Guid change)
    {
        if (await writer.WriteAsync(work => AcknowledgeAsync(work, caller, change)) is not { } kind) return false;
        if (kind != ChangeKind.Erased) return true;
        // The name that was forgotten stands in the journal still. Where somebody reads just now, the next one to empty it does.
        await using var store = await stores.CreateDbContextAsync();
        await store.EmptyJournalAsync();
        return true;
    }

    private async Task<ChangeKind?> AcknowledgeAsync(MainWork work, PartnerCaller caller, Guid change)
    {
        if (await work.Db.PartnerChanges.SingleOrDefaultAsync(c => c.Id == change && c.Partner == caller.Partner.Id) is not { } row) return null;
        if (row.AcknowledgedOn is not null) return row.Kind;
        row.AcknowledgedOn = DateOnly.FromDateTime(work.Now.UtcDateTime);
        if (row.Kind == ChangeKind.Erased) row.Subject = null;
        work.Append(Entries.New(work, EntryKind.Notice, ActorRole.Partner) with
        {
            Actor = caller.Credential,
            RecipientKind = RecipientKind.Partner,
            Recipient = caller.Partner.Id.Value,
            RecipientName = caller.Partner.NameCommitment,
            Evidence = row.Id,
            Policy = policy.Version?.Number,
            Fields = row.Fields,
        });
        return row.Kind;
    }
}
