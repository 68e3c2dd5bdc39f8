using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.App.Surveys;

/// <summary>A survey that was opened, with what is needed to take a pass for it. Public: nothing of anyone who answers.</summary>
internal sealed class ShelvedSurvey(StoredSurvey survey, byte[]? publicKey, EntryId? openedEntry, byte[]? release)
{
    private readonly Lazy<PassVerifier>? verifier = publicKey is null ? null : new(() => new PassVerifier(publicKey));

    internal StoredSurvey Survey { get; } = survey;

    internal SurveyPlan Plan => Survey.Plan;

    /// <summary>SPKI; null for a poll.</summary>
    internal byte[]? PublicKey => publicKey;

    internal EntryId? OpenedEntry => openedEntry;

    /// <summary>The release in canonical JSON; null before it.</summary>
    internal byte[]? Release => release;

    /// <summary>The release as it was published; null before it.</summary>
    internal Release? Published => release is null ? null : ReleaseJson.TryRead(release, out var read) ? read : throw new InvalidDataException("A release in the store cannot be read by this version of the program.");

    internal PassVerifier? Verifier => verifier?.Value;
}

/// <summary>Every survey past its draft, read at start and at each change: asked for at each page of the booth and each cast.</summary>
internal sealed class SurveyShelf(IDbContextFactory<MainDb> stores, SurveyKeys keys, BallotBox box)
{
    private ImmutableDictionary<string, ShelvedSurvey> bySlug = ImmutableDictionary.Create<string, ShelvedSurvey>(StringComparer.Ordinal);

    /// <summary>The newest first.</summary>
    internal IEnumerable<ShelvedSurvey> All => bySlug.Values.OrderByDescending(s => s.Survey.OpenedAt);

    internal ShelvedSurvey? Find(string? slug) => slug is null ? null : bySlug.GetValueOrDefault(slug);

    internal ShelvedSurvey? Find(SurveyId id) => bySlug.Values.FirstOrDefault(s => s.Plan.Id == id);

    /// <summary>
    /// Reads what was opened, and finishes what a stop cut short: keys of what is closed, counters of what is published, and the
    /// journals, which tell the order in which passes were drawn and answers came.
    /// </summary>
    internal async Task OpenAsync()
    {
        await using var store = await stores.CreateDbContextAsync();
        var opened = await store.Surveys.AsNoTracking().Where(s => s.Phase != SurveyPhase.Draft).ToListAsync();
        if (opened.Count == 0) return;
        try
        {
            await Journals.EmptyAsync(store.EmptyJournalAsync, "main store");
            await box.ForgetOrderAsync();
        }
        catch (InvalidOperationException held)
        {
            throw new StartRefusedException($"{held.Message} Stop what reads the stores, then start again.");
        }

        foreach (var row in opened)
        {
            Set(row);
            if (row.Phase is SurveyPhase.Closed or SurveyPhase.Released) await keys.CloseAsync(row.Id);
            if (row.Phase == SurveyPhase.Released) await box.EmptyAsync(row.Id);
        }
    }

    /// <summary>Shows a survey as it now stands, after the commit.</summary>
    internal void Set(SurveyRow row) =>
        ImmutableInterlocked.Update(ref bySlug, all => all.SetItem(row.Slug, new ShelvedSurvey(row.ToStored(), row.PublicKey, row.OpenedEntry, row.Release)));
}
