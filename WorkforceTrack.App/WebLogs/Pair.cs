using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.WebLogs;

namespace WorkforceTrack.App.WebLogs;

/// <summary>Two at an incident's desk, each with a reason. The second may be missing; then the domain refuses.</summary>
internal sealed record Pair(IncidentPerson By, string Reason, IncidentPerson? Beside, string? BesideReason)
{
    /// <summary>Puts what, who and why beside the incident, sealed; the digest of it, with chance in it, is what an entry binds.</summary>
    internal Digest Bind(IncidentDesk desk, MainWork work, IncidentId id, IncidentScope scope) => desk.AddText(
        work, id, IncidentPart.Look, $"incident-look\n{scope.Text}{Line(By, Reason)}{Line(Beside!, BesideReason!)}").Value;

    public override string ToString() => "(two people)";

    private static string Line(IncidentPerson person, string reason) => $"{Names.Of(person.Role)} {person.Id.Value:N}: {reason}\n";
}
