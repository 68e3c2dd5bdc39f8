using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WorkforceTrack.App.Shell;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.WebLogs;

namespace WorkforceTrack.App.WebLogs;

/// <summary>
/// Lines of an incident go to law enforcement (W5): one who looked proposes it and names the recipient, two others approve, and the
/// package with just the lines of the scope is a disclosure in the ledger, in the transaction in which the second approves.
/// </summary>
internal sealed class HandOverLines(IncidentDesk desk, IncidentSeal seal, IncidentLines log, IDbContextFactory<MainDb> stores, IOptions<OrganisationOptions> organisation)
{
    /// <summary>Proposes to hand the lines over.</summary>
    [Keeps("W5")]
    internal async Task<IncidentResult> ProposeAsync(Caller caller, IncidentId id, string? agency, string? person, string? address, string? verified, string? reason)
    {
        if (await desk.WhyNotAsync(caller) is { } no) return new IncidentResult.NotAllowed(no);
        if (IncidentText.Read(agency, IncidentText.LongestName) is not { } ofAgency || IncidentText.Read(person, IncidentText.LongestName) is not { } named
            || IncidentText.Read(address) is not { } at || IncidentText.Read(verified) is not { } how) return new IncidentResult.NotNow(IncidentObstacle.TextUnfit);
        var (by, recipient) = (IncidentDesk.Person((Caller.OfStaff)caller, reason), new IncidentRecipient(ofAgency, named, at, how));
        return await desk.StepAsync(by, beside: null, id, new IncidentMove.Propose(Randomness.Id()), (work, next) =>
        {
            desk.AddText(work, id, IncidentPart.Recipient, JsonSerializer.Serialize(recipient));
            work.Append(desk.Entry(work, by, id) with { Note = desk.AddText(work, id, IncidentPart.Look, $"incident-hand-over\n{reason}\n") });
        });
    }

    /// <summary>Approves it. With the second approval the package is made.</summary>
    [Keeps("W5")]
    internal async Task<IncidentResult> ApproveAsync(Caller caller, IncidentId id)
    {
        if (await desk.WhyNotAsync(caller) is { } no) return new IncidentResult.NotAllowed(no);
        var by = IncidentDesk.Person((Caller.OfStaff)caller, reason: null);
        return await desk.StepAsync(by, beside: null, id, new IncidentMove.Approve(), async (work, next) =>
        {
            var entry = desk.Entry(work, by, id);
            work.Append(next.Phase == IncidentPhase.HandedOver ? await DisclosureAsync(work, next, entry) : entry);
        });
    }

    /// <summary>It is not done after all.</summary>
    internal Task<IncidentResult> TakeBackAsync(Caller caller, IncidentId id) => SimplyAsync(caller, id, new IncidentMove.TakeBack(), _ => Task.CompletedTask);

    /// <summary>Gives the package to one who approved, once.</summary>
    [Keeps("W5")]
    internal async Task<IncidentResult> CollectAsync(Caller caller, IncidentId id)
    {
        byte[]? package = null;
        var result = await SimplyAsync(caller, id, new IncidentMove.Collect(), async store =>
        {
            if (await IncidentDesk.PartAsync(store, id, IncidentPart.Package) is { } part) package = seal.Open(id, $"{IncidentPart.Package}", part.Sealed);
        });
        return result is IncidentResult.Done && package is not null ? new IncidentResult.Taken(package) : result;
    }

    private async Task<LedgerEntry> DisclosureAsync(MainWork work, Incident incident, LedgerEntry entry)
    {
        var id = incident.File.Id;
        var (lines, to) = ((await IncidentDesk.PartAsync(work.Db, id, IncidentPart.Lines))!, (await IncidentDesk.PartAsync(work.Db, id, IncidentPart.Recipient))!);
        var recipient = JsonSerializer.Deserialize<IncidentRecipient>(seal.OpenText(to))!;
        var package = IncidentPackage.Make(incident, log.Open(lines), recipient, organisation.Value.Name, work.Now);
        IncidentDesk.Add(work, id, IncidentPart.Package, seal.Seal(id, $"{IncidentPart.Package}", package));
        return entry with
        {
            Kind = EntryKind.Disclosure,
            RecipientKind = RecipientKind.Authority,
            Recipient = incident.File.Recipient,
            RecipientName = desk.AddText(work, id, IncidentPart.Look, recipient.Name),
            Purpose = Purpose.InvestigateMisuse,
            Detail = Digest.Of(package),
        };
    }

    private async Task<IncidentResult> SimplyAsync(Caller caller, IncidentId id, IncidentMove move, Func<MainDb, Task> before)
    {
        if (await desk.WhyNotAsync(caller) is { } no) return new IncidentResult.NotAllowed(no);
        var by = IncidentDesk.Person((Caller.OfStaff)caller, reason: null);
        await using var store = await stores.CreateDbContextAsync();
        if (await desk.WhyNotStepAsync(by, beside: null, id, move) is { } against) return against;
        await before(store);
        return await desk.StepAsync(by, beside: null, id, move, (work, next) =>
        {
            work.Append(desk.Entry(work, by, id));
        });
    }
}
