using System.Text;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Members;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Members;

public sealed class RegisterMemberTests
{
    [Fact, Proves("C1"), Proves("C3")]
    public async Task Who_registers_becomes_a_member_and_the_entry_names_fields_and_version()
    {
        await using var accounts = await Accounts.OpenAsync();

        var answer = await accounts.RegisterAsync(Accounts.Typed("Robin.W", "robin@members.example", more: [(PersonalField.Region, " North Quay "), (PersonalField.Phone, "  ")]));

        Assert.IsType<RegistrationAnswer.LookInYourMail>(answer);
        var person = await accounts.PersonAsync("robin.w");
        var entry = Assert.Single(await accounts.EntriesAsync(person));
        Assert.Equal((EntryKind.Collection, new PolicyNumber(1, 0)), (entry.Kind, entry.Policy!.Value));
        Assert.Equal(FieldSet.Of(PersonalField.UserId, PersonalField.Email, PersonalField.DisplayName, PersonalField.Region), entry.Fields);
        Assert.False(person.AddressChecked);
    }

    [Fact, Proves("C1")]
    public async Task Nothing_typed_lies_in_a_file_in_the_clear_nor_in_the_log()
    {
        await using var accounts = await Accounts.OpenAsync();
        var marks = Enum.GetValues<PersonalField>().Except([PersonalField.BirthDate, PersonalField.Phone]).ToDictionary(f => f, f => $"qxz{f.ToString().ToLowerInvariant()}wvk");
        var more = marks.Where(m => m.Key is not (PersonalField.UserId or PersonalField.Email or PersonalField.DisplayName)).Select(m => (m.Key, m.Value)).ToArray();

        var answer = await accounts.RegisterAsync(Accounts.Typed(marks[PersonalField.UserId], marks[PersonalField.Email] + "@members.example", marks[PersonalField.DisplayName], more: more));
        await accounts.Mail.DeliverDueAsync(TestContext.Current.CancellationToken);

        Assert.IsType<RegistrationAnswer.LookInYourMail>(answer);
        var log = string.Join('\n', accounts.Store.Log.All);
        foreach (var file in TestFolder.FilesUnder(accounts.Store.Folder.Data))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes, TestContext.Current.CancellationToken);
            foreach (var mark in marks.Values.Append(Accounts.Password))
            {
                Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(mark)) < 0, $"{Path.GetFileName(file)} holds a value in the clear.");
                Assert.True(bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(mark)) < 0, $"{Path.GetFileName(file)} holds a value in the clear.");
                Assert.DoesNotContain(mark, log, StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    [Fact]
    public async Task A_taken_user_id_is_told_in_any_spelling_and_only_so_often()
    {
        await using var accounts = await Accounts.OpenAsync("--Security:TakenAnswersPerHour=2");
        await accounts.JoinAsync("robin", "robin@members.example");

        for (var i = 0; i < 2; i++)
        {
            var answer = await accounts.RegisterAsync(Accounts.Typed(" ROBIN ", $"other{i}@members.example"));
            Assert.Equal([nameof(PersonalField.UserId)], Assert.IsType<RegistrationAnswer.Rejected>(answer).Words.Keys);
        }

        Assert.IsType<RegistrationAnswer.TooOften>(await accounts.RegisterAsync(Accounts.Typed("robin", "more@members.example")));
        Assert.IsType<RegistrationAnswer.Rejected>(await accounts.RegisterAsync(Accounts.Typed("robin", "more@members.example"), "elsewhere"));
        accounts.Store.Clock.Advance(TimeSpan.FromHours(1));
        Assert.IsType<RegistrationAnswer.Rejected>(await accounts.RegisterAsync(Accounts.Typed("robin", "more@members.example")));
    }

    [Fact, Proves("SE1")]
    public async Task A_known_address_looks_the_same_then_and_at_the_log_in_and_its_owner_is_told()
    {
        await using var accounts = await Accounts.OpenAsync();
        var owner = await accounts.JoinAsync("robin", "robin@members.example");

        var answer = await accounts.RegisterAsync(Accounts.Typed("second", "Robin@Members.Example"));

        Assert.IsType<RegistrationAnswer.LookInYourMail>(answer);
        var mail = (await accounts.PostAsync())[^1];
        Assert.Equal(("You have an account already", "robin@members.example"), (mail.Subject, mail.To.Mailboxes.Single().Address));
        Assert.NotNull((await accounts.PersonAsync("second")).PasswordHash);
        Assert.False((await accounts.PersonAsync("second")).AddressChecked);
        Assert.True((await accounts.PersonAsync("robin")).AddressChecked);
        Assert.Contains(await accounts.EntriesAsync(owner), e => e.Kind == EntryKind.Use);
    }

    [Fact, Proves("C1")]
    public async Task Every_field_that_cannot_be_stored_is_named_and_nothing_is_stored()
    {
        await using var accounts = await Accounts.OpenAsync();

        var answer = await accounts.RegisterAsync(Accounts.Typed("a b", "nowhere", "", "short", accepts: false, more: [(PersonalField.BirthDate, "31.2.1990")]));

        string[] expected = ["UserId", "Email", "DisplayName", "BirthDate", "Password", "AcceptPolicy"];
        Assert.Equal(expected.Order(StringComparer.Ordinal), Assert.IsType<RegistrationAnswer.Rejected>(answer).Words.Keys.Order(StringComparer.Ordinal));
        await using var vault = accounts.Store.Vault();
        Assert.False(await vault.People.AnyAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await accounts.WaitingAsync());
    }

    [Fact, Proves("C3")]
    public async Task A_version_that_is_no_longer_in_force_is_not_accepted_by_a_tick()
    {
        await using var accounts = await Accounts.OpenAsync();

        var answer = await accounts.RegisterAsync(Accounts.Typed("robin", "robin@members.example", shown: "0.9"));

        Assert.Contains("version 1.0", Assert.IsType<RegistrationAnswer.Rejected>(answer).Words[RegisterMember.AcceptPolicy], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_made_of_the_own_name_is_refused()
    {
        await using var accounts = await Accounts.OpenAsync();

        var answer = await accounts.RegisterAsync(Accounts.Typed("robinwanderer", "robin@members.example", password: "robinwanderer robinwanderer"));

        Assert.Equal([RegisterMember.Password], Assert.IsType<RegistrationAnswer.Rejected>(answer).Words.Keys);
    }

    [Fact]
    public async Task One_caller_registers_only_so_many_in_an_hour()
    {
        await using var accounts = await Accounts.OpenAsync("--Security:RegistrationsPerHour=1");
        await accounts.JoinAsync("robin", "robin@members.example");

        Assert.IsType<RegistrationAnswer.TooOften>(await accounts.RegisterAsync(Accounts.Typed("second", "second@members.example")));
    }
}
