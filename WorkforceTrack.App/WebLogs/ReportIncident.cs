using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.WebLogs;

namespace WorkforceTrack.App.WebLogs;

/// <summary>Security or the privacy officer opens an incident with evidence of an attack: words, and a document where there is one (W4).</summary>
internal sealed class ReportIncident(MainWriter writer, IncidentDesk desk, IncidentSeal seal, IncidentRetention retention, TimeProvider clock)
{
    internal const int LargestDocument = 4 * 1024 * 1024;

    [Keeps("W4")]
    internal async Task<IncidentResult> OpenAsync(Caller caller, string? evidence, byte[]? document)
    {
        if (await desk.WhyNotAsync(caller) is { } reason) return new IncidentResult.NotAllowed(reason);
        var text = IncidentText.Read(evidence);
        var person = new IncidentPerson(((Caller.OfStaff)caller).Id, ((Caller.OfStaff)caller).Role, HasReason: text is not null);
        var id = new IncidentId(Randomness.Id());
        var answer = Incident.Report(id, new IncidentMoment(person, Beside: null, clock.GetUtcNow(), retention.AfterClose));
        if (answer is not IncidentAnswer.Moved opened) return new IncidentResult.Refused(((IncidentAnswer.Refused)answer).Faults);
        if (document is { Length: 0 or > LargestDocument }) return new IncidentResult.NotNow(IncidentObstacle.DocumentUnfit);
        seal.MakeKey(id);
        return await writer.WriteAsync(work => Task.FromResult(Store(work, opened.Next, person, text!, document)));
    }

    private IncidentResult Store(MainWork work, Incident incident, IncidentPerson person, string text, byte[]? document)
    {
        var id = incident.File.Id;
        work.Db.Incidents.Add(new IncidentRow { Id = id, Phase = incident.Phase, OpenedAt = incident.File.OpenedAt, Sealed = seal.SealFile(incident.File) });
        if (document is not null) IncidentDesk.Add(work, id, IncidentPart.Document, seal.Seal(id, $"{IncidentPart.Document}", document));
        work.Append(desk.Entry(work, person, id) with
        {
            Note = desk.AddText(work, id, IncidentPart.Evidence, text),
            Detail = document is null ? null : Digest.Of(document),
        });
        return new IncidentResult.Done(incident);
    }
}
