using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Partners;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Partners;

/// <summary>The privacy officer publishes a policy version that describes what a partner gets. Until then the gate refuses it (O2).</summary>
internal sealed class DescribePartner(PartnerDesk desk, PolicyShelf shelf, PolicyInForce policy, MainWriter writer)
{
    [Keeps("O2")]
    internal async Task<DeskAnswer> PublishAsync(Caller caller, PartnerId id) => await desk.WhyNotPublishAsync(caller) is { } reason
        ? new DeskAnswer.NotAllowed(reason)
        : await writer.WriteAsync(work => PublishAsync(work, caller as Caller.OfStaff, id));

    // INVARIANT: agreements and the version in force are read in the unit that publishes, so two officers at once lose nothing of each other's.
    private async Task<DeskAnswer> PublishAsync(MainWork work, Caller.OfStaff? officer, PartnerId id)
    {
        if (policy.Version is not { } current) return new DeskAnswer.NotAllowed(RefusalReason.NoPolicyInForce);
        if (await PartnerDesk.PartnerAsync(work.Db, id) is not { } partner) return new DeskAnswer.Unfit(DeskFault.NotThere);
        var agreements = await work.Db.Agreements.AsNoTracking().Where(a => a.Partner == id).ToListAsync();
        var (flows, faults) = PartnerDescription.Of(id, partner.Name, agreements.Select(a => a.ToAgreement(suspended: false)), work.Now);
        if (!faults.IsEmpty) return new DeskAnswer.UnfitFlow(faults);
        if (flows.IsEmpty) return new DeskAnswer.Unfit(DeskFault.NothingToDescribe);
        if (!PartnerDescription.Describes(current, flows))
            await shelf.PublishAsync(work, PartnerDescription.Next(current, DateOnly.FromDateTime(work.Now.UtcDateTime), id, flows), officer);
        return new DeskAnswer.Done(id.Value);
    }
}
