using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Disclosures;
using WorkforceTrack.App.Members;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Members;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Members;

public sealed class InvitationTests : IAsyncLifetime
{
    private const string Address = "wren@mail.example";

    private Accounts accounts = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => accounts = await Accounts.OpenAsync();

    public ValueTask DisposeAsync() => accounts.DisposeAsync();

    [Fact, Proves("C3")]
    public async Task An_invited_person_is_nobody()
    {
        await InviteAsync(Address, "Wren");

        var person = await InvitedAsync();
        Assert.Equal((PersonKind.Invited, null, null, null, null), (person.Kind, person.Member, person.Subject, person.Staff, person.PasswordHash));
        await using (var main = accounts.Store.Main()) Assert.False(await main.Members.AnyAsync(Stop));
        // Neither staff nor a log-in nor a new password finds the person, by whatever is known.
        Assert.Null(await accounts.Store.Get<App.Disclosures.FindPerson>().ByNameAsync(new(Address)));
        Assert.Null(await accounts.Store.Get<App.Members.FindPerson>().Async(Address));
        Assert.IsType<LogInAnswer.Refused>(await accounts.Store.Get<LogIn>().WithPasswordAsync(Address, Accounts.Password));
        Assert.False(await accounts.Store.Get<Callers>().MayEnterAsync(person));
        await accounts.ForgetAsync(Address);
        Assert.Equal(1, await accounts.WaitingAsync());
        // And the gate knows no such subject, for whatever use.
        foreach (var (purpose, basis) in new[] { (Purpose.KeepAccount, LegalBasis.InternalUse), (Purpose.News, LegalBasis.Consent) })
        {
            var request = new DisclosureRequest(new Asker.ThePlatform(Randomness.Id()), RecipientKind.Platform, null, purpose, basis, FieldSet.Of(PersonalField.Email));
            var refused = Assert.IsType<GateAnswer.Refused>(await accounts.Store.Get<Gate>().AskAsync(new App.Disclosures.Question(request, EntryKind.Use, person)));
            Assert.Contains(RefusalReason.NoSuchSubject, refused.Reasons);
        }
    }

