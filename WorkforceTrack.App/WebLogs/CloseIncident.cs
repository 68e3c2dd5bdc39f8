using WorkforceTrack.App.SignIn;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.WebLogs;

namespace WorkforceTrack.App.WebLogs;

/// <summary>Security or the privacy officer closes an incident and says what came of it; from then on nobody looks (W4).</summary>
internal sealed class CloseIncident(IncidentDesk desk)
{
    [Keeps("W4")]
    internal async Task<IncidentResult> CloseAsync(Caller caller, IncidentId id, string? outcome)
    {
        if (await desk.WhyNotAsync(caller) is { } no) return new IncidentResult.NotAllowed(no);
        var (staff, text) = ((Caller.OfStaff)caller, IncidentText.Read(outcome));
        var by = new IncidentPerson(staff.Id, staff.Role, HasReason: text is not null);
        return await desk.StepAsync(by, beside: null, id, new IncidentMove.Close(), (work, next) =>
        {
            work.Append(desk.Entry(work, by, id) with { Note = desk.AddText(work, id, IncidentPart.Outcome, text!) });
        });
    }
}
