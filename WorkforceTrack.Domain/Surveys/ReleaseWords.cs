namespace WorkforceTrack.Domain.Surveys;

/// <summary>How people read a release (S5). How it is stored is said by <see cref="ReleaseJson"/>.</summary>
public static class ReleaseWords
{
    private const string FewerThanTen = "Fewer than 10 answers.";

    public static string Of(PrintedCell printed) => printed switch
    {
        PrintedCell.FewerThanFive => "fewer than 5",
        PrintedCell.About about => $"about {about.Count}",
        PrintedCell.MoreThan more => $"more than {more.Percent} %",
        _ => "not shown",
    };

    public static string Of(Withheld reason) => reason switch
    {
        Withheld.TooFewAnswers => FewerThanTen,
        Withheld.CouldPointToPersons => "Not shown, because it could point to persons.",
    };

    /// <summary>How many took part, as in "About 40 answers."</summary>
    public static string Answers(long? rounded) => rounded is { } count ? $"About {count} answers." : FewerThanTen;

    /// <summary>How many passes were drawn and used (S4), rounded like all else: the exact number of answers would undo the rounding of the tables (S5).</summary>
    public static string Passes(PassCounts passes)
    {
        return $"Passes: {Rounded(passes.Issued)} drawn, {Rounded(passes.Spent)} used.";

        static string Rounded(long count) => count < Rounding.FewestAnswers ? "fewer than 10" : $"about {Rounding.Total(count)}";
    }

    /// <summary>A percentage of the rounded counts, as in "about 35 %".</summary>
    public static string Percent(int percent) => $"about {percent} %";

    public static string Of(Audience audience) => audience switch
    {
        Audience.Members => "Members",
        Audience.Visitors => "Visitors",
    };

    /// <summary>What a reader should know before the numbers.</summary>
    public static string HowToRead =>
        "Numbers are rounded to 5, so they need not add up. Fewer than 5 are not told apart. Percentages are made from the rounded numbers. "
        + "Where nearly everyone chose the same, only that is said.";
}
