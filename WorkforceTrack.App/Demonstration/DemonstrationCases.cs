using System.Collections.Immutable;
using System.Text;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Correspondence;
using WorkforceTrack.App.LegalProcess;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Demonstration;

/// <summary>
/// Made-up demands: one refused as informal, one whose notice an order delays, one of which dana was told and can object to, and one
/// that just came in. Each goes step by step through the use cases; after an interrupted start each is taken up where it stood.
/// </summary>
internal sealed class DemonstrationCases(ReceiveCase receive, ClassifyCase classify, MoveCase move, DeliverMail mail, IDbContextFactory<MainDb> stores, TimeProvider clock)
{
    private static readonly FieldSet WhoAndWhere = FieldSet.Of(PersonalField.FullName, PersonalField.PostalAddress);

    internal async Task TellAsync(IReadOnlyDictionary<string, Caller.OfStaff> staff)
    {
        var (priya, leo, sam) = (staff["priya"], staff["leo"], staff["sam"]);
        await TellAsync(1, sam, DemonstrationDemands.Reporter, (id, at) => move.MoveAsync(sam, id, at, new CaseMove.RefuseInformal(), CaseNote.Empty));

        var order = clock.GetUtcNow().AddDays(60);
        var watched = Named("june", WhoAndWhere);
        await TellAsync(2, sam, DemonstrationDemands.GrandJury,
            (id, at) => CallBackAsync(sam, id, at, "555 0142, from the register of the courts", "The clerk of the grand jury"),
            (id, at) => ClassifyAsync(priya, id, at, CaseKind.CriminalSubpoena, watched),
            (id, at) => move.MoveAsync(priya, id, at, new CaseMove.Preserve(), CaseNote.Empty),
            (id, at) => FindValidAsync(leo, id, at, "Issued by the grand jury, within its power, served in due form."),
            (id, at) => move.MoveAsync(leo, id, at, new CaseMove.CheckSecrecy(new CaseSilence(SilenceGround.Order, order, order, IsUnlimited: false)),
                CaseNote.Of((CaseLines.Issuer, "Eastport District Court"), (CaseLines.OrderNumber, "GJ 26-118"))),
            (id, at) => move.MoveAsync(priya, id, at, new CaseMove.Delay(), CaseNote.Empty));

        await TellAsync(3, sam, DemonstrationDemands.Mooring,
            (id, at) => CallBackAsync(sam, id, at, "555 0117, from the register of the courts", "The clerk of the Eastport County Court"),
            (id, at) => ClassifyAsync(priya, id, at, CaseKind.CivilSubpoena, Named("dana", WhoAndWhere.Union(FieldSet.Of(PersonalField.Phone, PersonalField.Occupation)))),
            (id, at) => move.MoveAsync(priya, id, at, new CaseMove.Preserve(), CaseNote.Empty),
            (id, at) => FindValidAsync(leo, id, at, "Signed by the clerk, served in due form, and the fields bear on the lawsuit."),
            (id, at) => move.MoveAsync(leo, id, at, new CaseMove.CheckSecrecy(silence: null), CaseNote.Of((CaseLines.Looked, "The subpoena and its annex: no order of silence."))),
            (id, at) => move.MoveAsync(priya, id, at, new CaseMove.Notify(), CaseNote.Empty));
        await TellAsync(4, sam, DemonstrationDemands.Inspectorate);
        // The window to object is open once the notice has arrived.
        await mail.DeliverDueAsync(CancellationToken.None);
    }

    private async Task TellAsync(int number, Caller.OfStaff intake, DemonstrationDemand demand, params ImmutableArray<Func<CaseId, int, Task<CaseOutcomeOfAct>>> steps)
    {
        var (id, version) = await FindAsync(number) ?? await ReceiveAsync(intake, demand);
        foreach (var step in steps.Skip(version - 1))
        {
            version = await step(id, version) is CaseOutcomeOfAct.Done done ? done.Version : throw new InvalidOperationException($"The demonstration's case {number} stops at step {version}.");
        }
    }

    private async Task<(CaseId Id, int Version)?> FindAsync(int number)
    {
        await using var store = await stores.CreateDbContextAsync();
        return await store.Cases.AsNoTracking().OrderBy(c => c.Reference).Skip(number - 1).FirstOrDefaultAsync() is { } row ? (row.Id, row.Version) : null;
    }

    private async Task<(CaseId Id, int Version)> ReceiveAsync(Caller.OfStaff intake, DemonstrationDemand demand)
    {
        var document = CaseDocuments.Take(demand.FileName, Encoding.UTF8.GetBytes(demand.Document));
        var done = (CaseOutcomeOfAct.Done)await receive.ReceiveAsync(intake, demand.Intake, document, clock.GetUtcNow().AddDays(demand.DaysToAnswer));
        return (done.Id, done.Version);
    }

    private Task<CaseOutcomeOfAct> CallBackAsync(Caller.OfStaff who, CaseId id, int at, string number, string reached) =>
        move.MoveAsync(who, id, at, new CaseMove.Authenticate(isGenuine: true), CaseNote.Of((CaseLines.NumberFound, number), (CaseLines.Reached, reached)));

    private async Task<CaseOutcomeOfAct> FindValidAsync(Caller.OfStaff who, CaseId id, int at, string why)
    {
        await using var store = await stores.CreateDbContextAsync();
        var row = await store.Cases.AsNoTracking().SingleAsync(c => c.Id == id);
        return await move.MoveAsync(who, id, at, new CaseMove.FindValid(CaseBook.Restore(row).File.Scope), CaseNote.Of((CaseLines.WhyValid, why)));
    }

    private async Task<CaseOutcomeOfAct> ClassifyAsync(Caller.OfStaff who, CaseId id, int at, CaseKind kind, NamedSubject named)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        return (await classify.ClassifyAsync(who, id, at, kind, [named], new CasePeriod(today.AddYears(-1), today))).Outcome;
    }

    private static NamedSubject Named(string userId, FieldSet fields) => new(new Redacted<string>(userId), fields);
}
