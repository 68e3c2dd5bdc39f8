using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.App.Surveys;

/// <summary>
/// The one place where comments are read (S6): after close, before the release, shuffled and detached, from 20 comments on, by two
/// people of the staff who are there at the same time. Each look is an entry that says who. Comments that could be published under
/// no theme are not read at all.
/// </summary>
internal sealed class ThemingDesk(MainWriter writer, SurveyDesk desk, SurveyShelf shelf, SurveyKeys keys, BallotBox box, IDbContextFactory<BoothDb> booths, DeskSeats seats)
{
    /// <summary>Fewest comments of a survey before any is read.</summary>
    internal const int Fewest = 20;

    /// <summary>Comes to the desk, or shows to be there still, by an act of the person. Opens nothing.</summary>
    internal async Task<DeskVisit> ComeAsync(Caller caller, SurveyId survey)
    {
        if (await BarredAsync(caller, survey) is { } barred) return barred;
        seats.Take(survey, (Caller.OfStaff)caller);
        return await LookAroundAsync(survey, (Caller.OfStaff)caller);
    }

    /// <summary>A sign of life of the page, without an act of the person. Opens nothing.</summary>
    internal async Task<DeskVisit> StayAsync(Caller caller, SurveyId survey)
    {
        if (await BarredAsync(caller, survey) is { } barred) return barred;
        return seats.Keep(survey, (Caller.OfStaff)caller) ? await LookAroundAsync(survey, (Caller.OfStaff)caller) : new DeskVisit.NotNow(DeskObstacle.LeftTheDesk);
    }

    /// <summary>Reads the comments, by an act of the person; each time an entry of its own.</summary>
    [Keeps("S6")]
    internal async Task<DeskVisit> ReadAsync(Caller caller, SurveyId survey)
    {
        if (await ComeAsync(caller, survey) is not DeskVisit.Accompanied and var visit) return visit;
        var staff = (Caller.OfStaff)caller;
        // Held, so that the result is not published while comments are on their way out.
        await desk.Step.WaitAsync();
        try
        {
            if (await seats.CompanionOfAsync(survey, staff.Id) is not { } companion) return new DeskVisit.Alone();
            // INVARIANT: the record first. A crash may leave an entry without a look, never a look without an entry.
            return await writer.WriteAsync(work => RecordAsync(work, staff, survey, companion))
                ? new DeskVisit.Together(await OpenAsync(survey))
                : new DeskVisit.NotNow(DeskObstacle.Published);
        }
        finally
        {
            desk.Step.Release();
        }
    }

    /// <summary>Puts a comment under a theme, or takes it out. Null when done.</summary>
    internal async Task<DeskVisit?> SortAsync(Caller caller, SurveyId survey, Guid comment, string? theme)
    {
        if (await BarredAsync(caller, survey) is { } barred) return barred;
        var staff = (Caller.OfStaff)caller;
        if (!seats.Holds(survey, staff)) return new DeskVisit.NotNow(DeskObstacle.LeftTheDesk);
        seats.Take(survey, staff);
        string? name = null;
        if (theme is not null && !ThemeName.TryTidy(theme, out name)) return new DeskVisit.NotNow(DeskObstacle.ThemeUnfit);
        await desk.Step.WaitAsync();
        try
        {
            if (await seats.CompanionOfAsync(survey, staff.Id) is null) return new DeskVisit.Alone();
            if (shelf.Find(survey)?.Survey.AsClosed() is null) return new DeskVisit.NotNow(DeskObstacle.Published);
            return await box.SetThemeAsync(survey, comment, name) == 1 ? null : new DeskVisit.NotNow(DeskObstacle.CommentGone);
        }
        finally
        {
            desk.Step.Release();
        }
    }

    /// <summary>Leaves the desk. What the other has on the screen closes within seconds.</summary>
    internal void Leave(Caller caller, SurveyId survey)
    {
        if (caller is Caller.OfStaff staff) seats.Leave(survey, staff.Id);
    }

    private async Task<DeskVisit?> BarredAsync(Caller caller, SurveyId survey)
    {
        if (await desk.WhyNotActAsync(caller) is { } reason) return new DeskVisit.NotAllowed(reason);
        if (shelf.Find(survey) is not { } shelved) return new DeskVisit.NotNow(DeskObstacle.NotThere);
        return shelved.Survey.Phase switch
        {
            SurveyPhase.Draft => new DeskVisit.NotNow(DeskObstacle.NotThere),
            SurveyPhase.Open => new DeskVisit.NotNow(DeskObstacle.StillOpen),
            SurveyPhase.Released => new DeskVisit.NotNow(DeskObstacle.Published),
            SurveyPhase.Closed => (await ReadableAsync(survey)).IsEmpty ? new DeskVisit.NotNow(DeskObstacle.TooFew) : null,
        };
    }

    private async Task<DeskVisit> LookAroundAsync(SurveyId survey, Caller.OfStaff staff) =>
        await seats.CompanionOfAsync(survey, staff.Id) is null ? new DeskVisit.Alone() : new DeskVisit.Accompanied();

    private async Task<bool> RecordAsync(MainWork work, Caller.OfStaff staff, SurveyId survey, StaffId companion)
    {
        if (!await work.Db.Surveys.AnyAsync(s => s.Id == survey && s.Phase == SurveyPhase.Closed)) return false;
        work.Append(desk.Entry(work, EntryKind.CommentsRead, staff, survey, DeskSeats.WitnessDigest(companion)));
        return true;
    }

    /// <summary>The questions whose comments may be read: those that can be published as themes, if together there are enough.</summary>
    private async Task<ImmutableArray<string>> ReadableAsync(SurveyId survey)
    {
        await using var booth = await booths.CreateDbContextAsync();
        if (!await booth.Boxes.AnyAsync(b => b.Survey == survey && b.Counted >= DisclosureControl.FewestAnswersForThemes)) return [];
        var questions = await booth.Comments.Where(c => c.Survey == survey).GroupBy(c => c.Question)
            .Where(g => g.LongCount() >= DisclosureControl.FewestComments).Select(g => new { g.Key, Count = g.LongCount() }).ToListAsync();
        return questions.Sum(q => q.Count) < Fewest ? [] : [.. questions.Select(q => q.Key)];
    }

    private async Task<ImmutableArray<DeskComment>> OpenAsync(SurveyId survey)
    {
        var readable = await ReadableAsync(survey);
        await using var booth = await booths.CreateDbContextAsync();
        var rows = await booth.Comments.AsNoTracking().Where(c => c.Survey == survey && readable.Contains(c.Question)).ToListAsync();
        var comments = rows.Select(c => new DeskComment(c.Id, c.Question, keys.OpenComment(survey, c.Question, c.Sealed), c.Theme)).ToArray();
        Randomness.Shuffle<DeskComment>(comments);
        return [.. comments];
    }
}
