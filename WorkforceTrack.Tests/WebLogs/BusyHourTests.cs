using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.WebLogs;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.WebLogs;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.WebLogs;

/// <summary>
/// Twenty members whose every value and id is known go about in the same hour, each from an address of their own. Then a script
/// looks for them in the log with all that it knows of them.
/// </summary>
[Trait("needs", "server")]
public sealed class BusyHourTests
{
    private const int Members = 20;

    private static readonly string[] Agents =
    [
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15",
    ];

    private static readonly string[] Pages = ["/", "/policy", "/me", "/me/data", "/me/consents", "/me/services", "/me/disclosures", "/me/address", "/me/surveys"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact, Proves("W1"), Proves("W3")]
    public async Task The_log_of_a_busy_hour_holds_nothing_that_joins_a_line_to_a_member_but_address_and_time_and_after_the_retention_not_the_address()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux gives every address of 127.0.0.0/8 without asking.");
        var (clock, chance) = (new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero)), Counts.Chance());
        var marks = new Marks(chance);
        await using var program = await RunningProgram.StartAsync(new Staging { Clock = clock, Settings = ["--Security:AttemptsPerAddress=100000", "--Security:SessionIdle=03:00:00"] });
        var values = Enumerable.Range(0, Members).Select(n => Values(marks, n)).ToArray();
        var town = await Town.SettleAsync(program.Services, values);
        var (visits, expected) = (Enumerable.Range(0, Members).Select(n => new Visitor(program, n)).ToList(), 0);
        foreach (var visitor in visits) expected += await visitor.LogInAsync(values[visitor.Number][PersonalField.UserId], marks, clock);

        // Everyone opens every page once, in an order of their own, and all at once: whose turn it is, is chance.
        var turns = visits.SelectMany(v => Pages.Select(page => (Visitor: v, Page: page))).ToArray();
        chance.Shuffle(turns);
        foreach (var (visitor, page) in turns)
        {
            clock.Advance(TimeSpan.FromSeconds(chance.Next(30)));
            await visitor.OpenAsync(page, marks.New("what stood in an address"));
            expected++;
        }

        await RememberIdsAsync(program, town, marks);
        var lines = await WebLogReading.UntilAsync(program.Folder, l => l.Count >= expected);
        Assert.Equal(expected, lines.Count);

        // Nothing that is known of a member stands in any byte of the log, in any form.
        Assert.Empty(marks.FindUnder(WebLogReading.FolderOf(program.Folder)));
        // Without address and time, no line is of one member alone: each is the line of several.
        foreach (var same in lines.GroupBy(WithoutAddressAndTime, StringComparer.Ordinal))
            Assert.True(same.Select(l => l.Address).Distinct().Count() >= Members / Agents.Length, "A line stands for one member.");
        // And the search does find whom the address gives away, which is what the retention is for.
        Assert.All(visits, v => Assert.Contains(lines, l => l.Address!.Value.Text == v.Address));

        clock.Advance(program.Get<WebLogOptions>().Retention.Addresses);
        program.Get<PruneWebLog>().Prune();

        var after = WebLogReading.Read(program.Folder);
        Assert.Equal(lines.Select(l => (l.At, l.Page, l.Referrer)), after.Select(l => (l.At, l.Page, l.Referrer)));
        Assert.Equal(["127.0.0.0"], after.Select(l => l.Address!.Value.Text).Distinct());
        var addresses = new Marks(chance);
        foreach (var visitor in visits) addresses.Remember("address", $"{visitor.Address} ");
        Assert.Empty(addresses.FindUnder(WebLogReading.FolderOf(program.Folder)));
    }

    private static string WithoutAddressAndTime(WebLogLine line) => $"{line.Domain} {line.Page} {line.Agent} {line.Referrer}";

    private static Dictionary<PersonalField, string> Values(Marks marks, int number) => new()
    {
        [PersonalField.UserId] = marks.New("user ID"),
        [PersonalField.Email] = $"{marks.New("mailbox")}@{marks.New("domain")}.example",
        [PersonalField.DisplayName] = marks.New("name"),
        [PersonalField.Phone] = marks.Digits("phone", 14),
        [PersonalField.Skills] = marks.New("skills"),
        [PersonalField.BirthDate] = new DateOnly(1950, 1, 1).AddDays(number * 97).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    /// <summary>Every id under which the program knows these people, and every session that it began for them.</summary>
    private static async Task RememberIdsAsync(RunningProgram program, Town town, Marks marks)
    {
        await using var vault = program.Get<IDbContextFactory<VaultDb>>().CreateDbContext();
        foreach (var person in await vault.People.AsNoTracking().Where(p => p.Member != null).ToListAsync(Stop))
        {
            foreach (var id in new[] { person.Id, person.Member!.Value.Value, person.Subject!.Value.Value }) Remember(marks, "an id", id);
            marks.Remember("the index of a user ID", Convert.ToHexStringLower(person.UserIdIndex));
        }

        Assert.Equal(Members, town.Members.Count);
        foreach (var session in await vault.Sessions.AsNoTracking().ToListAsync(Stop))
        {
            Remember(marks, "a session", session.Id);
            Remember(marks, "a session's access", session.Access);
        }
    }

    private static void Remember(Marks marks, string what, Guid id)
    {
        marks.Remember(what, id.ToString("N"));
        marks.Remember(what, id.ToString("D"));
        marks.Remember(what, Convert.ToHexStringLower(id.ToByteArray()));
    }

    /// <summary>One member at a machine of their own: an address, a browser like those of others, cookies.</summary>
    private sealed class Visitor(RunningProgram program, int number)
    {
        private readonly HttpClient client = Connect(program, $"127.0.0.{number + 10}", Agents[number % Agents.Length]);

        internal int Number => number;

        internal string Address => $"127.0.0.{number + 10}";

        /// <summary>Says how many pages were asked for.</summary>
        internal async Task<int> LogInAsync(string userId, Marks marks, FakeTimeProvider clock)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            // The browser keeps the connection of its visitor; it is not disposed of here.
            using var entered = await new PlainBrowser(client).SendAsync($"/login?returnUrl=/{marks.New("the way back")}", [new("UserId", userId), new("Password", Town.Password)]);
            Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
            return 2;
        }

        internal async Task OpenAsync(string page, string mark)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{page}?q={mark}");
            request.Headers.Accept.ParseAdd("text/html");
            // From our own pages with values in them, and from outside with a path that only one person knows.
            request.Headers.Referrer = new Uri(page.Length % 2 == 0 ? $"{program.Address}console/disclosures/{mark}?q={mark}" : $"https://search.example/{mark}");
            using var answer = await client.SendAsync(request, Stop);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{page} answered {(int)answer.StatusCode}. {string.Join('\n', program.Log.All.Where(l => l.StartsWith("Error", StringComparison.Ordinal)))}");
        }

        private static HttpClient Connect(RunningProgram program, string from, string agent)
        {
            var handler = new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                CookieContainer = new CookieContainer(),
                ConnectCallback = async (context, stop) =>
                {
                    var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                    socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
                    await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, stop);
                    return new NetworkStream(socket, ownsSocket: true);
                },
            };
            var made = new HttpClient(handler) { BaseAddress = program.Address, Timeout = TimeSpan.FromSeconds(60) };
            made.DefaultRequestHeaders.UserAgent.ParseAdd(agent);
            return made;
        }
    }
}
