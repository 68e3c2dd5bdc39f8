using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Members;

[Trait("needs", "server")]
public sealed partial class AccountPagesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact, Proves("C1"), Proves("A3")]
    public async Task A_person_registers_logs_in_and_checks_the_address_with_plain_forms()
    {
        await using var program = await StartAsync();
        using var person = program.NewClient();

        var registered = await SendAsync(person, "/register", new() { ["UserId"] = "robin", ["Password"] = Accounts.Password, ["Email"] = "robin@members.example", ["DisplayName"] = "Robin", ["AcceptPolicy"] = "true" });
        Assert.Equal((HttpStatusCode.Redirect, "/register/done"), (registered.StatusCode, registered.Headers.Location!.AbsolutePath()));
        Assert.Contains("Look in your mail", await person.GetStringAsync("/register/done", Stop), StringComparison.Ordinal);

        var logged = await SendAsync(person, "/login", new() { ["UserId"] = "Robin", ["Password"] = Accounts.Password });
        Assert.Equal(HttpStatusCode.Redirect, logged.StatusCode);
        var wrong = await SendAsync(person, "/me/address", new() { ["Code"] = "ABCDE-FGHJK" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        var right = await SendAsync(person, "/me/address", new() { ["Code"] = Accounts.CodeIn(await MailAsync(program, "Check your mail address")) });
        Assert.Contains("Your address is checked", await right.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact, Proves("C1")]
    public async Task A_form_that_is_not_taken_keeps_all_but_the_password_and_names_each_field()
    {
        await using var program = await StartAsync();
        using var person = program.NewClient();
        var typed = new Dictionary<string, string> { ["UserId"] = "a b\"><i>", ["Password"] = "too short", ["Email"] = "nowhere", ["DisplayName"] = "Robin & Co", ["PostalAddress"] = "Quay 4\nHarbour", ["Phone"] = "call me" };

        var answer = await SendAsync(person, "/register", typed);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Stop);
        var read = WebUtility.HtmlDecode(page);
        Assert.All(typed.Where(t => t.Key is not "Password"), t => Assert.Contains(t.Value, read, StringComparison.Ordinal));
        Assert.DoesNotContain("too short", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<i>", page, StringComparison.Ordinal);
        foreach (var name in new[] { "userid", "password", "email", "phone", "acceptpolicy" })
        {
            Assert.Contains($"href=\"/register#f-{name}\"", page, StringComparison.Ordinal);
            Assert.Matches($"<input[^>]*aria-describedby=\"f-{name}-error[^>]*", page);
        }

        Assert.Matches("role=\"alert\" tabindex=\"-1\" autofocus", page);
        Assert.Contains("<details open", page, StringComparison.Ordinal);
    }

    [Fact, Proves("C1")]
    public async Task Each_field_says_why_it_is_asked_and_the_policy_stands_with_number_and_date()
    {
        await using var program = await StartAsync();
        using var person = program.NewClient();

        var page = WebUtility.HtmlDecode(await person.GetStringAsync("/register", Stop));

        Assert.All(FieldDeclarations.All, d => Assert.Contains(d.Why, page, StringComparison.Ordinal));
        Assert.Contains("version 1.0 of", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/policy/1.0\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("checked", page, StringComparison.Ordinal);
        Assert.Equal(FieldDeclarations.All.Count(d => d.Required) + 2, Regex.Count(page, "<input[^>]* required"));
    }

    [Fact, Proves("SE1")]
    public async Task A_forgotten_password_is_chosen_anew_with_the_code_from_the_mail()
    {
        await using var program = await StartAsync();
        using var person = program.NewClient();
        await SendAsync(person, "/register", new() { ["UserId"] = "robin", ["Password"] = Accounts.Password, ["Email"] = "robin@members.example", ["DisplayName"] = "Robin", ["AcceptPolicy"] = "on" });

        await SendAsync(person, "/register", new() { ["UserId"] = "kim", ["Password"] = Accounts.Password, ["Email"] = "kim@members.example", ["DisplayName"] = "Kim", ["AcceptPolicy"] = "on" });
        await using (var vault = await program.Get<IDbContextFactory<VaultDb>>().CreateDbContextAsync(Stop))
        {
            var robin = program.Get<KeyRing>().UserIdIndex("robin");
            await vault.People.Where(p => p.UserIdIndex == robin).ExecuteUpdateAsync(set => set.SetProperty(p => p.AddressChecked, true), Stop);
        }

        // Nobody, someone whose address nobody checked, and someone whose address is checked.
        foreach (var who in new[] { "nobody", "kim", "robin" })
        {
            var asked = await SendAsync(person, "/forgot", new() { ["UserId"] = who });
            Assert.Equal((HttpStatusCode.Redirect, "/reset/sent"), (asked.StatusCode, asked.Headers.Location!.AbsolutePath()));
        }

        var code = Accounts.CodeIn(await MailAsync(program, "Choose a new password"));
        var reset = await SendAsync(person, "/reset", new() { ["UserId"] = "robin", ["Code"] = code.ToLowerInvariant(), ["Password"] = "a lantern under the third bridge" });
        Assert.Equal((HttpStatusCode.Redirect, "/reset/done"), (reset.StatusCode, reset.Headers.Location!.AbsolutePath()));
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(person, "/login", new() { ["UserId"] = "robin", ["Password"] = Accounts.Password })).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(person, "/login", new() { ["UserId"] = "robin", ["Password"] = "a lantern under the third bridge" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await person.GetAsync("/reset/nothing", Stop)).StatusCode);
    }

    [Fact]
    public async Task The_address_page_is_for_members()
    {
        await using var program = await StartAsync();
        using var visitor = program.NewClient();

        var answer = await visitor.GetAsync("/me/address", Stop);

        Assert.Equal((HttpStatusCode.Redirect, "/login"), (answer.StatusCode, answer.Headers.Location!.AbsolutePath()));
    }

    private static async Task<RunningProgram> StartAsync()
    {
        var program = await RunningProgram.StartAsync(new Staging { IsProduction = true });
        if (program.Get<PolicyInForce>().Version is null) await program.Get<PolicyShelf>().PublishAsync(PolicyText.Version1(new DateOnly(2026, 1, 1), []));
        return program;
    }

    // What a script does: reads the token from the page and sends the fields of the contract with it.
    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string page, Dictionary<string, string> fields)
    {
        var shown = await client.GetStringAsync(page, Stop);
        var token = KeyValuePair.Create("__RequestVerificationToken", Token().Match(shown).Groups["token"].Value);
        return await client.PostAsync(page, new FormUrlEncodedContent(fields.Append(token)), Stop);
    }

    private static async Task<MimeMessage> MailAsync(RunningProgram program, string subject)
    {
        while (true)
        {
            foreach (var file in Directory.Exists(program.Folder.MailFolder) ? Directory.GetFiles(program.Folder.MailFolder, "*.eml") : [])
            {
                var mail = await MimeMessage.LoadAsync(file, Stop);
                if (mail.Subject == subject) return mail;
            }

            await Task.Delay(20, Stop);
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}

file static class Locations
{
    internal static string AbsolutePath(this Uri location) => (location.IsAbsoluteUri ? location : new Uri(new Uri("https://here/"), location)).AbsolutePath;
}
