using System.Globalization;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.WebLogs;

/// <summary>One line of the web log: what W1 names, and nothing else. There is no place for a method, a status, a query or a name.</summary>
[Keeps("W1")]
public sealed class WebLogLine
{
    /// <summary>The fields in the words of the W3C extended log format.</summary>
    public const string Fields = "date time c-ip c-dns cs-uri-stem cs(User-Agent) cs(Referer)";

    /// <summary>What stands where nothing is known.</summary>
    public const string Nothing = "-";

    private const string Form = "yyyy-MM-dd HH:mm:ss";
    private const int FieldCount = 7;
    private const int LongestDomain = 253;
    private const int LongestPage = 200;
    private const int LongestAgent = 256;
    private const int LongestReferrer = 460;

    private WebLogLine(DateTimeOffset at, ClientAddress? address, string domain, string page, string agent, string referrer) =>
        (At, Address, Domain, Page, Agent, Referrer) = (at, address, domain, page, agent, referrer);

    /// <summary>When, to the second, in UTC.</summary>
    public DateTimeOffset At { get; }

    /// <summary>From which network address; null when none was seen.</summary>
    public ClientAddress? Address { get; }

    /// <summary>The host name of the address.</summary>
    public string Domain { get; }

    /// <summary>The page as its route pattern.</summary>
    public string Page { get; }

    /// <summary>Browser and operating system, as the browser says them.</summary>
    public string Agent { get; }

    /// <summary>Where the visit came from: an origin, with a route pattern where it is our own.</summary>
    public string Referrer { get; }

    /// <summary>The line as it is written, without its end.</summary>
    public string Text => $"{At.ToString(Form, CultureInfo.InvariantCulture)} {Address?.Text ?? Nothing} {Domain} {Page} {Agent} {Referrer}";

    /// <summary>A line from what a request said; whatever it said, it is one line of seven fields.</summary>
    public static WebLogLine Of(DateTimeOffset at, ClientAddress? address, string? domain, string? page, string? agent, string? referrer)
    {
        var utc = at.ToUniversalTime();
        return new(
            utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerSecond)),
            address,
            Token(domain, LongestDomain),
            Token(page, LongestPage),
            Token(agent, LongestAgent),
            Token(referrer, LongestReferrer));
    }

    /// <summary>Reads a line back; a line that was torn or written by somebody else is none.</summary>
    public static bool TryRead(string text, out WebLogLine? line)
    {
        line = null;
        var parts = text.Split(' ');
        if (parts.Length != FieldCount || !Array.TrueForAll(parts, IsToken)) return false;
        if (!DateTimeOffset.TryParseExact($"{parts[0]} {parts[1]}", Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)) return false;
        ClientAddress? address = null;
        if (parts[2] != Nothing)
        {
            if (!ClientAddress.TryRead(parts[2], out var read)) return false;
            address = read;
        }

        line = Of(at, address, parts[3], parts[4], parts[5], parts[6]);
        return line.Text == text;
    }

    /// <summary>The same line with the host name of its address.</summary>
    public WebLogLine With(string? domain) => Of(At, Address, domain, Page, Agent, Referrer);

    /// <summary>
    /// The line after the retention: the address is cut to its network, the host name goes with it, and of the browser its family stays,
    /// since a rare one singles somebody out as an address does. Cutting twice is cutting once.
    /// </summary>
    [Keeps("W3")]
    public WebLogLine Cut() => Of(At, Address?.Cut(), domain: null, Page, AgentFamily.Of(Agent).Text, Referrer);

    /// <summary>Names nobody.</summary>
    public override string ToString() => "(a line of the web log)";

    // A space ends a field and a line end ends the line, so neither may come from outside.
    private static string Token(string? value, int longest) => value is not { Length: > 0 }
        ? Nothing
        : string.Create(Math.Min(value.Length, longest), value, static (span, from) =>
        {
            for (var at = 0; at < span.Length; at++) span[at] = from[at] is ' ' or '\t' ? '+' : IsPlain(from[at]) ? from[at] : '?';
        });

    private static bool IsToken(string part) => part.Length > 0 && part.All(IsPlain);

    // Quotation marks and backslashes mean something to those who analyse logs.
    private static bool IsPlain(char c) => c is > ' ' and <= '~' and not ('"' or '\\');
}
