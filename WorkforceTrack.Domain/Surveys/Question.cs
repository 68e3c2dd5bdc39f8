using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Surveys;

/// <summary>One question of a questionnaire (S1, S2): every one can be skipped.</summary>
public abstract class Question
{
    private Question(string key, string text, string? help, ShownIf? condition) => (Key, Text, Help, Condition) = (key, text, help, condition);

    /// <summary>Names the question within its questionnaire, as in "shifts".</summary>
    public string Key { get; }

    public string Text { get; }

    public string? Help { get; }

    /// <summary>Which earlier answer it depends on; null when everyone is asked.</summary>
    public ShownIf? Condition { get; }

    public abstract QuestionKind Kind { get; }

    /// <summary>Whether there is something to answer.</summary>
    public bool IsAnswered => Kind != QuestionKind.Statement;

    /// <summary>Whether an answer is exactly one option, so that people can be counted by it in a cross-tab (S5).</summary>
    public bool HasOneAnswer => Kind is QuestionKind.SingleChoice or QuestionKind.Scale or QuestionKind.NumberInBands or QuestionKind.DateInBands;

    /// <summary>What can be chosen, in order; empty where nothing is chosen. An answer names options by their place here.</summary>
    public abstract ImmutableArray<string> Options { get; }

    /// <summary>One of several.</summary>
    public sealed class SingleChoice(string key, string text, string? help, ShownIf? condition, ImmutableArray<string> options) : Question(key, text, help, condition)
    {
        public override QuestionKind Kind => QuestionKind.SingleChoice;

        public override ImmutableArray<string> Options { get; } = options.IsDefault ? [] : options;
    }

    /// <summary>Any of several; counted as a yes or no for each.</summary>
    public sealed class MultipleChoice(string key, string text, string? help, ShownIf? condition, ImmutableArray<string> options) : Question(key, text, help, condition)
    {
        public override QuestionKind Kind => QuestionKind.MultipleChoice;

        public override ImmutableArray<string> Options { get; } = options.IsDefault ? [] : options;
    }

    /// <summary>A point on a scale of whole numbers, its ends said in words.</summary>
    public sealed class Scale(string key, string text, string? help, ShownIf? condition, int from, int to, string lowest, string highest) : Question(key, text, help, condition)
    {
        public override QuestionKind Kind => QuestionKind.Scale;

        public int From { get; } = from;

        public int To { get; } = to;

        public string Lowest { get; } = lowest;

        public string Highest { get; } = highest;

        public override ImmutableArray<string> Options { get; } = BandWords.Points(from, to, lowest, highest);
    }

    /// <summary>A number, asked and kept only as the band in which it lies. Bands begin at the edges; the first is all below.</summary>
    public sealed class NumberInBands(string key, string text, string? help, ShownIf? condition, string? unit, ImmutableArray<int> edges) : Question(key, text, help, condition)
    {
        public override QuestionKind Kind => QuestionKind.NumberInBands;

        public string? Unit { get; } = unit;

        public ImmutableArray<int> Edges { get; } = edges.IsDefault ? [] : edges;

        public override ImmutableArray<string> Options { get; } = BandWords.Numbers(edges, unit);
    }

    /// <summary>A day, asked and kept only as the band in which it lies.</summary>
    public sealed class DateInBands(string key, string text, string? help, ShownIf? condition, ImmutableArray<DateOnly> edges) : Question(key, text, help, condition)
    {
        public override QuestionKind Kind => QuestionKind.DateInBands;

        public ImmutableArray<DateOnly> Edges { get; } = edges.IsDefault ? [] : edges;

        public override ImmutableArray<string> Options { get; } = BandWords.Days(edges);
    }

    /// <summary>Words of one's own. Read after close only, shuffled and detached (S6).</summary>
    public sealed class Comment(string key, string text, string? help, ShownIf? condition) : Question(key, text, help, condition)
    {
        public override QuestionKind Kind => QuestionKind.Comment;

        public override ImmutableArray<string> Options => [];
    }

    /// <summary>Words to read, with nothing to answer.</summary>
    public sealed class Statement(string key, string text, string? help, ShownIf? condition) : Question(key, text, help, condition)
    {
        public override QuestionKind Kind => QuestionKind.Statement;

        public override ImmutableArray<string> Options => [];
    }
}
