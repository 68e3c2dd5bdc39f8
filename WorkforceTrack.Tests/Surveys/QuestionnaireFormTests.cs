using CsCheck;
using WorkforceTrack.App.Surveys;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Surveys;
using WorkforceTrack.Tests.Promises;
using Question = WorkforceTrack.Domain.Surveys.Question;

namespace WorkforceTrack.Tests.Surveys;

public sealed class QuestionnaireFormTests
{
    private readonly QuestionnaireForm form = QuestionnaireForm.Of(Example.Draft(Audience.Members).Plan);

    [Fact, Proves("S1")]
    public void What_is_put_into_the_editor_comes_out_as_it_was()
    {
        Assert.Equal(QuestionnaireJson.Digest(Example.Questionnaire), QuestionnaireJson.Digest(form.ToQuestionnaire()));
        Assert.Empty(FormFaults.Of(form).All);
        Assert.Equal(("work-and-shifts", Audience.Members), (form.AddressName, form.Audience));
    }

    [Fact]
    public void Whatever_a_file_brought_can_be_edited_and_looked_at() => QuestionnaireGen.Nonsense.Sample(brought =>
    {
        var edited = QuestionnaireForm.Of(brought);
        Assert.Equal(brought.Questions.Length, edited.ToPreview().Questions.Length);
        Assert.Equal(brought.CrossTabs.Length, edited.ToQuestionnaire().CrossTabs.Length);
        Assert.NotNull(FormFaults.Of(edited));
    });

    [Fact]
    public void Every_fault_of_a_questionnaire_has_a_field() => Assert.All(Enum.GetValues<QuestionnaireFault>(), fault => Assert.True(Enum.IsDefined(FormFields.Of(fault))));

    [Fact]
    public void What_is_no_number_or_day_stays_as_it_was_typed_and_is_said_at_its_field()
    {
        var (age, joined, mood) = (Find("age"), Find("joined"), Find("mood"));
        (age.Edges, joined.Edges, mood.From) = ("30\nfifty", "2020-01-01\n31.1.2026", "one");

        var faults = FormFaults.Of(form);

        Assert.Equal("Write a whole number on each line, as in 30. “fifty” is none.", faults.At(FormField.Edges, age));
        Assert.Equal("Write a day on each line, as in 2026-01-31. “31.1.2026” is none.", faults.At(FormField.Edges, joined));
        Assert.Equal(("Write a whole number, as in 1.", null), (faults.At(FormField.From, mood), faults.At(FormField.To, mood)));
        Assert.True(faults.HasTyped);
        Assert.Equal(("30\nfifty", "one"), (age.Edges, mood.From));
    }

    [Fact]
    public void A_fault_is_said_at_its_own_question_and_at_a_new_one_only_after_saving()
    {
        Find("works").Key = "age";
        var added = form.Add(QuestionKind.SingleChoice);

        var faults = FormFaults.Of(form);
        Assert.Equal("Choose another key: an earlier question has this one.", faults.At(FormField.Key, form.Questions[4]));
        Assert.Null(faults.At(FormField.Key, form.Questions[1]));
        Assert.Null(faults.At(FormField.Text, added));
        form.SpeakOfAll();

        Assert.Equal("Write what is asked.", FormFaults.Of(form).At(FormField.Text, added));
        Assert.Equal("Give at least 2 options.", FormFaults.Of(form).At(FormField.Options, added));
    }

    [Fact, Proves("S2")]
    public void A_condition_stays_with_its_option_when_options_are_reworded_reordered_or_added()
    {
        var (shifts, nights) = (Find("shifts"), Find("nights"));
        Type(() => shifts.Options = "None\nNight\nEarly\nLate");
        Assert.Equal([1], ConditionOf("nights"));
        Type(() => shifts.Options = "None\nBy night\nEarly\nLate");
        Assert.Equal([1], ConditionOf("nights"));

        Type(() => shifts.Options = "None\nEarly\nLate");

        Assert.Empty(ConditionOf("nights"));
        Assert.Contains("An option that this condition named is gone.", FormFaults.Of(form).At(FormField.Condition, nights), StringComparison.Ordinal);
        nights.Condition!.Choose(2, isOn: true);
        Assert.Null(FormFaults.Of(form).At(FormField.Condition, nights));
    }

    [Fact]
    public void Options_that_cannot_be_read_for_a_moment_are_not_gone()
    {
        var (mood, more) = (Find("mood"), Find("more"));
        more.Condition = new ConditionForm(mood, "", [0]);
        Type(() => mood.To = "five");
        Type(() => mood.To = "7");

        Assert.Equal([0], ConditionOf("more"));
    }

    [Fact]
    public void Another_key_and_another_place_change_no_condition_and_no_cross_tab()
    {
        Find("works").Key = "at-work";
        form.Move(Find("shifts"), up: true);

        var questionnaire = form.ToQuestionnaire();

        Assert.Equal(["welcome", "shifts", "at-work"], questionnaire.Questions.Take(3).Select(q => q.Key));
        Assert.Equal("at-work", questionnaire.Find("shifts")!.Condition!.Question);
        Assert.Equal([new CrossTab("at-work", "shifts")], questionnaire.CrossTabs);
        Assert.Equal("Let the condition name an earlier question.", FormFaults.Of(form).At(FormField.Condition, Find("shifts")));
    }

    [Fact]
    public void What_hangs_on_a_removed_question_says_so()
    {
        form.Remove(Find("works"));

        Assert.Equal("Let the condition name a question that is there.", FormFaults.Of(form).At(FormField.Condition, Find("shifts")));
        Assert.Contains("Let the cross-tab name questions that are there.", FormFaults.Of(form).At(FormField.CrossTabs), StringComparison.Ordinal);
    }

    [Fact]
    public void A_question_moves_no_further_than_the_ends()
    {
        var (first, last) = (form.Questions[0], form.Questions[^1]);
        form.Move(first, up: true);
        form.Move(last, up: false);
        Assert.Equal((first, last), (form.Questions[0], form.Questions[^1]));

        form.Move(form.Questions[1], up: true);
        Assert.Equal(QuestionFocus.Down, form.Questions[0].Focus);
        form.Move(form.Questions[4], up: true);
        Assert.Equal(QuestionFocus.Up, form.Questions[3].Focus);
    }

    [Fact, Proves("S2")]
    public void A_preview_asks_in_the_same_order_under_names_of_its_own()
    {
        Find("works").Key = "";
        var preview = form.ToPreview();

        Assert.Equal(preview.Questions.Length, preview.Questions.Select(q => q.Key).Distinct(StringComparer.Ordinal).Count());
        var works = preview.Questions[1].Key;
        var asked = SkipLogic.Asked(preview, new Dictionary<string, Answer>(StringComparer.Ordinal) { [works] = new Answer.Chosen(0) });
        Assert.Contains(asked, q => q.Text == "Which shift do you work?");
        Assert.DoesNotContain(SkipLogic.Asked(preview, new Dictionary<string, Answer>(StringComparer.Ordinal)), q => q.Text == "Which shift do you work?");
    }

    private QuestionForm Find(string key) => form.Questions.Single(q => q.Key == key);

    private IEnumerable<int> ConditionOf(string key) => form.ToQuestionnaire().Find(key)!.Condition!.Options;

    private void Type(Action typed)
    {
        typed();
        form.Settle();
    }
}
