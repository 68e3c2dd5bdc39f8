using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.App.Surveys;

/// <summary>One comment at the desk: its words and its theme. The id is chance and tells nothing.</summary>
internal sealed record DeskComment(Guid Id, string Question, string Words, string? Theme)
{
    public override string ToString() => "(a comment)";
}

/// <summary>What came of going to the theming desk.</summary>
internal abstract class DeskVisit
{
    private DeskVisit()
    {
    }

    /// <summary>Two are there: the comments, in an order that is new each time.</summary>
    internal sealed class Together(ImmutableArray<DeskComment> comments) : DeskVisit
    {
        internal ImmutableArray<DeskComment> Comments { get; } = comments;
    }

    /// <summary>One is there, and waits for a second.</summary>
    internal sealed class Alone : DeskVisit;

    /// <summary>There is nothing to read, or not enough to hide in.</summary>
    internal sealed class TooFew : DeskVisit;

    internal sealed class NotNow(SurveyObstacle obstacle) : DeskVisit
    {
        internal SurveyObstacle Obstacle { get; } = obstacle;
    }

    internal sealed class NotAllowed(RefusalReason reason) : DeskVisit
    {
        internal RefusalReason Reason { get; } = reason;
    }
}

/// <summary>
/// The one place where comments are read (S6): after close, before the release, shuffled and detached, from 20 comments on, by two
/// people of the staff who are there at the same time. Each look is an entry that says who.
/// </summary>
internal sealed class ThemingDesk(MainWriter writer, SurveyDesk desk, SurveyShelf shelf, SurveyKeys keys, BallotBox box, IDbContextFactory<BoothDb> booths, TimeProvider clock)
{
    /// <summary>Fewest comments of a survey before any is read.</summary>
    internal const int Fewest = 20;

    /// <summary>Longest name of a theme.</summary>
    internal const int LongestTheme = 80;

    /// <summary>How long someone counts as being there after the last sign of it.</summary>
    private static readonly TimeSpan Presence = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<(SurveyId Survey, StaffId Staff), DateTimeOffset> present = new();

    [Keeps("S6")]
    internal async Task<DeskVisit> ReadAsync(Caller caller, SurveyId survey)
    {
        if (await desk.WhyNotActAsync(caller) is { } reason) return new DeskVisit.NotAllowed(reason);
        if (shelf.Find(survey)?.Survey.AsClosed() is null) return new DeskVisit.NotNow(SurveyObstacle.WrongPhase);
        var staff = (Caller.OfStaff)caller;
        await using var booth = await booths.CreateDbContextAsync();
        if (await booth.Comments.CountAsync(c => c.Survey == survey) < Fewest) return new DeskVisit.TooFew();
        present[(survey, staff.Id)] = clock.GetUtcNow();
        if (!IsAccompanied(survey, staff.Id)) return new DeskVisit.Alone();
        // The record first: a crash may leave an entry without a look, never a look without an entry.
        await writer.WriteAsync(work => Task.FromResult(work.Append(desk.Entry(work, EntryKind.CommentsRead, staff, survey, detail: null))));
        var comments = (await booth.Comments.AsNoTracking().Where(c => c.Survey == survey).ToListAsync())
            .ConvertAll(c => new DeskComment(c.Id, c.Question, keys.OpenComment(survey, c.Question, c.Sealed), c.Theme)).ToArray();
        Randomness.Shuffle<DeskComment>(comments);
        return new DeskVisit.Together([.. comments]);
    }

    /// <summary>Puts a comment under a theme, or takes it out. Null when done.</summary>
    internal async Task<SurveyAnswer> SortAsync(Caller caller, SurveyId survey, Guid comment, string? theme)
    {
        if (await desk.WhyNotActAsync(caller) is { } reason) return new SurveyAnswer.NotAllowed(reason);
        var staff = (Caller.OfStaff)caller;
        if (shelf.Find(survey)?.Survey.AsClosed() is null || !present.ContainsKey((survey, staff.Id)) || !IsAccompanied(survey, staff.Id))
            return new SurveyAnswer.NotNow(SurveyObstacle.WrongPhase);
        present[(survey, staff.Id)] = clock.GetUtcNow();
        var name = theme?.Trim();
        if (name is { Length: > LongestTheme }) return new SurveyAnswer.NotNow(SurveyObstacle.NameUnfit);
        return await box.SetThemeAsync(survey, comment, string.IsNullOrEmpty(name) ? null : name) == 1
            ? new SurveyAnswer.Done(survey, version: 0)
            : new SurveyAnswer.NotNow(SurveyObstacle.NotThere);
    }

    /// <summary>Leaves the desk.</summary>
    internal void Leave(Caller caller, SurveyId survey)
    {
        if (caller is Caller.OfStaff staff) present.TryRemove((survey, staff.Id), out _);
    }

    private bool IsAccompanied(SurveyId survey, StaffId staff)
    {
        var since = clock.GetUtcNow() - Presence;
        return present.Any(p => p.Key.Survey == survey && p.Key.Staff != staff && p.Value >= since);
    }
}
