using System.Collections.Immutable;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.Tests.Surveys;

/// <summary>Small questionnaires, and the counts that answers to them would give.</summary>
internal static class Asked
{
    internal static readonly DateOnly Opened = new(2026, 3, 2);

    internal static readonly DateOnly Closed = new(2026, 3, 16);

    internal static Question.SingleChoice Single(string key, int options, ShownIf? condition = null) => new(key, $"Question {key}", help: null, condition, Options(options));

    internal static Question.MultipleChoice Multiple(string key, int options, ShownIf? condition = null) => new(key, $"Question {key}", help: null, condition, Options(options));

    internal static ImmutableArray<string> Options(int options) => [.. "ABCDEFGHIJKLMNOPQRSTUVWXYZ".Take(options).Select(c => c.ToString())];

    internal static Questionnaire Of(params ImmutableArray<Question> questions) => new("Shifts", "", questions, []);

    internal static Questionnaire Of(ImmutableArray<Question> questions, ImmutableArray<CrossTab> crossTabs) => new("Shifts", "", questions, crossTabs);

    /// <summary>Counts for every table in order, row after row.</summary>
    internal static RawTally Tally(long casts, params long[][][] tables) => new(
        casts,
        tables.SelectMany((rows, table) => rows.SelectMany((row, r) => row.Select((count, column) => KeyValuePair.Create(new Cell(table, r, column), count)))).ToImmutableDictionary(),
        ImmutableDictionary<string, long>.Empty);

    internal static Release Release(Questionnaire questionnaire, RawTally tally) => DisclosureControl.Release(questionnaire, tally, Audience.Members, Opened, Closed, []);

    /// <summary>One question that everyone answered.</summary>
    internal static Release OneWay(params long[] counts) => Release(Of(Single("q", counts.Length)), Tally(counts.Sum(), [counts]));

    /// <summary>How the cells of one table read.</summary>
    internal static string[] Words(Release release, int table = 0) => release.Tables[table] is { Withheld: null } shown
        ? [.. shown.Rows.SelectMany(row => row.Cells.Select(cell => cell.Printed.ToString()))]
        : [ReleaseWords.Of(release.Tables[table].Withheld!.Value)];
}

/// <summary>The values that one hidden count takes over everything that prints alike, as far as three.</summary>
internal sealed class Seen
{
    private readonly HashSet<long> values = [];

    internal int Count => values.Count;

    internal void Add(long value)
    {
        if (values.Count < 3) values.Add(value);
    }

    public override string ToString() => string.Join(" or ", values.Order());
}
