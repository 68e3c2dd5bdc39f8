using System.Net;
using Microsoft.Extensions.Time.Testing;
using WorkforceTrack.App.Correspondence;
using WorkforceTrack.App.Members;
using WorkforceTrack.App.Policy;
using WorkforceTrack.Domain.Members;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;
using WorkforceTrack.Tests.WebLogs;

namespace WorkforceTrack.Tests.Members;

[Trait("needs", "server")]
public sealed class InvitationPageTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact, Proves("C3"), Proves("W1")]
    public async Task An_invitation_is_read_and_accepted_with_plain_forms_and_the_link_is_written_down_nowhere()
    {
        using var disk = new TestFolder();
        await using var program = await StartAsync(disk);
        var code = await InviteAsync(program, "wren@mail.example", "Wren");
        var browser = new PaperBrowser(program.NewClient());

        await browser.OpenAsync($"/invitation/{code}");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("Become a member of The Test Members", browser.Text, StringComparison.Ordinal);
        Assert.Equal(("wren@mail.example", "Wren"), (browser.Page.QuerySelector("input[name=Email]")!.GetAttribute("value"), browser.Page.QuerySelector("input[name=DisplayName]")!.GetAttribute("value")));
        Assert.Equal(("no-referrer", "noindex"), (browser.Headers.GetValues("Referrer-Policy").Single(), browser.Headers.GetValues("X-Robots-Tag").Single()));

        await browser.SubmitAsync(("UserId", "wren"), ("Password", "short"), ("AcceptPolicy", "true"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Equal("wren@mail.example", browser.Page.QuerySelector("input[name=Email]")!.GetAttribute("value"));
        await browser.SubmitAsync(("UserId", "wren"), ("Password", Accounts.Password), ("AcceptPolicy", "true"));
        Assert.Equal("/invitation/accepted", browser.Address);
        Assert.Contains("You are a member", browser.Text, StringComparison.Ordinal);

        await browser.LogInAsync("wren", Accounts.Password);
        Assert.Equal("/me", browser.Address);
        Assert.DoesNotContain("not checked", browser.Text, StringComparison.Ordinal);
        var lines = await WebLogReading.UntilAsync(disk, all => all.Any(l => l.Page == "/me"));
        Assert.Contains(lines, l => l.Page == "/invitation/{code}");
        var marks = new Marks(Counts.Chance());
        marks.Remember("code", code);
        Assert.Empty(marks.FindUnder(disk.Data));
        // The scope of a request, which no log shows unless it is asked to, holds the path of every page.
        Assert.Empty(marks.FindIn("the log", System.Text.Encoding.UTF8.GetBytes(string.Join('\n', program.Log.All.Where(l => !l.StartsWith("scope ", StringComparison.Ordinal))))));
    }

    [Fact, Proves("C3")]
    public async Task Unknown_used_declined_and_old_codes_read_alike()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        await using var program = await StartAsync(clock: clock, settings: "--Retention:Invitation=1");
        var (used, declined, old) = (await InviteAsync(program, "wren@mail.example", "Wren"), await InviteAsync(program, "lark@mail.example", null), await InviteAsync(program, "tern@mail.example", null));
        var browser = new PaperBrowser(program.NewClient());
        await browser.OpenAsync($"/invitation/{used}");
        await browser.SubmitAsync(("UserId", "wren"), ("Password", Accounts.Password), ("AcceptPolicy", "true"));
        await browser.OpenAsync($"/invitation/{declined}");
        await DeclineAsync(browser, declined);
        clock.Advance(TimeSpan.FromDays(2));

        var texts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var code in new[] { used, declined, old, "00000000000000000000000000000000", "no-code", "%F0%9F%92%A9", new string('a', 2_000) })
        {
            await browser.OpenAsync($"/invitation/{code}");
            Assert.Equal(HttpStatusCode.NotFound, browser.Status);
            texts.Add(browser.Text);
        }

        Assert.Contains("This invitation is not open", Assert.Single(texts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_was_open_when_the_invitation_went_says_so()
    {
        await using var program = await StartAsync();
        var code = await InviteAsync(program, "wren@mail.example", "Wren");
        var browser = new PaperBrowser(program.NewClient());
        await browser.OpenAsync($"/invitation/{code}");
        await program.Get<AnswerInvitation>().DeclineAsync(code);

        await browser.SubmitAsync(("UserId", "wren"), ("Password", Accounts.Password), ("AcceptPolicy", "true"));

        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        Assert.Contains("This invitation is not open", browser.Text, StringComparison.Ordinal);
    }

    [Fact, Proves("SE1")]
    public async Task Forms_of_an_invitation_are_limited_like_those_of_the_registration()
    {
        await using var program = await StartAsync(settings: "--Security:AttemptsPerAddress=2");
        var code = await InviteAsync(program, "wren@mail.example", "Wren");
        var browser = new PaperBrowser(program.NewClient());
        await browser.OpenAsync($"/invitation/{code}");
        for (var times = 0; times < 3; times++) await browser.SubmitAsync(("UserId", "wren"), ("Password", "short"));

        Assert.Equal(HttpStatusCode.TooManyRequests, browser.Status);
    }

    [Fact, Proves("A3")]
    public async Task On_the_first_page_a_plain_form_says_that_everything_is_right()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        // Every timer of the program goes off as often as its time comes: few days, or it takes minutes.
        await using var program = await StartAsync(clock: clock, settings: "--Retention:ReviewAfter=2");
        var browser = new PaperBrowser(program.NewClient());
        await browser.OpenAsync($"/invitation/{await InviteAsync(program, "wren@mail.example", "Wren")}");
        await browser.SubmitAsync(("UserId", "wren"), ("Password", Accounts.Password), ("AcceptPolicy", "true"));
        await browser.LogInAsync("wren", Accounts.Password);
        Assert.DoesNotContain("Is everything still right?", browser.Text, StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromDays(2));
        await browser.LogInAsync("wren", Accounts.Password);
        Assert.Contains("One thing waits for you. Is everything still right?", browser.Text, StringComparison.Ordinal);

        await browser.SubmitAsync();

        Assert.Equal((HttpStatusCode.OK, "/me"), (browser.Status, browser.Address));
        Assert.DoesNotContain("Is everything still right?", browser.Text, StringComparison.Ordinal);
    }

    private static async Task<RunningProgram> StartAsync(TestFolder? disk = null, FakeTimeProvider? clock = null, params string[] settings)
    {
        var program = await RunningProgram.StartAsync(new Staging { Folder = disk, Clock = clock, Settings = settings });
        await program.Get<PolicyShelf>().PublishAsync(PolicyText.Version1(new DateOnly(2026, 1, 1), []));
        return program;
    }

    /// <summary>Invites somebody and reads the code from the mail.</summary>
    private static async Task<string> InviteAsync(RunningProgram program, string address, string? name)
    {
        var before = Mails(program).Length;
        Assert.Equal([true], await program.Get<InvitePeople>().InviteAsync([Assert.IsType<InvitationLine.Fit>(InvitationFile.Under("email,name")!.Read($"{address},{name}", new DateOnly(2026, 3, 2)))]));
        program.Get<MailQueue>().Ring();
        for (var tries = 0; Mails(program).Length == before && tries < 500; tries++) await Task.Delay(20, Stop);
        return MimeKit.MimeMessage.Load(Mails(program)[^1], Stop).TextBody!.Split('\n').Single(l => l.Contains("/invitation/", StringComparison.Ordinal)).Trim().Split('/')[^1];
    }

    private static string[] Mails(RunningProgram program) => !Directory.Exists(program.Folder.MailFolder) ? [] : [.. Directory.GetFiles(program.Folder.MailFolder, "*.eml").OrderBy(File.GetLastWriteTimeUtc)];

    private static async Task DeclineAsync(PaperBrowser browser, string code)
    {
        var form = browser.Page.QuerySelector("form.decline")!;
        Assert.Equal($"/invitation/{code}/decline", form.GetAttribute("action"));
        form.ParentElement!.QuerySelector("form:not(.decline)")!.Remove();
        await browser.SubmitAsync();
        Assert.Equal("/invitation/declined", browser.Address);
    }
}
