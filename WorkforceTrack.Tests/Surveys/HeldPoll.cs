using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Surveys;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Domain.Surveys;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Staff;

namespace WorkforceTrack.Tests.Surveys;

/// <summary>A poll on a real store that people answer through the box: opened, and closed and published when a test wants it.</summary>
internal sealed class HeldPoll : IAsyncDisposable
{
    internal const string Comments = "more";

    /// <summary>Shown to those who chose nights: few comment on it.</summary>
    internal const string RareComments = "nights";

    internal static readonly Questionnaire Questionnaire = new(
        "Shifts and breaks",
        "We ask what would make shifts easier.",
        [
            new Question.SingleChoice("shift", "Which shift do you work?", help: null, condition: null, ["Early", "Late", "Night"]),
            new Question.MultipleChoice("days", "On which days?", help: null, condition: null, ["Monday", "Tuesday", "Sunday"]),
            new Question.SingleChoice("trade", "What is your trade?", help: null, condition: null, ["Baker", "Cook"]),
            new Question.Comment(Comments, "What else should we know?", "Please name nobody, yourself included.", condition: null),
            new Question.Comment(RareComments, "What about nights?", "Please name nobody, yourself included.", new ShownIf("shift", [2])),
        ],
        [new CrossTab("trade", "shift")]);

    private HeldPoll(Office office, Caller.OfStaff officer, SurveyId id) => (Office, Officer, Id) = (office, officer, id);

    internal Office Office { get; }

    internal Caller.OfStaff Officer { get; }

    internal SurveyId Id { get; }

    internal ShelvedSurvey Shelved => Get<SurveyShelf>().Find(Id)!;

    /// <summary>An open poll.</summary>
    internal static async Task<HeldPoll> OpenAsync(LogLevel? logFrom = null)
    {
        var office = await Office.OpenAsync(new Staging { Settings = ["--Survey:PollAnswersPerNetwork=100000", "--Booth:Origin=https://booth.example"], LogFrom = logFrom });
        var officer = await office.HireAsync(StaffRole.PrivacyOfficer);
        var begun = Assert.IsType<SurveyAnswer.Done>(await office.Get<WriteSurvey>().BeginAsync(officer, Audience.Visitors, Questionnaire));
        var opened = await office.Get<StartSurvey>().OpenAsync(officer, begun.Survey, begun.Version);
        Assert.True(opened is SurveyAnswer.Done, SurveyAnswerWords.Of(opened));
        return new HeldPoll(office, officer, begun.Survey);
    }

    /// <summary>A closed poll that so many answered, the first of them with a comment.</summary>
    internal static async Task<HeldPoll> CloseAsync(int answers, int comments, LogLevel? logFrom = null)
    {
        var poll = await OpenAsync(logFrom);
        for (var person = 0; person < answers; person++) await poll.CastAsync(person, person < comments ? Words(person) : null);
        await poll.CloseAsync();
        return poll;
    }

    internal T Get<T>()
        where T : notnull => Office.Get<T>();

    /// <summary>What the person of this number wrote.</summary>
    internal static string Words(int person) => $"comment-of-{person:D3} longer breaks please";

    internal async Task CastAsync(int person, string? words)
    {
        var answers = new Dictionary<string, Answer>(StringComparer.Ordinal)
        {
            ["shift"] = new Answer.Chosen(person % 3),
            ["days"] = new Answer.Chosen(person % 2),
            ["trade"] = new Answer.Chosen(person % 2),
        };
        if (words is not null) answers[Comments] = new Answer.Said(words);
        if (words is not null && person < 9 && person % 3 == 2) answers[RareComments] = new Answer.Said($"rare {words}");
        Assert.Equal(CastAnswer.Taken, await Get<CastBallot>().CastAsync(Id, pass: null, network: null, answers));
    }

    internal async Task CloseAsync() => Assert.IsType<SurveyAnswer.Done>(await Get<EndSurvey>().CloseAsync(Officer, Id));

    internal async Task ReleaseAsync() => Assert.IsType<SurveyAnswer.Done>(await Get<PublishResults>().ReleaseAsync(Officer, Id));

    internal async Task<List<CommentRow>> StoredCommentsAsync()
    {
        await using var booth = Get<IDbContextFactory<BoothDb>>().CreateDbContext();
        return await booth.Comments.AsNoTracking().Where(c => c.Survey == Id).ToListAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => Office.DisposeAsync();
}
