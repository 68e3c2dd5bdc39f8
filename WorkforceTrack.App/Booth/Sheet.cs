using System.Collections.Immutable;
using System.Text.Json;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.App.Booth;

/// <summary>Where someone is in the booth.</summary>
public enum BoothStep
{
    /// <summary>At the door: what the booth is, and how to begin.</summary>
    Door,

    /// <summary>At a question, or at all of them on one page.</summary>
    Asking,

    /// <summary>Reading what was answered, before handing it in.</summary>
    Review,

    /// <summary>Handed in.</summary>
    Done,
}

/// <summary>
/// The sheet that someone fills in: answers so far and the place among the questions. It lives in one circuit that knows nobody; the
/// copy that outlives it is in the tab of whoever answers, and nowhere else (S2, S3).
/// </summary>
public sealed class Sheet(Questionnaire questionnaire)
{
    /// <summary>Longest draft that is taken back from a tab, in characters.</summary>
    internal const int LongestDraft = 512 * 1024;

    private readonly Dictionary<string, Answer> answers = new(StringComparer.Ordinal);
    private int at;

    // Asked for several times at each render; what is asked changes with the answers alone.
    private ImmutableArray<Question>? asked;

    internal BoothStep Step { get; private set; }

    /// <summary>Whether all questions stand on one page.</summary>
    internal bool IsWhole { get; private set; }

    internal IReadOnlyDictionary<string, Answer> Answers => answers;

    /// <summary>The questions that are asked, given the answers so far.</summary>
    internal ImmutableArray<Question> Asked => asked ??= SkipLogic.Asked(questionnaire, answers);

    /// <summary>The place of the question on the screen, from 0.</summary>
    internal int At => Math.Clamp(at, 0, Asked.Length - 1);

    internal Question Current => Asked[At];

    internal bool IsFirst => At == 0;

    internal bool IsLast => At == Asked.Length - 1;

    internal Answer? AnswerTo(Question question) => answers.GetValueOrDefault(question.Key);

    internal bool IsChosen(Question question, int option) => AnswerTo(question) is Answer.Chosen chosen && chosen.Options.Contains(option);

    internal string? WordsFor(Question question) => (AnswerTo(question) as Answer.Said)?.Words;

    internal void Begin() => Step = BoothStep.Asking;

    /// <summary>Handed in: nothing of it stays in memory, however long the page stays open.</summary>
    internal void Finish()
    {
        (Step, at, asked) = (BoothStep.Done, 0, null);
        answers.Clear();
    }

    /// <summary>Back to the door, the answers so far kept: for another pass.</summary>
    internal void GoToDoor() => Step = BoothStep.Door;

    internal void Next()
    {
        if (IsWhole || IsLast) Step = BoothStep.Review;
        else at = At + 1;
    }

    internal void Back() => at = At - 1;

    /// <summary>From the review to one question.</summary>
    internal void GoTo(Question question) => (Step, at) = (BoothStep.Asking, Math.Max(0, Asked.IndexOf(question)));

    internal void ShowWhole(bool whole) => IsWhole = whole;

    internal void Choose(Question question, int option, bool isOn)
    {
        if (option < 0 || option >= question.Options.Length) return;
        asked = null;
        if (question is not Question.MultipleChoice)
        {
            answers[question.Key] = new Answer.Chosen(option);
            return;
        }

        var chosen = (AnswerTo(question) as Answer.Chosen)?.Options ?? [];
        Put(question, isOn ? [.. chosen.Remove(option).Add(option).Order()] : chosen.Remove(option));
    }

    internal void Say(Question question, string? words)
    {
        asked = null;
        var clean = Answer.Said.Clean(words ?? "");
        if (clean.Length == 0) answers.Remove(question.Key);
        else answers[question.Key] = new Answer.Said(clean);
    }

    internal void Withdraw(Question question)
    {
        asked = null;
        answers.Remove(question.Key);
    }

    /// <summary>What the tab keeps.</summary>
    internal string ToDraft() => JsonSerializer.Serialize(new Draft(
        at,
        IsWhole,
        answers.Where(a => a.Value is Answer.Chosen).ToDictionary(a => a.Key, a => ((Answer.Chosen)a.Value).Options.ToArray(), StringComparer.Ordinal),
        answers.Where(a => a.Value is Answer.Said).ToDictionary(a => a.Key, a => ((Answer.Said)a.Value).Words, StringComparer.Ordinal)));

    /// <summary>Goes on from what a tab kept. Whatever does not fit these questions is left out.</summary>
    internal void Resume(string draft)
    {
        Draft? kept = null;
        try
        {
            kept = JsonSerializer.Deserialize<Draft>(draft);
        }
        catch (JsonException)
        {
            // Another version of the page wrote it, or a person did: then the sheet begins anew.
        }

        foreach (var question in questionnaire.Questions)
        {
            if (kept?.Chosen?.GetValueOrDefault(question.Key) is { } options && question.Options.Length > 0)
                foreach (var option in options) Choose(question, option, isOn: true);
            else if (question is Question.Comment && kept?.Said?.GetValueOrDefault(question.Key) is { } words) Say(question, words);
        }

        (at, IsWhole) = (kept?.At ?? 0, kept?.Whole ?? false);
    }

    private void Put(Question question, ImmutableArray<int> options)
    {
        if (options.IsEmpty) answers.Remove(question.Key);
        else answers[question.Key] = new Answer.Chosen(options);
    }

    private sealed record Draft(int At, bool Whole, Dictionary<string, int[]>? Chosen, Dictionary<string, string>? Said);
}
