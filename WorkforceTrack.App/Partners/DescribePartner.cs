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
internal sealed class DescribePartner(PartnerDesk desk, PolicyShelf shelf, PolicyInForce policy, IDbContextFactory<MainDb> stores, TimeProvider clock)
{
    [Keeps("O2")]
    internal async Task<DeskAnswer> PublishAsync(Caller caller, PartnerId id)
    {
        if (await desk.WhyNotPublishAsync(caller) is { } reason) return new DeskAnswer.NotAllowed(reason);
        await using var store = await stores.CreateDbContextAsync();
        if (policy.Version is not { } current) return new DeskAnswer.NotAllowed(RefusalReason.NoPolicyInForce);
        if (await PartnerDesk.PartnerAsync(store, id) is not { } partner) return new DeskAnswer.Unfit(DeskFault.NotThere);
        var agreements = await store.Agreements.AsNoTracking().Where(a => a.Partner == id).ToListAsync();
        var now = clock.GetUtcNow();
        var (flows, faults) = PartnerDescription.Of(id, partner.Name, agreements.Select(a => a.ToAgreement(suspended: false)), now);
        if (!faults.IsEmpty) return new DeskAnswer.UnfitFlow(faults);
        if (flows.IsEmpty) return new DeskAnswer.Unfit(DeskFault.NothingToDescribe);
        if (!PartnerDescription.Describes(current, flows))
            await shelf.PublishAsync(PartnerDescription.Next(current, DateOnly.FromDateTime(now.UtcDateTime), id, flows), caller as Caller.OfStaff);
        return new DeskAnswer.Done(id.Value);
    }
}
