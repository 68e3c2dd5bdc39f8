using System.Collections.Immutable;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.App.Surveys;

/// <summary>Where the focus goes once a question was drawn.</summary>
public enum QuestionFocus
{
    Nowhere,
    Text,
    Up,
    Down,
}

/// <summary>One question while it is written: everything as it was typed, fit or not.</summary>
public sealed class QuestionForm(int number, QuestionKind kind)
{
    /// <summary>Tells the questions of one page apart, whatever their keys.</summary>
    internal int Number { get; } = number;

    internal QuestionKind Kind { get; } = kind;

    internal string Key { get; set; } = "";

    internal string Text { get; set; } = "";

    internal string Help { get; set; } = "";

    /// <summary>One a line.</summary>
    internal string Options { get; set; } = "";

    internal string From { get; set; } = "1";

    internal string To { get; set; } = "5";

    internal string Lowest { get; set; } = "";

    internal string Highest { get; set; } = "";

    internal string Unit { get; set; } = "";

    /// <summary>Where the bands begin, one a line.</summary>
    internal string Edges { get; set; } = "";

    internal ConditionForm? Condition { get; set; }

    /// <summary>Added since the last save: what is missing is not yet a fault to speak of.</summary>
    internal bool IsNew { get; set; }

    internal QuestionFocus Focus { get; set; }

    /// <summary>The options as they last were, to see what became of them.</summary>
    internal ImmutableArray<string> Known { get; set; } = [];

    /// <summary>How the question is called where its number is not enough.</summary>
    internal string Name => TypedText.OrNone(Text) ?? $"{SurveyWords.Of(Kind)}, nothing written yet";

    /// <summary>What can be chosen, as far as it can be read.</summary>
    internal ImmutableArray<string> Choices => ToQuestion(q => q.Key).Options;

    internal bool HasOneAnswer => Kind is QuestionKind.SingleChoice or QuestionKind.Scale or QuestionKind.NumberInBands or QuestionKind.DateInBands;

    internal bool HasChoices => HasOneAnswer || Kind == QuestionKind.MultipleChoice;

    /// <summary>What was typed that is not what it should be, and what to write in its place.</summary>
    internal IEnumerable<(FormField Field, string Words)> Unreadable
    {
        get
        {
            if (Kind == QuestionKind.Scale && !TypedText.TryNumber(From, out _)) yield return (FormField.From, "Write a whole number, as in 1.");
            if (Kind == QuestionKind.Scale && !TypedText.TryNumber(To, out _)) yield return (FormField.To, "Write a whole number, as in 5.");
            if (Kind == QuestionKind.NumberInBands && TypedText.Unreadable<int>(Edges, TypedText.TryNumber) is { } number)
                yield return (FormField.Edges, $"Write a whole number on each line, as in 30. “{number}” is none.");
            if (Kind == QuestionKind.DateInBands && TypedText.Unreadable<DateOnly>(Edges, TypedText.TryDay) is { } day)
                yield return (FormField.Edges, $"Write a day on each line, as in 2026-01-31. “{day}” is none.");
        }
    }

    internal static QuestionForm Of(int number, Question question)
    {
        var form = new QuestionForm(number, question.Kind) { Key = question.Key, Text = question.Text, Help = question.Help ?? "" };
        switch (question)
        {
            case Question.SingleChoice or Question.MultipleChoice:
                form.Options = string.Join('\n', question.Options);
                break;
            case Question.Scale scale:
                (form.From, form.To, form.Lowest, form.Highest) = (TypedText.Of(scale.From), TypedText.Of(scale.To), scale.Lowest, scale.Highest);
                break;
            case Question.NumberInBands numbers:
                (form.Unit, form.Edges) = (numbers.Unit ?? "", string.Join('\n', numbers.Edges.Select(TypedText.Of)));
                break;
            case Question.DateInBands days:
                form.Edges = string.Join('\n', days.Edges.Select(TypedText.Of));
                break;
            default:
                // A comment and a statement have nothing more.
                break;
        }

        form.Known = form.Choices;
        return form;
    }

    /// <summary>The question as far as it can be read; what cannot is said by <see cref="Unreadable"/>.</summary>
    internal Question ToQuestion(Func<QuestionForm, string> keyOf, string textOfNone = "")
    {
        var (key, text, help, condition) = (keyOf(this), TypedText.OrNone(Text) ?? textOfNone, TypedText.OrNone(Help), Condition?.ToShownIf(keyOf));
        return Kind switch
        {
            QuestionKind.SingleChoice => new Question.SingleChoice(key, text, help, condition, TypedText.Lines(Options)),
            QuestionKind.MultipleChoice => new Question.MultipleChoice(key, text, help, condition, TypedText.Lines(Options)),
            QuestionKind.Scale => new Question.Scale(key, text, help, condition, NumberOf(From), NumberOf(To), Lowest.Trim(), Highest.Trim()),
            QuestionKind.NumberInBands => new Question.NumberInBands(key, text, help, condition, TypedText.OrNone(Unit), TypedText.Each<int>(Edges, TypedText.TryNumber)),
            QuestionKind.DateInBands => new Question.DateInBands(key, text, help, condition, TypedText.Each<DateOnly>(Edges, TypedText.TryDay)),
            QuestionKind.Comment => new Question.Comment(key, text, help, condition),
            QuestionKind.Statement => new Question.Statement(key, text, help, condition),
        };
    }

    private static int NumberOf(string text) => TypedText.TryNumber(text, out var number) ? number : 0;
}
