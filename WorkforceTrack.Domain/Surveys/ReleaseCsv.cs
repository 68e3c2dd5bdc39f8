using System.Buffers;
using System.Text;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Surveys;

/// <summary>A release as a table for spreadsheets (S5): RFC 4180, a row for each printed cell; a table that is withheld has one row that says so.</summary>
[Keeps("S5")]
public static class ReleaseCsv
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    // A spreadsheet takes a cell that begins with one of these for a formula (ASVS 1.2.10). The full-width ones are read alike by some.
    private static readonly SearchValues<char> Formula = SearchValues.Create("=+-@\t\r\n\0＝＋－＠");

    public static string Write(Release release)
    {
        var csv = new StringBuilder();
        AddRow(csv, "question", "choice", "grouped by", "group", "answers", "option", "printed", "percent");
        AddRow(csv, release.Title, "", "", "", ReleaseWords.Answers(release.Answers), "", "", "");
        foreach (var table in release.Tables)
        {
            if (table.Withheld is { } reason) AddRow(csv, table.Question, table.Choice, table.Groups, "", "", "", ReleaseWords.Of(reason), "");
            foreach (var row in table.Rows)
            {
                foreach (var cell in row.Cells)
                {
                    AddRow(csv, table.Question, table.Choice, table.Groups, row.Group, $"about {row.Answers}", cell.Option, ReleaseWords.Of(cell.Printed), row.PercentOf(cell.Printed)?.ToString() ?? "");
                }
            }
        }

        foreach (var theme in release.Themes) AddRow(csv, theme.Question, "", "", "", "", theme.Theme, ReleaseWords.Of(theme.Printed), "");
        return csv.ToString();
    }

    private static void AddRow(StringBuilder csv, params ReadOnlySpan<string?> values)
    {
        for (var at = 0; at < values.Length; at++)
        {
            if (at > 0) csv.Append(',');
            Add(csv, values[at] ?? "");
        }

        csv.Append("\r\n");
    }

    private static void Add(StringBuilder csv, string value)
    {
        // An apostrophe makes it text, and the quotes keep the apostrophe in the cell.
        var isFormula = value.Length > 0 && Formula.Contains(value[0]);
        if (isFormula || value.AsSpan().ContainsAny(Quoted)) csv.Append('"').Append(isFormula ? "'" : "").Append(value.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        else csv.Append(value);
    }
}
