using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Staff;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.App.LegalProcess;

/// <summary>What stands in the cases: what is due, what is overdue, and who has the word (D6). Names no member.</summary>
internal sealed class ReadBoard(ConsoleDoor door, IDbContextFactory<MainDb> stores, CaseSeal seal, CaseTerms terms, PolicyInForce policy, TimeProvider clock)
{
    internal const int PageSize = 25;

    /// <param name="caller">Who looks.</param>
    /// <param name="view">Which cases.</param>
    /// <param name="after">The last case of the page before; null for the first page.</param>
    internal async Task<CaseBoard> ReadAsync(Caller caller, BoardView view, CaseId? after)
    {
        if (await door.WhyNotAsync(caller, CaseRoles.Read) is { } reason) return new CaseBoard.Refused(reason);
        var staff = (Caller.OfStaff)caller;
        await using var store = await stores.CreateDbContextAsync();
        var cases = store.Cases.AsNoTracking();
        var rows = view switch
        {
            BoardView.Mine => await OpenAsync(cases.Where(c => MineOf(staff.Role).Contains(c.Waits)), after),
            BoardView.Open => await OpenAsync(cases, after),
            BoardView.Over => await OverAsync(cases, after),
        };
        var now = clock.GetUtcNow();
        return new CaseBoard.Page(
            [.. rows.Take(PageSize).Select(row => new BoardLine(row.Id, row.Reference, row.Kind, row.Phase, WaitsNow(row, now), row.ReceivedAt, row.NextDueAt, row.NextDueAt < now, seal.OpenIntake(row).Agency))],
            rows.Count > PageSize ? rows[PageSize - 1].Id : null,
            await CountAsync(cases, now),
            policy.Version is { } version && LawfulFlows.AreDeclaredIn(version),
            staff.Role,
            now);
    }

    /// <summary>How many wait for whoever looks; null for those who have no part in cases.</summary>
    internal async Task<OwnBoardCounts?> CountOwnAsync(Caller caller)
    {
        if (caller is not Caller.OfStaff staff || await door.WhyNotAsync(caller, CaseRoles.Read) is not null) return null;
        await using var store = await stores.CreateDbContextAsync();
        var now = clock.GetUtcNow();
        var mine = store.Cases.AsNoTracking().Where(c => MineOf(staff.Role).Contains(c.Waits));
        return new OwnBoardCounts(await mine.CountAsync(), await mine.CountAsync(c => c.NextDueAt < now));
    }

    // By what is due first; of cases due at one moment, the older first.
    private static async Task<List<CaseRow>> OpenAsync(IQueryable<CaseRow> cases, CaseId? after)
    {
        var open = cases.Where(c => c.Waits != CaseWaits.Nobody || c.Phase == CasePhase.Untold);
        if (after is { } last && await cases.Where(c => c.Id == last).Select(c => new { c.NextDueAt, c.Reference }).SingleOrDefaultAsync() is { } place)
        {
            open = place.NextDueAt is { } due
                ? open.Where(c => c.NextDueAt == null || c.NextDueAt > due || (c.NextDueAt == due && c.Reference.CompareTo(place.Reference) > 0))
                : open.Where(c => c.NextDueAt == null && c.Reference.CompareTo(place.Reference) > 0);
        }

        return await open.OrderBy(c => c.NextDueAt == null).ThenBy(c => c.NextDueAt).ThenBy(c => c.Reference).Take(PageSize + 1).ToListAsync();
    }

    private static async Task<List<CaseRow>> OverAsync(IQueryable<CaseRow> cases, CaseId? after)
    {
        var over = cases.Where(c => c.Waits == CaseWaits.Nobody && c.Phase != CasePhase.Untold);
        if (after is { } last && await cases.Where(c => c.Id == last).Select(c => c.Reference).SingleOrDefaultAsync() is { } reference)
            over = over.Where(c => c.Reference.CompareTo(reference) < 0);
        return await over.OrderByDescending(c => c.Reference).Take(PageSize + 1).ToListAsync();
    }

    private static async Task<BoardCounts> CountAsync(IQueryable<CaseRow> cases, DateTimeOffset now) => new(
        await cases.CountAsync(c => c.Waits != CaseWaits.Nobody),
        await cases.CountAsync(c => c.NextDueAt < now),
        await cases.CountAsync(c => c.Phase == CasePhase.Frozen),
        await cases.CountAsync(c => c.Phase == CasePhase.Untold));

    // A window may have closed since the row was written.
    private CaseWaits WaitsNow(CaseRow row, DateTimeOffset now) => row.TurnsAt <= now
        ? CaseAgenda.Of(CaseBook.Restore(row), terms, now) is [var first, ..] ? first.Waits : CaseWaits.Nobody
        : row.Waits;

    private static CaseWaits[] MineOf(StaffRole role) => [.. Names.All<CaseWaits>().Where(waits => RolesOf(waits).Contains(role))];

    private static ImmutableArray<StaffRole> RolesOf(CaseWaits waits) => waits switch
    {
        CaseWaits.Intake => CaseRoles.Intake,
        CaseWaits.Owner => CaseRoles.Owner,
        CaseWaits.Counsel => CaseRoles.Counsel,
        CaseWaits.Approver => CaseRoles.Approve,
        CaseWaits.Releaser => CaseRoles.Release,
        _ => [],
    };
}
