using System.Collections.Immutable;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.App.Surveys;

/// <summary>"Only asked if …" while it is written. It holds on to the question itself, so that another key or another place of it changes nothing.</summary>
public sealed class ConditionForm
{
    private readonly SortedSet<int> options;
    private string named;

    internal ConditionForm(QuestionForm? on, string named, IEnumerable<int> options) => (On, this.named, this.options) = (on, named, [.. options]);

    /// <summary>The earlier question; null when the one that was named is not there.</summary>
    internal QuestionForm? On { get; private set; }

    /// <summary>Whether an option that was chosen here is there no more.</summary>
    internal bool HasLost { get; private set; }

    internal bool Has(int option) => options.Contains(option);

    internal void Turn(QuestionForm on)
    {
        if (On == on) return;
        options.Clear();
        (On, HasLost) = (on, false);
    }

    internal void Choose(int option, bool isOn)
    {
        // Places of options that are not there came with a file; nobody could untick them.
        options.RemoveWhere(o => On is not null && (o < 0 || o >= On.Choices.Length));
        if (isOn) options.Add(option);
        else options.Remove(option);
        HasLost = false;
    }

    /// <summary>The question was removed.</summary>
    internal void LetGo() => (named, On) = (On?.Key ?? named, null);

    /// <summary>
    /// Keeps the same options chosen when the author writes them anew, puts them in another order, or adds some: by their words, or by
    /// their place when nothing but the words changed there.
    /// </summary>
    internal void Follow(ImmutableArray<string> before, ImmutableArray<string> after)
    {
        var chosen = options.ToArray();
        options.Clear();
        foreach (var option in chosen)
        {
            if (option < 0 || option >= before.Length) options.Add(option);
            else if (after.IndexOf(before[option]) is >= 0 and var moved) options.Add(moved);
            else if (after.Length == before.Length && !before.Contains(after[option])) options.Add(option);
            else HasLost = true;
        }
    }

    internal ShownIf ToShownIf(Func<QuestionForm, string> keyOf) => new(On is null ? named : keyOf(On), [.. options]);
}

/// <summary>A cross-tab while it is written: two questions, or the name of one that is not there.</summary>
public sealed class CrossTabForm
{
    private string groupsNamed;
    private string answersNamed;

    internal CrossTabForm(QuestionForm? groups, QuestionForm? answers, string groupsNamed = "", string answersNamed = "") =>
        (Groups, Answers, this.groupsNamed, this.answersNamed) = (groups, answers, groupsNamed, answersNamed);

    internal QuestionForm? Groups { get; set; }

    internal QuestionForm? Answers { get; set; }

    internal void LetGo(QuestionForm question)
    {
        if (Groups == question) (groupsNamed, Groups) = (question.Key, null);
        if (Answers == question) (answersNamed, Answers) = (question.Key, null);
    }

    internal CrossTab ToCrossTab() => new(Groups?.Key.Trim() ?? groupsNamed, Answers?.Key.Trim() ?? answersNamed);
}
