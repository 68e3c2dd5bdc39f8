using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.App.Staff;

/// <summary>Whether the console is open to someone (AC1): staff of today, bound by the latest material version, in a role that the act belongs to.</summary>
internal sealed class ConsoleDoor(IDbContextFactory<MainDb> stores, PolicyInForce policy)
{
    /// <summary>Every staff use case asks this first. Null: open. No role named: open to any.</summary>
    [Keeps("AC1")]
    internal async Task<RefusalReason?> WhyNotAsync(Caller caller, params IReadOnlyCollection<StaffRole> roles)
    {
        if (caller is not Caller.OfStaff staff) return RefusalReason.NotStaff;
        if (policy.LatestMaterial is not { } latest) return RefusalReason.NoPolicyInForce;
        if (await SignedAsync(staff) is not { } signature || !signature.Covers(latest)) return RefusalReason.AdherenceNotSigned;
        return roles.Count > 0 && !roles.Contains(staff.Role) ? RefusalReason.RoleNotEntitled : null;
    }

    /// <summary>The signature for the highest version; null when there is none. Not by time: a clock that was set back must lock nobody out.</summary>
    internal async Task<AdherenceSignature?> SignedAsync(Caller.OfStaff staff)
    {
        await using var store = await stores.CreateDbContextAsync();
        var rows = await store.Signatures.AsNoTracking().Where(s => s.Staff == staff.Id).ToListAsync();
        return rows.MaxBy(s => s.Policy)?.ToSignature();
    }
}
