using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Surveys;

/// <summary>Reads the members of a stored release. Whether they are all, and in order, <see cref="ReleaseJson"/> judges by writing them again.</summary>
internal static class ReleaseJsonReader
{
    internal static bool TryRead(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out Release? release)
    {
        release = null;
        try
        {
            using var json = JsonDocument.Parse(bytes);
            release = Release(json.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or ArgumentOutOfRangeException)
        {
            // What JsonElement throws for damaged text, a value of another kind, or a member that is not there; and a count that is not rounded.
        }

        return release is not null;
    }

    private static Release Release(JsonElement json) => new(
        Text(json, "title"),
        Name<Audience>(json.GetProperty("audience")),
        Day(json, "opened"),
        Day(json, "closed"),
        json.GetProperty("answers") is { ValueKind: not JsonValueKind.Null } answers ? Rounded(answers) : null,
        All(json.GetProperty("tables"), Table),
        All(json.GetProperty("themes"), Theme));

    private static ReleasedTable Table(JsonElement json)
    {
        var withheld = json.GetProperty("withheld") is { ValueKind: not JsonValueKind.Null } reason ? Name<Withheld>(reason) : (Withheld?)null;
        var rows = All(json.GetProperty("rows"), Row);
        if (withheld is null == rows.IsEmpty) throw new FormatException("A table is shown or withheld.");
        return new ReleasedTable(Text(json, "question"), json.GetProperty("choice").GetString(), json.GetProperty("groups").GetString(), withheld, rows);
    }

    private static ReleasedRow Row(JsonElement json) => new(
        json.GetProperty("group").GetString(),
        Rounded(json.GetProperty("answers")),
        All(json.GetProperty("cells"), cell => new ReleasedCell(Text(cell, "option"), Printed(cell))));

    private static ReleasedTheme Theme(JsonElement json) => new(Text(json, "question"), Text(json, "theme"), Printed(json));

    private static PrintedCell Printed(JsonElement json) => Text(json, "printed") switch
    {
        ReleaseJson.FewerThanFive => PrintedCell.FewerThanFive.Instance,
        ReleaseJson.About => new PrintedCell.About(json.GetProperty("count").GetInt64()),
        ReleaseJson.MoreThan => new PrintedCell.MoreThan(json.GetProperty("bound").GetInt32()),
        ReleaseJson.Hidden => PrintedCell.Hidden.Instance,
        _ => throw new FormatException("A cell is printed in no known way."),
    };

    private static long Rounded(JsonElement json) => json.GetInt64() is >= Rounding.FewestAnswers and var total && total % 5 == 0 ? total : throw new FormatException("A total is rounded to 5.");

    private static DateOnly Day(JsonElement json, string name) => DateOnly.ParseExact(Text(json, name), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static ImmutableArray<T> All<T>(JsonElement json, Func<JsonElement, T> read) => [.. json.EnumerateArray().Select(read)];

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException("Text is missing.");

    private static T Name<T>(JsonElement json) where T : struct, Enum =>
        Names.TryParse<T>(json.GetString() ?? "", out var value) ? value : throw new FormatException("A name is unknown.");
}
