using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.WebLogs;

namespace WorkforceTrack.App.WebLogs;

/// <summary>
/// Two people of the staff look into an incident together (W4): each says why, one proposes what to look at and the other agrees, and
/// each look is an entry that binds scope and reasons. What one concludes about who it was, the other agrees to as well.
/// </summary>
internal sealed class Investigate(IncidentDesk desk, IncidentSeats seats, IncidentSeal seal, IncidentLines log)
{
    /// <summary>Comes to the desk and says why. Opens nothing.</summary>
    internal async Task<IncidentResult> ComeAsync(Caller caller, IncidentId id, string? reason)
    {
        if (await BarredAsync(caller, id) is { } barred) return barred;
        if (!IncidentDesk.IsReason(reason)) return new IncidentResult.Refused(IncidentFault.ReasonMissing);
        seats.Take(id, (Caller.OfStaff)caller, ReasonRules.Tidy(reason));
        return await LookAroundAsync((Caller.OfStaff)caller, id);
    }

    /// <summary>A sign of life of the page, without an act of the person. Opens nothing.</summary>
    internal async Task<IncidentResult> StayAsync(Caller caller, IncidentId id)
    {
        if (await BarredAsync(caller, id) is { } barred) return barred;
        return seats.Keep(id, (Caller.OfStaff)caller) ? await LookAroundAsync((Caller.OfStaff)caller, id) : new IncidentResult.NotNow(IncidentObstacle.LeftTheDesk);
    }

    /// <summary>Leaves the desk. What the other has on the screen closes within seconds.</summary>
    internal void Leave(Caller caller, IncidentId id)
    {
        if (caller is Caller.OfStaff staff) seats.Leave(id, staff.Id);
    }

    /// <summary>Proposes which lines the incident is about.</summary>
    internal Task<IncidentResult> ProposeScopeAsync(Caller caller, IncidentId id, IncidentScope scope) => TogetherAsync(caller, id, async at =>
    {
        if (await desk.WhyNotStepAsync(at.By, at.Beside, id, new IncidentMove.SetScope(scope)) is { } no) return no;
        seats.Propose(id, new Awaited(at.By.Id, scope, Conclusion: null));
        return await LookAroundAsync((Caller.OfStaff)caller, id);
    });

    /// <summary>Proposes who it was.</summary>
    internal Task<IncidentResult> ProposeConclusionAsync(Caller caller, IncidentId id, string? conclusion) => TogetherAsync(caller, id, async at =>
    {
        if (IncidentText.Read(conclusion) is not { } text) return new IncidentResult.NotNow(IncidentObstacle.TextUnfit);
        if (await desk.WhyNotStepAsync(at.By, at.Beside, id, new IncidentMove.Identify()) is { } no) return no;
        seats.Propose(id, new Awaited(at.By.Id, Scope: null, text));
        return await LookAroundAsync((Caller.OfStaff)caller, id);
    });

    /// <summary>Agrees to what the other proposed, which is done with that.</summary>
    [Keeps("W4")]
    internal Task<IncidentResult> AgreeAsync(Caller caller, IncidentId id) => TogetherAsync(caller, id, async at =>
    {
        if (seats.Waiting(id) is not { } proposal) return new IncidentResult.NotNow(IncidentObstacle.NothingProposed);
        if (proposal.By == at.By.Id) return new IncidentResult.Refused(IncidentFault.OwnStep);
        // Whoever proposed it must be the one who sits beside, or it would be a third person's word.
        if (at.Beside is { } beside && beside.Id != proposal.By) return new IncidentResult.NotNow(IncidentObstacle.NothingProposed);
        var result = proposal.Scope is { } scope ? await SetScopeAsync(at, id, scope) : await IdentifyAsync(at, id, proposal.Conclusion!);
        if (result is IncidentResult.Done) seats.Settle(id, proposal);
        return result;
    });

    /// <summary>Looks at the lines, by an act of the person; each time an entry of its own.</summary>
    [Keeps("W4")]
    internal Task<IncidentResult> LookAsync(Caller caller, IncidentId id) => TogetherAsync(caller, id, async at =>
    {
        // INVARIANT: the record first. A crash may leave an entry without a look, never a look without an entry.
        var result = await desk.StepAsync(at.By, at.Beside, id, new IncidentMove.Look(), (work, next) =>
        {
            Record(work, at, id, next.File.Scope!);
        });
        return result is IncidentResult.Done && await log.KeptAsync(id) is { } lines ? new IncidentResult.Seen(lines) : result;
    });

    private async Task<IncidentResult> SetScopeAsync(Pair at, IncidentId id, IncidentScope scope)
    {
        var move = new IncidentMove.SetScope(scope);
        if (await desk.WhyNotStepAsync(at.By, at.Beside, id, move) is { } no) return no;
        var lines = await Task.Run(() => log.Gather(scope));
        if (lines.Length > IncidentLines.Most) return new IncidentResult.NotNow(IncidentObstacle.TooManyLines);
        if (lines.IsEmpty) return new IncidentResult.NotNow(IncidentObstacle.NoLine);
        return await desk.StepAsync(at.By, at.Beside, id, move, (work, next) =>
        {
            // Kept aside in the same step, so that no retention comes in between.
            IncidentDesk.Add(work, id, IncidentPart.Lines, seal.Seal(id, $"{IncidentPart.Lines}", IncidentLines.Write(lines)));
            Record(work, at, id, scope);
        });
    }

    private Task<IncidentResult> IdentifyAsync(Pair at, IncidentId id, string conclusion) => desk.StepAsync(at.By, at.Beside, id, new IncidentMove.Identify(), (work, next) =>
    {
        work.Append(desk.Entry(work, at.By, id) with { Note = desk.AddText(work, id, IncidentPart.Conclusion, conclusion), Detail = at.Bind(desk, work, id, next.File.Scope!) });
    });

    private void Record(MainWork work, Pair at, IncidentId id, IncidentScope scope) => work.Append(desk.Entry(work, at.By, id) with { Detail = at.Bind(desk, work, id, scope) });

    private async Task<IncidentResult> TogetherAsync(Caller caller, IncidentId id, Func<Pair, Task<IncidentResult>> act)
    {
        if (await BarredAsync(caller, id) is { } barred) return barred;
        var staff = (Caller.OfStaff)caller;
        if (seats.Act(id, staff) is not { } reason) return new IncidentResult.NotNow(IncidentObstacle.LeftTheDesk);
        var companion = await seats.CompanionOfAsync(id, staff.Id);
        return await act(new Pair(IncidentDesk.Person(staff, reason), reason, companion?.Person, companion?.Reason));
    }

    private async Task<IncidentResult?> BarredAsync(Caller caller, IncidentId id) =>
        await desk.WhyNotAsync(caller) is { } reason ? new IncidentResult.NotAllowed(reason)
        : await desk.FindAsync(id) is null ? new IncidentResult.NotNow(IncidentObstacle.NotThere)
        : null;

    private async Task<IncidentResult> LookAroundAsync(Caller.OfStaff staff, IncidentId id)
    {
        var waiting = seats.Waiting(id);
        return new IncidentResult.Present(await seats.CompanionOfAsync(id, staff.Id) is not null, waiting, waiting?.By == staff.Id);
    }
}
