using CsCheck;
using WorkforceTrack.Domain.WebLogs;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.WebLogs;

public sealed class WebLogLineTests
{
    private static readonly Gen<string> Anything = Gen.OneOf(Gen.String, Gen.String[Gen.Char[" \t\r\n\0\u2028#-+\"é/?{}"], 0, 20], Gen.String[Gen.Char.AlphaNumeric, 200, 600], Gen.Const(""));

    private static readonly Gen<WebLogLine> Line = Gen.Select(
        Gen.Long[0, 4_000_000_000_000].Select(DateTimeOffset.FromUnixTimeMilliseconds),
        Gen.OneOf(Gen.Byte.Array[4], Gen.Byte.Array[16]),
        Gen.Bool,
        Anything,
        Anything,
        Anything,
        Anything,
        (at, address, isKnown, domain, page, agent, referrer) => WebLogLine.Of(at, isKnown ? ClientAddress.Of(address) : null, domain, page, agent, referrer));

    [Fact, Proves("W1")]
    public void Whatever_a_request_says_it_is_one_line_of_seven_fields_and_reads_back() => Line.Sample(
        line =>
        {
            Assert.Equal(WebLogLine.Fields.Split(' ').Length, line.Text.Split(' ').Length);
            Assert.All(line.Text, c => Assert.InRange(c, ' ', '~'));
            Assert.True(char.IsAsciiDigit(line.Text[0]), "A line that begins with # would be a directive.");
            Assert.True(line.Text.Length <= 1300, "A line has a bound.");
            Assert.True(WebLogLine.TryRead(line.Text, out var again));
            Assert.Equal(line.Text, again!.Text);
        },
        iter: Counts.Cases);

    [Fact, Proves("W1")]
    public void A_line_has_the_fields_of_the_promise_and_no_other() => Assert.Equal(
        ["Address", "Agent", "At", "Domain", "Page", "Referrer"],
        typeof(WebLogLine).GetProperties().Select(p => p.Name).Where(n => n != nameof(WebLogLine.Text)).Order(StringComparer.Ordinal));

    [Fact, Proves("W3")]
    public void A_cut_line_keeps_moment_page_and_referrer_and_of_the_rest_what_many_share() => Line.Sample(
        line =>
        {
            var cut = line.Cut();
            Assert.Equal((line.At, line.Page, line.Referrer), (cut.At, cut.Page, cut.Referrer));
            Assert.Equal((line.Address?.Cut(), WebLogLine.Nothing), (cut.Address, cut.Domain));
            Assert.Equal(AgentFamily.Of(line.Agent), AgentFamily.Of(cut.Agent));
            Assert.Equal(cut.Text, cut.Cut().Text);
        },
        iter: Counts.Cases);

    [Fact]
    public void A_torn_line_is_none_wherever_it_was_torn()
    {
        var whole = WebLogLine.Of(DateTimeOffset.UnixEpoch, ClientAddress.Of([203, 0, 113, 7]), domain: null, "/policy", "Firefox/140", "https://search.example").Text;

        Assert.True(WebLogLine.TryRead(whole, out _));
        // From the last field on, nothing tells a short word from a torn one; the end of the line does.
        Assert.All(Enumerable.Range(0, whole.LastIndexOf(' ') + 1), length => Assert.False(WebLogLine.TryRead(whole[..length], out _)));
    }

    [Fact, Proves("W3")]
    public void It_does_not_print() => Assert.Equal("(a line of the web log)", $"{WebLogLine.Of(DateTimeOffset.UnixEpoch, ClientAddress.Of([203, 0, 113, 7]), "host.example", "/", "x", "y")}");

    [Theory, Proves("W2")]
    [InlineData("Mozilla/5.0+(Windows+NT+10.0;+Win64;+x64)+AppleWebKit/537.36+(KHTML,+like+Gecko)+Chrome/140.0.0.0+Safari/537.36", BrowserName.Chrome, 140, DeviceSystem.Windows, "Chrome/140+(Windows)")]
    [InlineData("Mozilla/5.0+(Windows+NT+10.0)+AppleWebKit/537.36+Chrome/140.0.0.0+Safari/537.36+Edg/141.0.1", BrowserName.Edge, 141, DeviceSystem.Windows, "Edg/141+(Windows)")]
    [InlineData("Mozilla/5.0+(X11;+Linux+x86_64;+rv:140.0)+Gecko/20100101+Firefox/140.0", BrowserName.Firefox, 140, DeviceSystem.Linux, "Firefox/140+(Linux)")]
    [InlineData("Mozilla/5.0+(iPhone;+CPU+iPhone+OS+17_5+like+Mac+OS+X)+Version/17.5+Mobile/15E148+Safari/604.1", BrowserName.Safari, 17, DeviceSystem.Ios, "Version/17+Safari/17+(iPhone)")]
    [InlineData("Mozilla/5.0+(iPad;+CPU+OS+17_5+like+Mac+OS+X)+CriOS/140.0+Safari/604.1", BrowserName.Chrome, 140, DeviceSystem.Ios, "Chrome/140+(iPhone)")]
    [InlineData("Mozilla/5.0+(Linux;+Android+14;+SM-S918B)+Chrome/140.0+SamsungBrowser/28.0+Safari/537.36", BrowserName.Samsung, 28, DeviceSystem.Android, "SamsungBrowser/28+(Android)")]
    [InlineData("Mozilla/5.0+(Macintosh)+Chrome/140.0+Safari/537.36+OPR/120.0", BrowserName.Opera, 120, DeviceSystem.MacOs, "OPR/120+(Macintosh)")]
    [InlineData("curl/8.5.0", BrowserName.Program, null, DeviceSystem.Unknown, "robot")]
    [InlineData("Mozilla/5.0+(compatible;+Googlebot/2.1)", BrowserName.Program, null, DeviceSystem.Unknown, "robot")]
    [InlineData("Quaint/1.0+(X11)", BrowserName.Unknown, null, DeviceSystem.Linux, "Other+(Linux)")]
    [InlineData("my+name+is+alice", BrowserName.Unknown, null, DeviceSystem.Unknown, "-")]
    [InlineData("Firefox/20240817123456", BrowserName.Firefox, null, DeviceSystem.Unknown, "Firefox/0")]
    public void Of_a_browser_the_family_is_known(string agent, BrowserName browser, int? version, DeviceSystem system, string text)
    {
        var family = AgentFamily.Of(agent);

        Assert.Equal(new AgentFamily(browser, version, system), family);
        Assert.Equal(text, family.Text);
    }
}
