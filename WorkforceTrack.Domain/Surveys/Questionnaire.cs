using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Surveys;

/// <summary>What is asked (S1). Fixed from the moment of opening: its SHA-256 stands in the ledger.</summary>
public sealed class Questionnaire
{
    public Questionnaire(string title, string introduction, ImmutableArray<Question> questions, ImmutableArray<CrossTab> crossTabs)
    {
        (Title, Introduction, Questions, CrossTabs) = (title, introduction, questions, crossTabs);
        Tables = CountedTable.Of(this);
    }

    public string Title { get; }

    public string Introduction { get; }

    public ImmutableArray<Question> Questions { get; }

    public ImmutableArray<CrossTab> CrossTabs { get; }

    /// <summary>Every table that answers are counted in; a counter names its table by the place here.</summary>
    public ImmutableArray<CountedTable> Tables { get; }

    public Question? Find(string key) => Questions.FirstOrDefault(question => string.Equals(question.Key, key, StringComparison.Ordinal));
}
