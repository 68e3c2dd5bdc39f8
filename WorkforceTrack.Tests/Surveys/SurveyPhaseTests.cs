using System.Reflection;
using CsCheck;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Surveys;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Surveys;

public sealed class SurveyPhaseTests
{
    public static TheoryData<Audience> Audiences => [Audience.Members, Audience.Visitors];

    [Theory, Proves("S5")]
    [InlineData(typeof(DraftSurvey), nameof(DraftSurvey.Open), nameof(DraftSurvey.Rewrite))]
    [InlineData(typeof(OpenSurvey), nameof(OpenSurvey.Close))]
    [InlineData(typeof(ClosedSurvey), nameof(ClosedSurvey.Release))]
    [InlineData(typeof(ReleasedSurvey))]
    public void A_phase_can_do_what_is_right_now_and_nothing_else(Type phase, params string[] moves)
    {
        var methods = phase.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly);
        Assert.Equal(moves, methods.Where(m => !m.IsSpecialName).Select(m => m.Name).Order(StringComparer.Ordinal));
        Assert.All(phase.GetProperties(), p => Assert.Null(p.SetMethod));
        Assert.Empty(phase.GetFields(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public));
        Assert.True(phase.IsSealed);
    }

    [Fact, Proves("S5")]
    public void Only_a_draft_is_made_from_nothing()
    {
        Assert.Single(typeof(DraftSurvey).GetConstructors());
        Assert.All([typeof(OpenSurvey), typeof(ClosedSurvey), typeof(ReleasedSurvey)], phase => Assert.Empty(phase.GetConstructors()));
    }

    [Theory, Proves("S1")]
    [MemberData(nameof(Audiences))]
    public void A_survey_goes_from_draft_to_release_and_stays_what_it_was_at_opening(Audience audience)
    {
        var released = Example.Released(audience);

        Assert.Same(Example.Questionnaire, released.Plan.Questionnaire);
        Assert.Same(released.Plan, released.Closed.Opened.Plan);
        Assert.True(released.Plan.AsksComments);
        Assert.Equal((Example.Now, Example.Now.AddDays(7), Example.Now.AddDays(8)), (released.Closed.Opened.OpenedAt, released.Closed.ClosedAt, released.ReleasedAt));
        Assert.Equal(audience == Audience.Members, released.Closed.Passes is not null);
        Assert.Equal(audience == Audience.Members, released.Closed.Opened.KeyFingerprint is not null);
    }

    [Theory, Proves("O2")]
    [MemberData(nameof(Audiences))]
    public void An_undeclared_survey_does_not_open_and_declaring_it_opens_it(Audience audience)
    {
        Digest? key = audience == Audience.Members ? Example.Key : null;
        var before = Example.Policy with { Surveys = [.. DeclaredSurveys.All.Where(s => s.Audience != audience)] };
        Assert.Equal([OpeningFault.UseNotDeclared], Refused(Example.Draft(audience).Open(before, key, Example.Now)).Faults);
        Assert.Equal([OpeningFault.NoPolicyInForce], Refused(Example.Draft(audience).Open(policy: null, key, Example.Now)).Faults);

        var after = SurveyUse.Next(before, new DateOnly(2026, 2, 1));
        Assert.IsType<OpeningAnswer.Opened>(Example.Draft(audience).Open(after, key, Example.Now));
    }

    [Fact, Proves("O2")]
    public void Everything_that_is_in_the_way_of_opening_is_said_at_once()
    {
        var empty = new Questionnaire("", "Why we ask.", [], []);

        var members = Refused(Example.Draft(Audience.Members, empty).Open(policy: null, keyFingerprint: null, Example.Now));
        Assert.Equal([OpeningFault.QuestionnaireHasFaults, OpeningFault.NoPolicyInForce, OpeningFault.NoKey], members.Faults);
        Assert.Equal([QuestionnaireFault.TitleMissing, QuestionnaireFault.NothingToAnswer], members.Questions.Select(f => f.Fault));

        var visitors = Refused(Example.Draft(Audience.Visitors, empty).Open(Example.Policy with { Surveys = [] }, Example.Key, Example.Now));
        Assert.Equal([OpeningFault.QuestionnaireHasFaults, OpeningFault.UseNotDeclared, OpeningFault.KeyWithoutPasses], visitors.Faults);
    }

    [Fact, Proves("S1")]
    public void A_questionnaire_with_a_fault_never_opens() => QuestionnaireGen.Nonsense.Sample(questionnaire =>
    {
        var answer = Example.Draft(Audience.Visitors, questionnaire).Open(Example.Policy, keyFingerprint: null, Example.Now);
        return QuestionnaireRules.Faults(questionnaire).IsEmpty == answer is OpeningAnswer.Opened;
    });

    [Fact, Proves("S4")]
    public void Closing_counts_the_passes_of_members_and_none_of_visitors()
    {
        Assert.Equal([ClosingFault.BeforeOpening, ClosingFault.NoPassCounts], Faults(Example.Open(Audience.Members).Close(Example.Now.AddTicks(-1), passes: null)));
        Assert.Equal([ClosingFault.CountsWithoutPasses], Faults(Example.Open(Audience.Visitors).Close(Example.Now, new PassCounts(0, 0))));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PassCounts(-1, 0));
        // "About 10 used" beside "fewer than 10 answers" would be 8 or 9.
        Assert.All([3L, 5, 7, 8, 9], spent => Assert.Equal(5, new PassCounts(40, spent).Spent));
        Assert.Equal((0L, 10L), (new PassCounts(12, 2).Spent, new PassCounts(12, 2).Issued));

        static IEnumerable<ClosingFault> Faults(ClosingAnswer answer) => Assert.IsType<ClosingAnswer.Refused>(answer).Faults;
    }

    [Fact, Proves("S5")]
    public void Nothing_is_released_before_the_close() => Assert.Equal(
        [ReleasingFault.BeforeClosing],
        Assert.IsType<ReleasingAnswer.Refused>(Example.Closed(Audience.Members).Release(Example.Key, Example.Now.AddDays(7).AddTicks(-1))).Faults);

    [Fact]
    public void A_draft_written_anew_is_the_same_survey()
    {
        var draft = Example.Draft(Audience.Members).Rewrite(Example.Slug("other-name"), Audience.Visitors, new Questionnaire("Other", "", [], []));

        Assert.Equal(Example.Draft(Audience.Members).Plan.Id, draft.Plan.Id);
        Assert.Equal(("other-name", Audience.Visitors, "Other", false), (draft.Plan.Slug.Value, draft.Plan.Audience, draft.Plan.Questionnaire.Title, draft.Plan.AsksComments));
    }

    [Theory, Proves("S5")]
    [MemberData(nameof(Audiences))]
    public void A_stored_survey_comes_back_in_its_phase_and_in_no_other(Audience audience)
    {
        StoredSurvey[] stored =
        [
            StoredSurvey.Of(Example.Draft(audience)), StoredSurvey.Of(Example.Open(audience)), StoredSurvey.Of(Example.Closed(audience)), StoredSurvey.Of(Example.Released(audience)),
        ];
        Assert.Equal(Enum.GetValues<SurveyPhase>(), stored.Select(s => s.Phase));
        foreach (var row in stored)
        {
            Assert.Equal(
                Enum.GetValues<SurveyPhase>().Select(phase => phase == row.Phase),
                new object?[] { row.AsDraft(), row.AsOpen(), row.AsClosed(), row.AsReleased() }.Select(s => s is not null));
        }

        Assert.Equal<StoredSurvey[]>(stored, [StoredSurvey.Of(stored[0].AsDraft()!), StoredSurvey.Of(stored[1].AsOpen()!), StoredSurvey.Of(stored[2].AsClosed()!), StoredSurvey.Of(stored[3].AsReleased()!)]);
    }

    [Fact]
    public void A_row_that_lacks_what_its_phase_has_is_damaged()
    {
        var row = StoredSurvey.Of(Example.Released(Audience.Members));

        Assert.All(
            [row with { OpenedAt = null }, row with { KeyFingerprint = null }, row with { ClosedAt = null }, row with { Passes = null }, row with { ReleasedAt = null }, row with { Release = null }],
            damaged => Assert.Throws<InvalidOperationException>(() => damaged.AsReleased()));
    }

    private static OpeningAnswer.Refused Refused(OpeningAnswer answer) => Assert.IsType<OpeningAnswer.Refused>(answer);
}
