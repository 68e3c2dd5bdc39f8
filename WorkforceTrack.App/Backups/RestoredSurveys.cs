using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Surveys;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.App.Backups;

/// <summary>
/// What becomes of surveys. A backup holds no answers of a survey that is open, and none of a closed one either when another was open
/// at that moment. Such a survey cannot be counted, and a result without its answers would be false: it becomes a draft again, its keys
/// go, and whoever answered may answer anew.
/// </summary>
internal sealed class RestoredSurveys
{
    private RestoredSurveys(IReadOnlyList<SurveyId> setBack, IReadOnlyList<string> slugs, IReadOnlyList<SurveyId> kept) => (SetBack, Slugs, Kept) = (setBack, slugs, kept);

    /// <summary>Those whose answers are lost.</summary>
    internal IReadOnlyList<SurveyId> SetBack { get; }

    /// <summary>Their names in addresses.</summary>
    internal IReadOnlyList<string> Slugs { get; }

    private IReadOnlyList<SurveyId> Kept { get; }

    internal static async Task<RestoredSurveys> CountAsync(OpenedBackup backup)
    {
        var counted = new HashSet<SurveyId>();
        if (backup.Manifest.HasBooth)
        {
            await using var booth = backup.Booth();
            counted = [.. await booth.Boxes.Where(b => !b.IsOpen).Select(b => b.Survey).ToListAsync()];
        }

        await using var main = backup.Main();
        var surveys = await main.Surveys.AsNoTracking().Where(s => s.Phase != SurveyPhase.Draft).Select(s => new { s.Id, s.Slug, s.Phase }).ToListAsync();
        var lost = surveys.Where(s => s.Phase == SurveyPhase.Open || (s.Phase == SurveyPhase.Closed && !counted.Contains(s.Id))).ToList();
        return new RestoredSurveys([.. lost.Select(s => s.Id)], [.. lost.Select(s => s.Slug)], [.. surveys.Except(lost).Select(s => s.Id)]);
    }

    internal async Task SetBackAsync(MainDb main)
    {
        foreach (var row in await main.Surveys.Where(s => SetBack.Contains(s.Id)).ToListAsync())
        {
            (row.Phase, row.OpenedAt, row.ClosedAt, row.PublicKey, row.OpenedEntry, row.Issued, row.Spent) = (SurveyPhase.Draft, null, null, null, null, null, null);
            row.Version++;
        }

        await main.SaveChangesAsync();
        await main.PassesDrawn.ExecuteDeleteAsync();
    }

    /// <summary>Keys of surveys that main counts no answers of any more, or never knew, go.</summary>
    internal async Task RemoveKeysAsync(VaultDb vault)
    {
        foreach (var row in await vault.ProgramKeys.Where(k => k.Name.StartsWith(SurveyKeys.AllPrefix)).ToListAsync())
        {
            if (!Kept.Any(survey => row.Name.StartsWith(SurveyKeys.Prefix(survey), StringComparison.Ordinal))) vault.ProgramKeys.Remove(row);
        }

        await vault.SaveChangesAsync();
    }

    /// <summary>What the booth holds of other surveys than those that are kept goes, and comments whose key was destroyed since.</summary>
    internal async Task CleanBoothAsync(BoothDb booth, VaultDb vault)
    {
        var readable = new List<SurveyId>();
        foreach (var survey in Kept)
        {
            var prefix = SurveyKeys.Prefix(survey);
            if (await vault.ProgramKeys.AnyAsync(k => k.Name.StartsWith(prefix))) readable.Add(survey);
        }

        await booth.Boxes.Where(b => !Kept.Contains(b.Survey)).ExecuteDeleteAsync();
        await booth.Counts.Where(c => !Kept.Contains(c.Survey)).ExecuteDeleteAsync();
        await booth.Spent.ExecuteDeleteAsync();
        await booth.Comments.Where(c => !readable.Contains(c.Survey)).ExecuteDeleteAsync();
    }
}
