using System.Collections.Immutable;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.Tests.Surveys;

/// <summary>A questionnaire with every kind of question, and a survey that asks it.</summary>
internal static class Example
{
    internal static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    internal static readonly Digest Key = Digest.Of("a public key"u8);

    internal static readonly PolicyVersion Policy = PolicyText.Version1(new DateOnly(2026, 1, 15), []);

    internal static readonly Questionnaire Questionnaire = With(
    [
        new Question.Statement("welcome", "Every question can be skipped.\nNobody sees your answers.", help: null, condition: null),
        new Question.SingleChoice("works", "Do you work at the moment?", help: null, condition: null, ["Yes", "No"]),
        new Question.SingleChoice("shifts", "Which shift do you work?", "Think of last week.", new ShownIf("works", [0]), ["Early", "Late", "Night"]),
        new Question.MultipleChoice("needs", "What do you miss?", help: null, condition: null, ["Light", "Time", "A quiet room"]),
        new Question.NumberInBands("age", "How old are you?", help: null, condition: null, "years", [30, 50]),
        new Question.DateInBands("joined", "When did you join?", help: null, condition: null, [new DateOnly(2020, 1, 1), new DateOnly(2025, 1, 1)]),
        new Question.Scale("mood", "How do you find your work?", help: null, condition: null, 1, 5, "hard", "easy"),
        new Question.Scale("nights", "How do you find nights?", help: null, new ShownIf("shifts", [2]), 0, 10, "hard", "easy"),
        new Question.Comment("more", "What else should we know?", "Please name nobody, yourself included.", condition: null),
    ]);

    internal static Questionnaire With(ImmutableArray<Question> questions) => new("Work and shifts", "We ask what would make work easier.\n\nIt takes five minutes.", questions, [new CrossTab("works", "shifts")]);

    internal static DraftSurvey Draft(Audience audience, Questionnaire? questionnaire = null) =>
        new(new SurveyPlan(new SurveyId(new Guid("0b7a9e6e-8f6f-4b39-9b39-0d1f4c1a2b3c")), Slug("work-and-shifts"), audience, questionnaire ?? Questionnaire));

    internal static OpenSurvey Open(Audience audience) =>
        Assert.IsType<OpeningAnswer.Opened>(Draft(audience).Open(Policy, audience == Audience.Members ? Key : null, Now)).Survey;

    internal static ClosedSurvey Closed(Audience audience) =>
        Assert.IsType<ClosingAnswer.Closed>(Open(audience).Close(Now.AddDays(7), audience == Audience.Members ? new PassCounts(40, 31) : null)).Survey;

    internal static ReleasedSurvey Released(Audience audience) =>
        Assert.IsType<ReleasingAnswer.Released>(Closed(audience).Release(Digest.Of("a release"u8), Now.AddDays(8))).Survey;

    internal static SurveySlug Slug(string text) => SurveySlug.TryParse(text, out var slug) ? slug : throw new ArgumentException("No slug.", nameof(text));
}
