using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.Tests.Surveys;

/// <summary>People by two answers, the last row and column those who skipped a question; and what is counted and printed of them.</summary>
internal static class Crossed
{
    /// <summary>A place whose count is hidden; a margin where the row or column is null.</summary>
    internal readonly record struct Place(int? Row, int? Column)
    {
        internal long Of(long[,] square) => (Row, Column) switch
        {
            ({ } row, { } column) => square[row, column],
            ({ } row, null) => Enumerable.Range(0, square.GetLength(1)).Sum(column => square[row, column]),
            (null, { } column) => Enumerable.Range(0, square.GetLength(0)).Sum(row => square[row, column]),
            _ => throw new InvalidOperationException("No place."),
        };
    }

    internal static Release Release(long[,] square)
    {
        var (rows, columns) = (square.GetLength(0) - 1, square.GetLength(1) - 1);
        var questionnaire = Asked.Of([Asked.Single("group", rows), Asked.Single("answer", columns)], [new CrossTab("group", "answer")]);
        return Asked.Release(questionnaire, Asked.Tally(
            square.Cast<long>().Sum(),
            [[.. Enumerable.Range(0, rows).Select(row => new Place(row, null).Of(square))]],
            [[.. Enumerable.Range(0, columns).Select(column => new Place(null, column).Of(square))]],
            [.. Enumerable.Range(0, rows).Select(row => Enumerable.Range(0, columns).Select(column => square[row, column]).ToArray())]));
    }

    internal static IEnumerable<Place> Hidden(long[,] square, Release release)
    {
        var (rows, columns) = (square.GetLength(0) - 1, square.GetLength(1) - 1);
        for (var row = 0; row < rows; row++)
        {
            if (IsHidden(release.Tables[0].Rows[0].Cells[row])) yield return new Place(row, null);
            for (var column = 0; column < columns; column++)
            {
                if (IsHidden(release.Tables[2].Rows[row].Cells[column])) yield return new Place(row, column);
            }
        }

        for (var column = 0; column < columns; column++)
        {
            if (IsHidden(release.Tables[1].Rows[0].Cells[column])) yield return new Place(null, column);
        }
    }

    /// <summary>Rules 2 to 4 written a second time, quick and without the audit: what has the same is worth releasing.</summary>
    internal static string Print(long[,] square)
    {
        var (rows, columns) = (square.GetLength(0) - 1, square.GetLength(1) - 1);
        var text = new System.Text.StringBuilder();
        text.Append(Total(square.Cast<long>().Sum())).Append(';');
        Row(text, [.. Enumerable.Range(0, rows).Select(row => new Place(row, null).Of(square))]);
        Row(text, [.. Enumerable.Range(0, columns).Select(column => new Place(null, column).Of(square))]);
        for (var row = 0; row < rows; row++) Row(text, [.. Enumerable.Range(0, columns).Select(column => square[row, column])]);
        return text.ToString();
    }

    internal static string Text(long[,] square) => string.Join(' ', square.Cast<long>());

    private static void Row(System.Text.StringBuilder text, long[] counts)
    {
        var sum = counts.Sum();
        text.Append(sum < 10 ? "few" : counts.Max() * 100 > (sum < 100 ? 90 : sum < 300 ? 95 : 100) * sum ? "all" : "").Append(Total(sum));
        foreach (var count in counts) text.Append(',').Append(count < 5 ? 0 : Total(count));
        text.Append(';');
    }

    private static long Total(long count) => (count + 2) / 5 * 5;

    private static bool IsHidden(ReleasedCell cell) => cell.Printed is not PrintedCell.About;
}
