using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.WebLogs;

namespace WorkforceTrack.App.WebLogs;

/// <summary>Which incidents there are and how each stands, for those who may look into one. No line is read here.</summary>
internal sealed class ReadIncidents(IncidentDesk desk, IncidentSeal seal, IDbContextFactory<MainDb> stores, IncidentRetention retention)
{
    /// <summary>Newest first.</summary>
    internal async Task<IncidentReview> AllAsync(Caller caller)
    {
        if (await desk.WhyNotAsync(caller) is { } reason) return new IncidentReview.Refused(reason);
        await using var store = await stores.CreateDbContextAsync();
        var rows = await store.Incidents.AsNoTracking().OrderByDescending(i => i.OpenedAt).ToListAsync();
        var evidence = (await store.IncidentParts.AsNoTracking().Where(p => p.Kind == IncidentPart.Evidence).ToListAsync()).ToDictionary(p => p.Incident);
        return new IncidentReview.All([.. rows.Select(row => new IncidentLine(
            row.Id, row.Phase, row.OpenedAt, row.ClosedAt, evidence.TryGetValue(row.Id, out var part) ? FirstLine(seal.OpenText(part)) : null))]);
    }

    internal async Task<IncidentReview> OneAsync(Caller caller, IncidentId id)
    {
        if (await desk.WhyNotAsync(caller) is { } reason) return new IncidentReview.Refused(reason);
        await using var store = await stores.CreateDbContextAsync();
        if (await store.Incidents.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id) is not { } row) return new IncidentReview.NoSuch();
        var parts = (await store.IncidentParts.AsNoTracking().Where(p => p.Incident == id).ToListAsync()).ToLookup(p => p.Kind);
        string? Words(IncidentPart kind) => parts[kind].MaxBy(p => p.At) is { } part ? seal.OpenText(part) : null;
        var document = parts[IncidentPart.Document].SingleOrDefault();
        return new IncidentReview.One(
            seal.Read(row),
            Words(IncidentPart.Evidence),
            document is null ? null : Digest.Of(seal.Open(id, $"{IncidentPart.Document}", document.Sealed)),
            Words(IncidentPart.Conclusion),
            Words(IncidentPart.Recipient) is { } recipient ? JsonSerializer.Deserialize<IncidentRecipient>(recipient) : null,
            Words(IncidentPart.Outcome),
            row.ClosedAt + retention.AfterClose);
    }

    /// <summary>The document with which it was opened; null when there is none, or it is not for this person.</summary>
    internal async Task<byte[]?> DocumentAsync(Caller caller, IncidentId id)
    {
        if (await desk.WhyNotAsync(caller) is not null) return null;
        await using var store = await stores.CreateDbContextAsync();
        return await IncidentDesk.PartAsync(store, id, IncidentPart.Document) is { } part ? seal.Open(id, $"{IncidentPart.Document}", part.Sealed) : null;
    }

    private static string FirstLine(string text) => text.Split('\n')[0] is { Length: > 80 } line ? string.Concat(line.AsSpan(0, 77), "...") : text.Split('\n')[0];
}

/// <summary>One incident of the list; its words are gone once it is destroyed.</summary>
public sealed record IncidentLine(IncidentId Id, IncidentPhase Phase, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, string? About);

/// <summary>What a look at incidents gave.</summary>
public abstract class IncidentReview
{
    private IncidentReview()
    {
    }

    public sealed class All(ImmutableArray<IncidentLine> incidents) : IncidentReview
    {
        internal ImmutableArray<IncidentLine> Incidents { get; } = incidents;
    }

    public sealed class One(Incident incident, string? evidence, Digest? document, string? conclusion, IncidentRecipient? recipient, string? outcome, DateTimeOffset? destroyedAt) : IncidentReview
    {
        internal Incident Incident { get; } = incident;

        internal string? Evidence { get; } = evidence;

        internal Digest? Document { get; } = document;

        internal string? Conclusion { get; } = conclusion;

        internal IncidentRecipient? Recipient { get; } = recipient;

        internal string? Outcome { get; } = outcome;

        /// <summary>When what is kept aside goes, or went; null while it is not closed.</summary>
        internal DateTimeOffset? DestroyedAt { get; } = destroyedAt;
    }

    public sealed class NoSuch : IncidentReview;

    public sealed class Refused(RefusalReason reason) : IncidentReview
    {
        internal RefusalReason Reason { get; } = reason;
    }
}
