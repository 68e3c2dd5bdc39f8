using System.Collections.Immutable;
using CsCheck;
using WorkforceTrack.Domain.WebLogs;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.WebLogs;

public sealed class UseSummaryTests
{
    private const string Own = "https://members.example";
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact, Proves("W2")]
    public void Small_numbers_read_alike_and_others_are_rounded() =>
        Assert.Equal(
            ["fewer than 10", "fewer than 10", "fewer than 10", "about 10", "about 10", "about 15", "about 1,235"],
            new long[] { 0, 1, 9, 10, 12, 13, 1233 }.Select(n => RoughCount.Of(n).Words));

    [Fact, Proves("W2")]
    public void What_only_one_network_sent_is_named_nowhere_however_often()
    {
        var summary = Summary(
        [
            .. Lines(40, "/policy", "Firefox/140", "https://search.example", places: 4),
            .. Lines(60, "/policy", "Opera-like OPR/99", "https://my-own-pages.example", places: 2),
            .. Lines(8, "/policy", "Edg/140", "https://hardly-ever.example", places: 8),
        ]);

        Assert.Equal([("https://search.example", "about 40"), (UseSummary.Others, "about 70")], summary.Outside.Select(Pair));
        Assert.Equal([("Firefox", "about 40"), (UseSummary.Others, "about 70")], summary.Browsers.Select(Pair));
    }

    [Fact, Proves("W2")]
    public void Referrers_from_outside_and_from_our_own_pages_are_told_apart()
    {
        var summary = Summary(
        [
            .. Lines(20, "/me", "Firefox/140", $"{Own}/", places: 4),
            .. Lines(20, "/me/data", "Firefox/140", $"{Own}/me", places: 1),
            .. Lines(10, "/me/data", "Firefox/140", $"{Own}/-", places: 1),
            .. Lines(30, "/", "Firefox/140", referrer: null, places: 1),
            .. Lines(10, "-", "Firefox/140", "https://search.example:8443", places: 3),
        ]);

        Assert.Equal([("/", "about 20"), ("/me", "about 20"), ("An address without a page", "about 10")], summary.OwnPages.Select(Pair));
        Assert.Equal([(UseSummary.Direct, "about 30"), ("https://search.example:8443", "about 10")], summary.Outside.Select(Pair));
        Assert.Equal(["/", "/me/data", "/me", "An address without a page"], summary.Pages.Select(p => p.Name));
    }

    [Fact, Proves("W2")]
    public void No_address_and_no_moment_comes_through()
    {
        var counter = new UseCounter(Today);
        foreach (var line in Lines(30, "/policy", "Firefox/140", "https://search.example", places: 4)) counter.Add(line);

        var printed = System.Text.Json.JsonSerializer.Serialize(counter.ToDay());

        Assert.DoesNotContain("203.0", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("09:", printed, StringComparison.Ordinal);
    }

    [Fact, Proves("W3")]
    public void A_day_counted_after_its_lines_were_cut_comes_out_the_same() => Gen.Int[0, 6].Array[0, 40].Sample(
        kinds =>
        {
            var (whole, cut) = (new UseCounter(Today), new UseCounter(Today));
            foreach (var line in kinds.SelectMany(kind => Lines(1 + kind, $"/{kind}", kind % 2 == 0 ? "Firefox/140" : "curl/8", $"https://site{kind}.example", 1 + (kind % 4))))
            {
                whole.Add(line);
                cut.Add(line.Cut());
            }

            Assert.Equal(System.Text.Json.JsonSerializer.Serialize(whole.ToDay()), System.Text.Json.JsonSerializer.Serialize(cut.ToDay()));
        },
        iter: Counts.Cases / 20);

    [Fact, Proves("W2")]
    public void The_referrers_that_somebody_makes_up_do_not_fill_the_memory()
    {
        var counter = new UseCounter(Today);
        for (var n = 0; n < 5000; n++) counter.Add(WebLogLine.Of(At(n % 60), ClientAddress.Of([203, 0, 113, 7]), domain: null, "/", "x", $"https://made-up-{n}.example"));

        Assert.Equal((5000L, 1000), (counter.ToDay().Times, counter.ToDay().Referrers.Count));
    }

    [Fact]
    public void A_period_falls_into_days_or_months_and_ends_today()
    {
        Assert.Equal((7, new DateOnly(2026, 2, 24), Today), Ends(UsePeriod.Week));
        Assert.Equal((30, new DateOnly(2026, 2, 1), Today), Ends(UsePeriod.Month));
        Assert.Equal((12, new DateOnly(2025, 4, 1), new DateOnly(2026, 3, 31)), Ends(UsePeriod.Year));
    }

    private static (int Count, DateOnly From, DateOnly To) Ends(UsePeriod period)
    {
        var stretches = UseStretches.Of(period, Today);
        Assert.Equal(stretches.Skip(1).Select(s => s.From), stretches.SkipLast(1).Select(s => s.To.AddDays(1)));
        return (stretches.Length, stretches[0].From, stretches[^1].To);
    }

    private static UseSummary Summary(IEnumerable<WebLogLine> lines)
    {
        var counter = new UseCounter(Today);
        foreach (var line in lines) counter.Add(line);
        return UseSummary.Of([counter.ToDay()], UseStretches.Of(UsePeriod.Week, Today));
    }

    private static ImmutableArray<WebLogLine> Lines(int count, string page, string agent, string? referrer, int places) =>
    [
        .. Enumerable.Range(0, count).Select(n => WebLogLine.Of(At(n % 60), ClientAddress.Of([203, 0, (byte)(n % places), (byte)n]), domain: null, page, agent, referrer)),
    ];

    private static DateTimeOffset At(int minute) => new(2026, 3, 2, 9, minute, 0, TimeSpan.Zero);

    private static (string, string) Pair(UseRow row) => (row.Name, row.Count.Words);
}
