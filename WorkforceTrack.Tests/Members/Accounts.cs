using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using WorkforceTrack.App.Correspondence;
using WorkforceTrack.App.Members;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Correspondence;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Tests.Cast;

namespace WorkforceTrack.Tests.Members;

/// <summary>A store with a policy in force, and what people do around their accounts.</summary>
internal sealed class Accounts(TestStore store) : IAsyncDisposable
{
    internal const string Password = "seven quiet herons at dusk";

    internal TestStore Store { get; } = store;

    internal DeliverMail Mail => Store.Get<DeliverMail>();

    internal static async Task<Accounts> OpenAsync(params string[] settings)
    {
        var store = await TestStore.OpenAsync(new Staging { Settings = settings });
        await store.Get<PolicyShelf>().PublishAsync(PolicyText.Version1(new DateOnly(2026, 1, 1), []));
        return new Accounts(store);
    }

    internal static TypedRegistration Typed(
        string userId, string address, string name = "Robin", string password = Password, bool accepts = true, string? shown = null, params (PersonalField, string)[] more)
    {
        var values = ImmutableDictionary.CreateRange(
            [.. more.Append((PersonalField.UserId, userId)).Append((PersonalField.Email, address)).Append((PersonalField.DisplayName, name))
                .Select(v => KeyValuePair.Create(v.Item1, new Redacted<string>(v.Item2)))]);
        return new TypedRegistration(values, new Redacted<string>(password), accepts, shown);
    }

    internal Task<RegistrationAnswer> RegisterAsync(TypedRegistration typed, string from = "here") => Store.Get<RegisterMember>().RegisterAsync(typed, from);

    /// <summary>Registers someone and gives the vault's row.</summary>
    internal async Task<PersonRow> JoinAsync(string userId, string address, bool isChecked = true)
    {
        Assert.IsType<RegistrationAnswer.LookInYourMail>(await RegisterAsync(Typed(userId, address)));
        if (isChecked) Assert.Equal(CheckAnswer.Checked, await Store.Get<CheckAddress>().CheckAsync(await CallerAsync(userId), CodeIn((await PostAsync())[^1])));
        return await PersonAsync(userId);
    }

    internal async Task<PersonRow> PersonAsync(string userId)
    {
        await using var vault = Store.Vault();
        var index = Store.Get<KeyRing>().UserIdIndex(userId);
        return await vault.People.AsNoTracking().SingleAsync(p => p.UserIdIndex == index);
    }

    internal async Task<Caller.Member> CallerAsync(string userId)
    {
        var person = await PersonAsync(userId);
        var now = Store.Clock.GetUtcNow();
        var session = new SessionRow { Id = Guid.NewGuid(), Person = person.Id, StartedAt = now, LastSeenAt = now, SealedDevice = [], Access = Guid.NewGuid() };
        await using var vault = Store.Vault();
        vault.Sessions.Add(session);
        await vault.SaveChangesAsync();
        return new Caller.Member(person, session);
    }

    /// <summary>Asks for a code and lets the time pass that the answer takes.</summary>
    internal async Task<ForgotAnswer> ForgetAsync(string who)
    {
        var asked = Store.Get<ForgotPassword>().AskAsync(who);
        while (!asked.IsCompleted)
        {
            Store.Clock.Advance(TimeSpan.FromMilliseconds(50));
            await Task.WhenAny(asked, Task.Delay(5, TestContext.Current.CancellationToken));
        }

        return await asked;
    }

    internal Task<ResetAnswer> ResetAsync(string who, string code, string password = "a lantern under the third bridge") =>
        Store.Get<ResetPassword>().ResetAsync(who, code, new Redacted<string>(password));

    /// <summary>Delivers what waits and gives every mail in the folder, oldest first.</summary>
    internal async Task<IReadOnlyList<MimeMessage>> PostAsync()
    {
        await Mail.DeliverDueAsync(TestContext.Current.CancellationToken);
        Store.Clock.Advance(TimeSpan.FromMilliseconds(2));
        return await PostedAsync();
    }

    /// <summary>Every mail in the folder, oldest first.</summary>
    internal async Task<IReadOnlyList<MimeMessage>> PostedAsync()
    {
        if (!Directory.Exists(Store.Folder.MailFolder)) return [];
        var mails = new List<MimeMessage>();
        foreach (var file in Directory.EnumerateFiles(Store.Folder.MailFolder, "*.eml").Order(StringComparer.Ordinal))
            mails.Add(await MimeMessage.LoadAsync(file, TestContext.Current.CancellationToken));
        return mails;
    }

    internal static string CodeIn(MimeMessage mail) => mail.TextBody!.Split('\n').Select(MailedCode.Read).First(code => code is not null)!;

    internal async Task<IReadOnlyList<LedgerEntry>> EntriesAsync(PersonRow person)
    {
        await using var main = Store.Main();
        var bodies = await main.Ledger.AsNoTracking().Where(e => e.Subject == person.Subject).OrderBy(e => e.Index).Select(e => e.Body).ToListAsync();
        return [.. bodies.Select(body => CanonicalEntry.TryDecode(body, out var entry) ? entry : throw new InvalidDataException("An entry is damaged."))];
    }

    internal async Task<int> WaitingAsync()
    {
        await using var main = Store.Main();
        return await main.Mail.CountAsync();
    }

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
