using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Surveys;

/// <summary>The one result of a survey, frozen (S5). It holds only what may be printed; its canonical bytes are made by <see cref="ReleaseJson"/>.</summary>
/// <param name="Title">The survey's title.</param>
/// <param name="Audience">Members and visitors are never in one table.</param>
/// <param name="Opened">First day.</param>
/// <param name="Closed">Last day.</param>
/// <param name="Answers">How many took part, rounded to 5; null: fewer than 10.</param>
/// <param name="Tables">One for each counted table, in the order of the questionnaire.</param>
/// <param name="Themes">What comments were about, once they are themed.</param>
public sealed record Release(
    string Title,
    Audience Audience,
    DateOnly Opened,
    DateOnly Closed,
    long? Answers,
    ImmutableArray<ReleasedTable> Tables,
    ImmutableArray<ReleasedTheme> Themes);

/// <summary>One table of a release (S5): its rows, or why there are none.</summary>
/// <param name="Question">The question's text.</param>
/// <param name="Choice">The option that a yes/no table is about.</param>
/// <param name="Groups">The text of the question whose options are the rows of a cross-tab.</param>
/// <param name="Withheld">Why nothing is shown; null when rows are.</param>
/// <param name="Rows">One row, or one for each group.</param>
public sealed record ReleasedTable(string Question, string? Choice, string? Groups, Withheld? Withheld, ImmutableArray<ReleasedRow> Rows);

/// <summary>One row of a table (S5).</summary>
/// <param name="Group">The group, in a cross-tab.</param>
/// <param name="Answers">How many answers it counts, rounded to 5.</param>
/// <param name="Cells">One for each option.</param>
public sealed record ReleasedRow(string? Group, long Answers, ImmutableArray<ReleasedCell> Cells)
{
    /// <summary>From this rounded total on, percentages are shown.</summary>
    public const long FirstWithPercentages = 20;

    /// <summary>A whole percentage, made from the two rounded counts and nothing else; null where none is shown.</summary>
    public int? PercentOf(PrintedCell printed) =>
        printed is PrintedCell.About about && Answers >= FirstWithPercentages ? (int)(((200 * about.Count) + Answers) / (2 * Answers)) : null;
}

/// <summary>One option and what is printed for it (S5).</summary>
public sealed record ReleasedCell(string Option, PrintedCell Printed);

/// <summary>A theme that five comments or more were counted under (S5, S6).</summary>
public sealed record ReleasedTheme(string Question, string Theme, PrintedCell Printed);

/// <summary>A theme and its exact count, as the theming desk hands it over (S6). It leaves the program only through <see cref="DisclosureControl"/>.</summary>
public sealed record ThemedComments(string QuestionKey, string Theme, long Count)
{
    public override string ToString() => "(an exact count)";
}

/// <summary>Why a table is not shown (S5). The second reason is one for all cases, so that it tells nothing about which it was.</summary>
public enum Withheld
{
    TooFewAnswers,
    CouldPointToPersons,
}
