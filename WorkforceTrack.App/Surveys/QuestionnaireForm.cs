using System.Collections.Immutable;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.App.Surveys;

/// <summary>
/// A questionnaire while it is written: strings as they were typed. Nothing is refused here, so nothing typed is lost; what is not
/// fit is said by <see cref="FormFaults"/> at its field.
/// </summary>
public sealed class QuestionnaireForm
{
    private readonly List<QuestionForm> questions = [];
    private readonly List<CrossTabForm> crossTabs = [];
    private int last;

    internal string Title { get; set; } = "";

    internal string Introduction { get; set; } = "";

    /// <summary>Its name in the address.</summary>
    internal string AddressName { get; set; } = "";

    internal Audience Audience { get; set; }

    /// <summary>Begun just now: what is missing is not yet a fault to speak of.</summary>
    internal bool IsNew { get; set; }

    internal IReadOnlyList<QuestionForm> Questions => questions;

    internal IReadOnlyList<CrossTabForm> CrossTabs => crossTabs;

    internal static QuestionnaireForm Of(SurveyPlan plan)
    {
        var form = Of(plan.Questionnaire);
        (form.AddressName, form.Audience) = (plan.Slug.Value, plan.Audience);
        return form;
    }

    internal static QuestionnaireForm Of(Questionnaire questionnaire)
    {
        var form = new QuestionnaireForm { Title = questionnaire.Title, Introduction = questionnaire.Introduction };
        foreach (var question in questionnaire.Questions) form.questions.Add(QuestionForm.Of(++form.last, question));
        for (var place = 0; place < questionnaire.Questions.Length; place++)
        {
            if (questionnaire.Questions[place].Condition is { } condition)
                form.questions[place].Condition = new ConditionForm(form.Find(condition.Question), condition.Question, condition.Options);
        }

        foreach (var cross in questionnaire.CrossTabs) form.crossTabs.Add(new CrossTabForm(form.Find(cross.Groups), form.Find(cross.Answers), cross.Groups, cross.Answers));
        return form;
    }

    /// <summary>A new question at the end, with a key that is free.</summary>
    internal QuestionForm Add(QuestionKind kind)
    {
        var number = questions.Count + 1;
        while (Find($"q{number}") is not null) number++;
        var question = new QuestionForm(++last, kind) { Key = $"q{number}", IsNew = true, Focus = QuestionFocus.Text };
        questions.Add(question);
        return question;
    }

    internal void Move(QuestionForm question, bool up)
    {
        var from = questions.IndexOf(question);
        var to = up ? from - 1 : from + 1;
        if (from < 0 || to < 0 || to >= questions.Count) return;
        (questions[from], questions[to]) = (questions[to], questions[from]);
        var isAtEnd = to == (up ? 0 : questions.Count - 1);
        question.Focus = up == isAtEnd ? QuestionFocus.Down : QuestionFocus.Up;
    }

    /// <summary>Takes a question out. What hangs on it says so, until the author decides.</summary>
    internal void Remove(QuestionForm question)
    {
        var place = questions.IndexOf(question);
        questions.Remove(question);
        foreach (var condition in questions.Select(q => q.Condition).Where(c => c?.On == question)) condition!.LetGo();
        foreach (var cross in crossTabs) cross.LetGo(question);
        if (questions.Count > 0) questions[Math.Clamp(place, 0, questions.Count - 1)].Focus = QuestionFocus.Text;
    }

    internal void AddCrossTab() => crossTabs.Add(new CrossTabForm(groups: null, answers: null));

    internal void Remove(CrossTabForm cross) => crossTabs.Remove(cross);

    /// <summary>From now on everything that is missing is said.</summary>
    internal void SpeakOfAll()
    {
        IsNew = false;
        foreach (var question in questions) question.IsNew = false;
    }

    /// <summary>After each change: conditions follow the options that they name.</summary>
    internal void Settle()
    {
        foreach (var question in questions)
        {
            // Options that cannot be read just now are not gone.
            if (question.Choices is not { IsEmpty: false } now || now.SequenceEqual(question.Known)) continue;
            foreach (var condition in questions.Select(q => q.Condition).Where(c => c?.On == question)) condition!.Follow(question.Known, now);
            question.Known = now;
        }
    }

    /// <summary>What can be stored, as far as it can be read.</summary>
    internal Questionnaire ToQuestionnaire()
    {
        Settle();
        return new Questionnaire(Title.Trim(), Introduction.Trim(), [.. questions.Select(q => q.ToQuestion(k => k.Key.Trim()))], [.. crossTabs.Select(c => c.ToCrossTab())]);
    }

    /// <summary>The same for a look at it: with keys that are never double or empty, and a word where nothing is written.</summary>
    internal Questionnaire ToPreview()
    {
        Settle();
        return new Questionnaire(Title, Introduction, [.. questions.Select(q => q.ToQuestion(k => $"preview-{k.Number}", "(nothing written yet)"))], []);
    }

    private QuestionForm? Find(string key) => questions.Find(q => string.Equals(q.Key, key, StringComparison.Ordinal));
}
