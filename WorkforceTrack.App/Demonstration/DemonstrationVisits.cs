using WorkforceTrack.App.WebLogs;
using WorkforceTrack.Domain.WebLogs;

namespace WorkforceTrack.App.Demonstration;

/// <summary>A month of made-up visits in the web log, so that the usage page has something to show. Addresses are those set aside for examples.</summary>
internal sealed class DemonstrationVisits(WebLogFolder folder, AppendToLog file, TimeProvider clock)
{
    private const int Days = 30;
    private const int Busiest = 180;

    private static readonly byte[][] Networks = [[192, 0, 2], [198, 51, 100], [203, 0, 113]];

    // Each as often as it stands here.
    private static readonly string[] Pages =
    [
        "/", "/", "/", "/", "/policy", "/policy", "/policy/{number}", "/login", "/login", "/me", "/me", "/me", "/me/data", "/me/disclosures", "/me/disclosures",
        "/me/services", "/me/consents", "/me/surveys", "/surveys/{slug}/results", "/surveys/{slug}/results", "/register", "-",
    ];

    private static readonly string?[] Referrers = [null, null, null, "https://search.example", "https://search.example", "https://harbour-news.example", "https://rare.example"];

    private static readonly string[] Agents =
    [
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
        "ExampleBot/1.0",
    ];

    /// <summary>Writes the days before today, unless there is a log.</summary>
    internal void Make()
    {
        if (folder.Exists) return;
        var today = new DateTimeOffset(clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        lock (folder.Gate)
        {
            for (var back = Days; back > 0; back--) file.Append([.. LinesOf(today.AddDays(-back))]);
        }
    }

    // Fewer at the end of a week, a little more from day to day; always the same for the same day.
    private static IEnumerable<WebLogLine> LinesOf(DateTimeOffset day)
    {
        var isFree = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        var count = (Busiest / (isFree ? 3 : 1)) - (day.Day * 7 % 40);
        for (var n = 0; n < count; n++)
        {
            var mixed = (n * 37) + (day.DayOfYear * 11);
            var at = day.AddSeconds(n * 86_400.0 / count);
            byte[] address = [.. Networks[mixed % Networks.Length], (byte)(1 + (mixed % 250))];
            yield return WebLogLine.Of(at, ClientAddress.Of(address), domain: null, Pages[mixed % Pages.Length], Agents[mixed / 3 % Agents.Length], Referrers[mixed / 2 % Referrers.Length]);
        }
    }
}
