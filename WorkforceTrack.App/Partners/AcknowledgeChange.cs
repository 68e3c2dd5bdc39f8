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
internal sealed class AcknowledgeChange(MainWriter writer, PolicyInForce policy)
{
    /// <summary>False when nothing of this id is the partner's. Again, it changes nothing.</summary>
    [Keeps("A2")]
    internal Task<bool> AcknowledgeAsync(PartnerCaller caller, Guid change) => writer.WriteAsync(async work =>
    {
        if (await work.Db.PartnerChanges.SingleOrDefaultAsync(c => c.Id == change && c.Partner == caller.Partner.Id) is not { } row) return false;
        if (row.AcknowledgedOn is not null) return true;
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
        return true;
    });
}
