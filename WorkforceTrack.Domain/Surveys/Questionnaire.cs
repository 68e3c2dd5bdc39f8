using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Surveys;

/// <summary>
/// What is asked (S1). Fixed from the moment of opening: its SHA-256 stands in the ledger. One with faults can be made, since
/// authors write step by step; <see cref="QuestionnaireRules"/> keeps it from being opened.
/// </summary>
public sealed class Questionnaire
{
    public Questionnaire(string title, string introduction, ImmutableArray<Question> questions, ImmutableArray<CrossTab> crossTabs)
    {
        (Title, Introduction) = (title, introduction);
        Questions = questions.IsDefault ? [] : questions;
        CrossTabs = crossTabs.IsDefault ? [] : crossTabs;
        Tables = CountedTable.Of(this);
    }

    public string Title { get; }

    public string Introduction { get; }

    public ImmutableArray<Question> Questions { get; }

    public ImmutableArray<CrossTab> CrossTabs { get; }

    /// <summary>Every table that answers are counted in; a counter names its table by the place here.</summary>
    public ImmutableArray<CountedTable> Tables { get; }

    /// <summary>Whether anyone is asked for words of their own (S6).</summary>
    public bool AsksComments => Questions.Any(question => question.Kind == QuestionKind.Comment);

    public Question? Find(string key) => Questions.FirstOrDefault(question => string.Equals(question.Key, key, StringComparison.Ordinal));
}
