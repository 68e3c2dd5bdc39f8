using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using MimeKit;
using WorkforceTrack.App.Consents;
using WorkforceTrack.App.Partners;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Partners;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Members;

namespace WorkforceTrack.Tests.Promises;

/// <summary>
/// A member whose every value is a mark goes through the main job; then every file and the whole log are searched for the
/// marks, while the program runs and after it stopped (SE1).
/// </summary>
[Trait("needs", "server")]
public sealed class NoValueInTheClear
{
    private static readonly FieldSet AtTheJobs = AgreementTerms.FieldsFor(Purpose.JobMatching);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact, Proves("SE1")]
    public async Task No_value_of_a_member_is_in_any_file_or_in_the_log()
    {
        using var disk = new TestFolder();
        var marks = new Marks(Counts.Chance());
        LogLines log;
        IReadOnlyList<string> written;
        await using (var program = await RunningProgram.StartAsync(new Staging { Folder = disk, LogFrom = LogLevel.Debug }))
        {
            log = program.Log;
            await DoTheMainJobAsync(program, marks);
            Assert.Empty(marks.FindUnder(disk.Data));
            Assert.Empty(marks.FindUnder(disk.Beside));
            // What is sent to people stands in the clear, and the search sees it.
            written = marks.FindUnder(disk.MailFolder);
        }

        Assert.NotEmpty(written);
        Assert.Empty(marks.FindUnder(disk.Data));
        Assert.Empty(marks.FindUnder(disk.Beside));
        Assert.True(log.All.Count > 100, "The log was not caught.");
        Assert.Empty(marks.FindIn("the log", Encoding.UTF8.GetBytes(string.Join('\n', log.All))));
    }

    [Fact]
    public void The_search_finds_a_mark_in_every_form_and_at_every_offset()
    {
        var chance = Counts.Chance();
        var marks = new Marks(chance);
        var mark = marks.New("a value");
        var texts = new[] { mark, mark.ToUpperInvariant() };
        var around = new byte[2][];
        for (var n = 0; n < 64; n++)
        {
            around[0] = new byte[chance.Next(40)];
            around[1] = new byte[chance.Next(40)];
            foreach (var bytes in around) chance.NextBytes(bytes);
            foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode })
            {
                byte[] plain = [.. around[0], .. encoding.GetBytes(texts[n % 2]), .. around[1]];
                Assert.NotEmpty(marks.FindIn("plain bytes", plain));
                Assert.NotEmpty(marks.FindIn("base64", Encoding.ASCII.GetBytes(Convert.ToBase64String(plain))));
                Assert.NotEmpty(marks.FindIn("hexadecimal", Encoding.ASCII.GetBytes(Convert.ToHexString(plain))));
            }

            Assert.Empty(marks.FindIn("something else", [.. around[0], .. around[1]]));
        }
    }

    internal static async Task<(string UserId, string Password)> DoTheMainJobAsync(RunningProgram program, Marks marks)
    {
        var town = await Town.SettleAsync(program.Services);
        var password = marks.New("password");
        var fields = Values(marks);
        using var person = new PlainBrowser(program.NewClient());

        // Registers, a second time in vain, logs in after a miss, and checks the address.
        foreach (var _ in new[] { 1, 2 }) (await person.SendAsync("/register", [.. fields, new("Password", password), new("AcceptPolicy", "true")])).Dispose();
        (await person.SendAsync("/login", [new("UserId", marks.New("unknown user ID")), new("Password", marks.New("wrong password"))])).Dispose();
        using (var entered = await person.SendAsync("/login", [new("UserId", fields["UserId"]), new("Password", password)])) Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        using (var check = await person.SendAsync("/me/address", [new("Code", Accounts.CodeIn(await MailAsync(program)))])) Assert.Equal(HttpStatusCode.OK, check.StatusCode);

        // Forgets the password; the code goes by mail, and a wrong one changes nothing.
        (await person.SendAsync("/forgot", [new("UserId", fields["UserId"])])).Dispose();
        (await person.SendAsync("/reset", [new("UserId", fields["UserId"]), new("Code", marks.New("wrong code")), new("Password", marks.New("new password"))])).Dispose();

        // Reads, takes away, corrects, and types what does not fit.
        Assert.Contains(fields["Skills"], await person.ReadAsync("/me/data"), StringComparison.Ordinal);
        foreach (var path in new[] { "/me", "/me/data.json", "/me/export.zip", "/me/services", "/me/consents", "/me/security" }) Assert.Equal(HttpStatusCode.OK, (await person.GetAsync(path)).StatusCode);
        var member = await town.LogInAsync(town.Get<KeyRing>().UserIdIndex(fields["UserId"]));
        var correct = town.Get<App.Members.CorrectOwnData>();
        await correct.CorrectAsync(member, PersonalField.Occupation, marks.New("new occupation"));
        await correct.CorrectAsync(member, PersonalField.Phone, marks.New("letters as phone"));
        await correct.CorrectAsync(member, PersonalField.Email, $"{marks.New("new address")}@{marks.New("new domain")}.example", password);
        await correct.CorrectAsync(member, PersonalField.Email, fields["Email"], password);

        // Selects a service; the partner reads it all, asks for too much, and is refused once it is withdrawn.
        var jobs = town.Partners[0];
        Assert.IsType<ConsentAnswer.Given>(await town.SelectAsync(member, jobs));
        Assert.IsType<ConsentAnswer.Given>(await town.LetWriteAsync(member, jobs, ServiceOffer.AddressesOf(jobs.Terms)));
        using var partner = program.NewClient();
        partner.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(partner, jobs));
        var subject = (await town.SubjectAsync(member, jobs))!.Value.Value;
        var read = await partner.GetStringAsync($"/partner/v1/members/{subject}?fields={AtTheJobs.Except(FieldSet.Of(PersonalField.Email))}", Stop);
        Assert.Contains(fields["Skills"], read, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await partner.GetAsync($"/partner/v1/members/{subject}?fields=user-id,birth-date", Stop)).StatusCode);

        // Support opens the record and says why; the member and the privacy officer read of it.
        using var staff = new PlainBrowser(program.NewClient());
        using (var entered = await staff.SendAsync("/login", [new("UserId", "support"), new("Password", Town.Password)])) Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        using (var look = await staff.SendAsync(
            "/console/records?For=give-support", [new("Name", fields["UserId"]), new("Reason", $"Called about {marks.New("reason")} twice."), new("Fields", "user-id"), new("Fields", "display-name")], "look"))
            Assert.Contains(fields["DisplayName"], await look.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        (await staff.SendAsync("/console/records?For=give-support", [new("Name", marks.New("unknown name")), new("Reason", marks.New("second reason")), new("Fields", "user-id")], "look")).Dispose();
        Assert.Contains("Quayside Jobs", await person.ReadAsync("/me/disclosures"), StringComparison.Ordinal);
        using var officer = new PlainBrowser(program.NewClient());
        using (var entered = await officer.SendAsync("/login", [new("UserId", "privacy-officer"), new("Password", Town.Password)])) Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        foreach (var path in new[] { "/console", "/console/disclosures", "/console/ledger", "/console/partners", "/console/staff" }) await officer.ReadAsync(path);

        Assert.IsType<ConsentAnswer.Ended>(await town.Get<DropService>().DropAsync(member, jobs.Service));
        Assert.Equal(HttpStatusCode.Forbidden, (await partner.GetAsync($"/partner/v1/members/{subject}?fields=skills", Stop)).StatusCode);
        return (fields["UserId"], password);
    }

    private static Dictionary<string, string> Values(Marks marks) => Names.All<PersonalField>().ToDictionary(f => f.ToString(), f => f switch
    {
        PersonalField.Email => $"{marks.New("mailbox")}@{marks.New("domain")}.example",
        PersonalField.Phone => marks.Digits("phone", 16),
        PersonalField.BirthDate => marks.Remember("date of birth", "1931-07-22"),
        _ => marks.New(Names.Of(f)),
    }, StringComparer.Ordinal);

    private static async Task<string> TokenAsync(HttpClient http, TownPartner partner)
    {
        using var answer = await http.PostAsync("/connect/token", new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", partner.ClientId), new("client_secret", partner.Secret)]), Stop);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("access_token").GetString()!;
    }

    private static async Task<MimeMessage> MailAsync(RunningProgram program)
    {
        while (true)
        {
            foreach (var file in Directory.Exists(program.Folder.MailFolder) ? Directory.GetFiles(program.Folder.MailFolder, "*.eml") : [])
            {
                var mail = await MimeMessage.LoadAsync(file, Stop);
                if (mail.Subject == "Check your mail address") return mail;
            }

            await Task.Delay(20, Stop);
        }
    }
}
