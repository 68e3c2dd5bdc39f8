using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Surveys;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Surveys;

public sealed class SurveyUseTests
{
    private static readonly PolicyVersion Old = Example.Policy with { Number = new PolicyNumber(2, 9), Surveys = [] };

    [Fact, Proves("O2")]
    public void Without_a_policy_or_its_words_no_survey_is_declared() => Assert.All(Enum.GetValues<Audience>(), audience =>
    {
        Assert.False(SurveyUse.IsDeclared(policy: null, audience));
        Assert.False(SurveyUse.IsDeclared(Old, audience));
        Assert.True(SurveyUse.IsDeclared(Example.Policy, audience));
        Assert.False(SurveyUse.IsDeclared(Old with { Surveys = [.. DeclaredSurveys.All.Where(s => s.Audience != audience)] }, audience));
    });

    [Fact, Proves("O2")]
    public void The_next_version_declares_both_and_changes_nothing_else()
    {
        var next = SurveyUse.Next(Old, new DateOnly(2026, 3, 1));

        Assert.All(Enum.GetValues<Audience>(), audience => Assert.True(SurveyUse.IsDeclared(next, audience)));
        Assert.Equal((new PolicyNumber(2, 10), new DateOnly(2026, 3, 1), false), (next.Number, next.Published, next.IsMaterial));
        Assert.Equal((Old.Clauses, Old.Fields, Old.Flows), (next.Clauses, next.Fields, next.Flows));
        Assert.Empty(Old.Surveys);
    }

    [Fact, Proves("O2")]
    public void One_audience_is_declared_once() =>
        Assert.Throws<ArgumentException>(() => Old with { Surveys = [DeclaredSurveys.All[0], DeclaredSurveys.All[0] with { Text = "Something else." }] });
}