    [Fact, Proves("C3")]
    public async Task The_invitation_is_an_entry_that_names_nobody_and_no_file_holds_the_address_or_the_code()
    {
        var marks = new Marks(Counts.Chance());
        var (address, name) = ($"{marks.New("address")}@mail.example", marks.New("name"));
        await InviteAsync(address, name);
        await using (var main = accounts.Store.Main())
        {
            var entry = await main.Ledger.AsNoTracking().OrderByDescending(e => e.Index).FirstAsync(Stop);
            Assert.True(CanonicalEntry.TryDecode(entry.Body, out var told));
            Assert.Equal((EntryKind.Collection, null, ActorRole.Platform), (told!.Kind, told.Subject, told.Role));
            Assert.Equal(FieldSet.Of(PersonalField.Email, PersonalField.DisplayName), told.Fields);
        }

        var code = CodeIn((await accounts.PostAsync())[^1]);
        marks.Remember("code", code);

        Assert.Empty(marks.FindUnder(accounts.Store.Folder.Data));
        Assert.Empty(marks.FindIn("the log", System.Text.Encoding.UTF8.GetBytes(string.Join('\n', accounts.Store.Log.All))));
        // The name may be wrong, or the address a stranger's: the mail says neither.
        Assert.DoesNotContain(name, (await accounts.PostedAsync())[^1].ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("Hello,", (await accounts.PostedAsync())[^1].TextBody, StringComparison.Ordinal);
    }

    [Fact, Proves("C3"), Proves("C1")]
    public async Task Whoever_accepts_is_a_member_whose_address_is_checked_and_the_invitation_is_used_up()
    {
        var code = await InvitedCodeAsync();
        var invitation = await FindAsync(code);
        Assert.Equal((Address, "Wren"), (invitation!.Address.Open(), invitation.Name!.Value.Open()));

        Assert.IsType<RegistrationAnswer.Welcome>(await AcceptAsync(code, Accounts.Typed("wren", Address)));

        var person = await accounts.PersonAsync("wren");
        Assert.Equal((PersonKind.Member, true), (person.Kind, person.AddressChecked));
        var entry = Assert.Single(await accounts.EntriesAsync(person));
        Assert.Equal((EntryKind.Collection, ActorRole.Member), (entry.Kind, entry.Role));
        await AssertForgottenAsync();
        Assert.Null(await FindAsync(code));
        Assert.IsType<RegistrationAnswer.InvitationOver>(await AcceptAsync(code, Accounts.Typed("wren2", Address)));
        // No mail asks to check the address.
        Assert.Equal(0, await accounts.WaitingAsync());
        Assert.NotNull(await accounts.Store.Get<App.Members.FindPerson>().Async(Address));
    }

    [Fact, Proves("A3")]
    public async Task Another_address_or_one_that_got_an_owner_meanwhile_counts_as_unchecked()
    {
        var (first, second) = (await InvitedCodeAsync(), await InvitedCodeAsync("lark@mail.example"));
        Assert.IsType<RegistrationAnswer.LookInYourMail>(await AcceptAsync(first, Accounts.Typed("wren", "elsewhere@mail.example")));
        Assert.False((await accounts.PersonAsync("wren")).AddressChecked);
        await accounts.PostAsync();

        // The next mail is the newest one.
        accounts.Store.Clock.Advance(TimeSpan.FromSeconds(1));
        var owner = await accounts.JoinAsync("lark", "lark@mail.example");
        Assert.IsType<RegistrationAnswer.LookInYourMail>(await AcceptAsync(second, Accounts.Typed("lark2", "lark@mail.example")));

        Assert.False((await accounts.PersonAsync("lark2")).AddressChecked);
        Assert.Equal(owner.Id, (await accounts.Store.Get<App.Members.FindPerson>().Async("lark@mail.example"))!.Id);
        await AssertForgottenAsync();
    }

    [Fact]
    public async Task What_is_not_taken_leaves_the_invitation_open()
    {
        var code = await InvitedCodeAsync();
        await accounts.JoinAsync("robin", "robin@mail.example");

        Assert.IsType<RegistrationAnswer.Rejected>(await AcceptAsync(code, Accounts.Typed("wren", Address, password: "short")));
        Assert.IsType<RegistrationAnswer.Rejected>(await AcceptAsync(code, Accounts.Typed("wren", Address, accepts: false)));
        Assert.IsType<RegistrationAnswer.Rejected>(await AcceptAsync(code, Accounts.Typed("robin", Address)));

        Assert.NotNull(await FindAsync(code));
        Assert.IsType<RegistrationAnswer.Welcome>(await AcceptAsync(code, Accounts.Typed("wren", Address)));
    }

    [Fact]
    public async Task Two_who_accept_at_one_moment_are_one_member()
    {
        var code = await InvitedCodeAsync();

        // Both have read the invitation before either of them is a member.
        var (one, two) = (await FindAsync(code), await FindAsync(code));
        var register = accounts.Store.Get<RegisterMember>();
        Assert.IsType<RegistrationAnswer.Welcome>(await register.RegisterAsync(Accounts.Typed("wren", Address), "here", one!.Person));
        Assert.IsType<RegistrationAnswer.InvitationOver>(await register.RegisterAsync(Accounts.Typed("wren2", Address), "here", two!.Person));
        await using var main = accounts.Store.Main();
        Assert.Equal(1, await main.Members.CountAsync(Stop));
    }

    [Fact, Proves("C3")]
    public async Task Whoever_declines_is_forgotten_at_once_and_can_be_invited_again()
    {
        await InviteAsync(Address, "Wren");
        var code = CodeIn((await accounts.PostAsync())[^1]);
        var person = await InvitedAsync();

        await accounts.Store.Get<AnswerInvitation>().DeclineAsync(code);
        await accounts.Store.Get<AnswerInvitation>().DeclineAsync(code);
        await accounts.Store.Get<AnswerInvitation>().DeclineAsync("0000000000000000000000000000000");

        await AssertForgottenAsync();
        AssertNowhere(person);
        Assert.Equal([true], await InviteAsync(Address, name: null));
    }

    [Fact, Proves("C3"), Proves("C4")]
    public async Task An_invitation_that_nobody_accepts_in_time_goes_with_its_key_its_address_and_its_mail()
    {
        await InviteAsync(Address, "Wren");
        var code = CodeIn((await accounts.PostAsync())[^1]);
        await InviteAsync("lark@mail.example", null);
        var person = await InvitedAsync();
        accounts.Store.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(0, await SweepAsync());
        Assert.NotNull(await FindAsync(code));
        Assert.Equal(1, await accounts.WaitingAsync());

        accounts.Store.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Null(await FindAsync(code));
        Assert.IsType<RegistrationAnswer.InvitationOver>(await AcceptAsync(code, Accounts.Typed("wren", Address)));
        Assert.Equal(2, await SweepAsync());
        Assert.Equal(0, await SweepAsync());
        await AssertForgottenAsync();
        AssertNowhere(person);
        Assert.Equal(0, await accounts.WaitingAsync());
    }

    [Fact]
    public async Task What_a_stop_leaves_half_done_is_finished_by_the_sweep()
    {
        var code = await InvitedCodeAsync();
        await InviteAsync("lark@mail.example", null);
        var lark = await InvitedAsync("lark@mail.example");
        // Stopped after the key went: nothing opens, and it is over for whoever has the link.
        await using (var vault = accounts.Store.Vault()) await vault.People.Where(p => p.Kind == PersonKind.Invited && p.Id != lark.Id).ExecuteDeleteAsync(Stop);
        Assert.Null(await FindAsync(code));
        // And one whose invitation is gone from the main store.
        await accounts.Store.Writer.WriteAsync(work => work.Db.Invitations.Where(i => i.Person == lark.Id).ExecuteDeleteAsync(Stop));

        Assert.Equal(1, await SweepAsync());
        accounts.Store.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(1, await SweepAsync());
        await AssertForgottenAsync();
    }

    [Fact, Proves("C3")]
    public async Task Whether_an_address_is_a_member_or_invited_already_reads_alike()
    {
        await accounts.JoinAsync("robin", "robin@mail.example");
        await InviteAsync(Address, "Wren");
        var waiting = await accounts.WaitingAsync();

        Assert.Equal([false, false, true, false], await InviteAsync(("robin@mail.example", null), (Address, null), ("new@mail.example", null), ("NEW@mail.example", null)));
        Assert.Equal(waiting + 1, await accounts.WaitingAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0123456789abcdef0123456789abcde")]
    [InlineData("0123456789abcdef0123456789abcdeg")]
    [InlineData("../../../../../../../../../../ab")]
    public async Task What_is_no_code_finds_nothing(string? code) => Assert.Null(await FindAsync(code));

    private static string CodeIn(MimeKit.MimeMessage mail) => mail.TextBody!.Split('\n').Select(l => l.Trim()).Single(l => l.StartsWith("https://members.example/invitation/", StringComparison.Ordinal)).Split('/')[^1];

    private Task<OpenInvitation?> FindAsync(string? code) => accounts.Store.Get<FindInvitation>().FindAsync(code);

    private Task<RegistrationAnswer> AcceptAsync(string code, TypedRegistration typed) => accounts.Store.Get<AnswerInvitation>().AcceptAsync(code, typed, "here");

    private Task<int> SweepAsync() => accounts.Store.Get<ForgetInvitations>().SweepAsync(Stop);

    private Task<IReadOnlyList<bool>> InviteAsync(string address, string? name) => InviteAsync((address, name));

    private async Task<IReadOnlyList<bool>> InviteAsync(params (string Address, string? Name)[] people) => await accounts.Store.Get<InvitePeople>().InviteAsync(
        [.. people.Select(p => Assert.IsType<InvitationLine.Fit>(InvitationFile.Under("email,name")!.Read($"{p.Address},{p.Name}", new DateOnly(2026, 3, 2))))]);

    private async Task<string> InvitedCodeAsync(string address = Address)
    {
        Assert.Equal([true], await InviteAsync(address, "Wren"));
        return CodeIn((await accounts.PostAsync())[^1]);
    }

    private async Task<PersonRow> InvitedAsync(string address = Address)
    {
        var index = accounts.Store.Get<KeyRing>().AddressIndex(address);
        await using var vault = accounts.Store.Vault();
        return await vault.People.AsNoTracking().SingleAsync(p => p.Kind == PersonKind.Invited && p.AddressIndex == index, Stop);
    }

    private async Task AssertForgottenAsync()
    {
        // The mail holds the address, and the code in the clear.
        Assert.DoesNotContain(await accounts.PostedAsync(), mail => mail.Subject is { } subject && subject.StartsWith("An invitation", StringComparison.Ordinal));
        await using var vault = accounts.Store.Vault();
        Assert.False(await vault.People.AnyAsync(p => p.Kind == PersonKind.Invited, Stop));
        await using var main = accounts.Store.Main();
        Assert.False(await main.Invitations.AnyAsync(Stop));
    }

    /// <summary>Neither the key nor the index of the address is on any page of the vault, free ones and journal included.</summary>
    private void AssertNowhere(PersonRow person)
    {
        var folder = Path.GetDirectoryName(accounts.Store.Folder.VaultFile)!;
        foreach (var file in Directory.EnumerateFiles(folder, "vault.db*"))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            foreach (var gone in new[] { person.WrappedKey, person.AddressIndex }) Assert.True(bytes.ToArray().AsSpan().IndexOf(gone) < 0, $"Something of the person is left in {Path.GetFileName(file)}.");
        }
    }
}
