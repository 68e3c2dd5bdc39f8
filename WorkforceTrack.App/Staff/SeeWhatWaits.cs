using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Disclosures;
using WorkforceTrack.App.Engagements;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.LegalProcess;
using WorkforceTrack.App.Partners;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Engagements;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.App.Staff;

/// <summary>What waits for a person of the staff, by role: cases, refusals, agreements that end, partners that are late, engagements that are to be confirmed or settled, who has not signed, the state of the ledger.</summary>
internal sealed class SeeWhatWaits(
    ConsoleDoor door, LedgerWalk walk, LedgerBook book, CheckpointFile witness, ReadBoard board, ReadEngagements engagements, PassOnTimes passOn, IDbContextFactory<MainDb> stores, PolicyInForce policy, TimeProvider clock)
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    internal async Task<Waiting> SeeAsync(Caller caller)
    {
        if (await door.WhyNotAsync(caller) is { } reason) return new Waiting.Refused(reason);
        var role = ((Caller.OfStaff)caller).Role;
        var now = clock.GetUtcNow();
        var yesterday = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-1);
        return new Waiting.Things(
            role,
            await board.CountOwnAsync(caller),
            yesterday,
            ReviewDisclosures.Reviewers.Contains(role) ? await walk.CountSinceAsync(EntryKind.Refusal, yesterday) : null,
            ReviewDisclosures.Reviewers.Contains(role) ? await EndingAsync(now) : null,
            ReviewDisclosures.Reviewers.Contains(role) ? await LateAsync(now) : null,
            ReviewStaff.Keepers.Contains(role) ? await UnsignedAsync() : null,
            Keeper.Roles.Contains(role) ? await engagements.WaitingAsync((Caller.OfStaff)caller) : null,
            book.Head.Size,
            OutsideCopy.Of(witness));
    }

    private async Task<ImmutableArray<EndingAgreement>> EndingAsync(DateTimeOffset now)
    {
        await using var store = await stores.CreateDbContextAsync();
        var until = now + Soon;
        return
        [
            .. await store.Agreements.AsNoTracking().Where(a => a.Until > now && a.Until <= until).OrderBy(a => a.Until)
                .Join(store.Partners, a => a.Partner, p => p.Id, (a, p) => new EndingAgreement(p.Name, a.Purpose, a.Until)).ToListAsync(),
        ];
    }

    private async Task<ImmutableArray<LatePartner>> LateAsync(DateTimeOffset now)
    {
        await using var store = await stores.CreateDbContextAsync();
        var before = DateOnly.FromDateTime((now - passOn.Late).UtcDateTime);
        return
        [
            .. await store.PartnerChanges.AsNoTracking().Where(c => c.AcknowledgedOn == null && c.ToldOn < before).GroupBy(c => c.Partner)
                .Select(of => new { of.Key, Count = of.Count(), Since = of.Min(c => c.ToldOn) })
                .Join(store.Partners, w => w.Key, p => p.Id, (w, p) => new LatePartner(p.Name, w.Count, w.Since)).ToListAsync(),
        ];
    }

    private async Task<int> UnsignedAsync()
    {
        await using var store = await stores.CreateDbContextAsync();
        var staff = await store.Staff.AsNoTracking().Where(s => s.IsActive).Select(s => s.Id).ToListAsync();
        var signed = (await store.Signatures.AsNoTracking().ToListAsync())
            .Where(s => policy.LatestMaterial is { } latest && s.ToSignature().Covers(latest)).Select(s => s.Staff).ToHashSet();
        return staff.Count(s => !signed.Contains(s));
    }
}

/// <summary>An agreement whose term ends soon.</summary>
public sealed record EndingAgreement(string Partner, Purpose Purpose, DateTimeOffset Until);

/// <summary>A partner that has not acknowledged in time what it was told of members' data.</summary>
public sealed record LatePartner(string Partner, int Count, DateOnly Since);

/// <summary>What the first page of the console shows.</summary>
internal abstract class Waiting
{
    private Waiting()
    {
    }

    /// <summary>What is null is not for this role.</summary>
    internal sealed class Things(
        StaffRole role, OwnBoardCounts? cases, DateOnly since, int? refusals, ImmutableArray<EndingAgreement>? ending, ImmutableArray<LatePartner>? late, int? unsigned, ImmutableArray<ListedEngagement>? engagements, long ledgerSize, OutsideCopy copy) : Waiting
    {
        internal StaffRole Role { get; } = role;

        internal OwnBoardCounts? Cases { get; } = cases;

        internal DateOnly Since { get; } = since;

        internal int? Refusals { get; } = refusals;

        internal ImmutableArray<EndingAgreement>? Ending { get; } = ending;

        internal ImmutableArray<LatePartner>? Late { get; } = late;

        internal int? Unsigned { get; } = unsigned;

        /// <summary>Drafts that wait for this person's confirmation, and engagements whose certificate is owed.</summary>
        internal ImmutableArray<ListedEngagement>? Engagements { get; } = engagements;

        internal long LedgerSize { get; } = ledgerSize;

        internal OutsideCopy Copy { get; } = copy;
    }

    internal sealed class Refused(RefusalReason reason) : Waiting
    {
        internal RefusalReason Reason { get; } = reason;
    }
}
