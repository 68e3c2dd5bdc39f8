using WorkforceTrack.App.Erasure;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.App.Surveys;

/// <summary>
/// Removes the words of comments a set time after the release, or after the close where nobody publishes (Survey:CommentsKeptFor, 30 days), and the key that sealed them (S6).
/// Looked at once an hour; what a stopped program missed is done at its next start.
/// </summary>
internal sealed class RemoveComments(SurveyShelf shelf, BallotBox box, SurveyKeys keys, SweepBook book, IConfiguration configuration, TimeProvider clock, ILogger<RemoveComments> log) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromHours(1);

    internal TimeSpan KeptFor { get; } = configuration.GetValue("Survey:CommentsKeptFor", TimeSpan.FromDays(30));

    /// <summary>Removes what is due now; says of how many surveys.</summary>
    [Keeps("S6")]
    internal async Task<int> SweepAsync()
    {
        // From the release on, or, where nobody publishes, from the close on.
        var due = shelf.All.Where(s => (s.Survey.ReleasedAt ?? s.Survey.ClosedAt) is { } since && since + KeptFor <= clock.GetUtcNow()).Select(s => s.Plan.Id).ToList();
        var swept = 0;
        foreach (var survey in due)
        {
            if (!keys.HasComments(survey)) continue;
            await box.RemoveCommentsAsync(survey);
            await keys.DestroyAsync(survey);
            swept++;
        }

        return swept;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between, clock);
        do
        {
            try
            {
                await book.AddAsync(RecordKind.SurveyAnswers, await SweepAsync());
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The next round does what this one left; a survey counts as swept only when its key is gone.
                log.CommentsNotRemoved(failure.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

internal static partial class RemoveCommentsLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Comments that are due could not be removed this time ({Kind}).")]
    internal static partial void CommentsNotRemoved(this ILogger logger, string kind);
}
