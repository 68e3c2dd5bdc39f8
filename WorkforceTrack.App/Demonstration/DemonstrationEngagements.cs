using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Engagements;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Engagements;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Demonstration;

/// <summary>A made-up firm of auditors with one person and two members within its scope: one of the staff entered it, another confirmed it.</summary>
internal sealed class DemonstrationEngagements(
    DraftEngagement draft, NameMember name, InvitePerson invite, ConfirmEngagement confirm, ReadAsEngaged read, EngagedAccounts accounts, LiveEngagements live, MainWriter writer,
    IDbContextFactory<MainDb> stores, IDbContextFactory<VaultDb> vaults, IPasswordHasher<PersonRow> hasher, KeyRing keys, TimeProvider clock)
{
    private static readonly FieldSet Scope = FieldSet.Of(PersonalField.DisplayName, PersonalField.Region, PersonalField.Occupation);

    private static readonly byte[] Paper = Encoding.ASCII.GetBytes(
        "ENGAGEMENT\n\nHarrow Pike Auditors check a sample of our records. They guard what they read, use it for nothing else,\nand return or destroy it when they are done.\n\nSigned for both sides. Made up for the demonstration.\n");

    internal async Task HoldAsync(Caller.OfStaff officer, Caller.OfStaff manager)
    {
        if (!await IsSignedAsync()) await EnterAsync(officer, manager);
        var index = keys.UserIdIndex(Cast.Engaged.UserId);
        await using var vault = await vaults.CreateDbContextAsync();
        var person = await vault.People.SingleAsync(p => p.UserIdIndex == index);
        if (person.PasswordHash is not null) return;
        await ReadOnceAsync(person);
        // Development only: elsewhere the person alone chooses it, with the code from the mail.
        person.PasswordHash = hasher.HashPassword(person, Cast.Password);
        await vault.SaveChangesAsync();
    }

    private async Task EnterAsync(Caller.OfStaff officer, Caller.OfStaff manager)
    {
        var now = clock.GetUtcNow();
        var id = Done(await draft.BeginAsync(officer, "Harrow Pike Auditors", "privacy@harrow-pike.example", new EngagementTerms(EngagementKind.Auditor, Scope, now, now.AddDays(60))));
        foreach (var member in new[] { "alice", "june" }) Done(await name.AddAsync(officer, id, new Redacted<string>(member)));
        Done(await invite.AddAsync(officer, id, Cast.Engaged.UserId, $"{Cast.Engaged.UserId}@harrow-pike.example", Cast.Engaged.Name));
        Done(await draft.BringAsync(officer, id, Paper));
        await using var store = await stores.CreateDbContextAsync();
        Done(await confirm.AsAsync(manager, id, await store.Engagements.Where(e => e.Id == id).Select(e => e.Version).SingleAsync()));
    }

    // What an interrupted start left half entered goes, and is entered anew.
    private async Task<bool> IsSignedAsync()
    {
        await using var store = await stores.CreateDbContextAsync();
        if (await store.Engagements.AnyAsync(e => e.Step != EngagementStep.Drafted)) return true;
        await writer.WriteAsync(work => work.Db.Engagements.Where(e => e.Step == EngagementStep.Drafted).ExecuteDeleteAsync());
        await accounts.RemoveForgottenAsync();
        return false;
    }

    private async Task ReadOnceAsync(PersonRow person)
    {
        if (await live.FindAsync(person.Engaged!.Value) is not { } engagement) return;
        await using var vault = await vaults.CreateDbContextAsync();
        var index = keys.UserIdIndex("alice");
        var member = await vault.EngagementSubjects.AsNoTracking().Join(vault.People.Where(p => p.UserIdIndex == index), s => s.Person, p => p.Id, (s, _) => s.Ref).SingleAsync();
        var session = new SessionRow { Id = Randomness.Id(), StartedAt = clock.GetUtcNow(), LastSeenAt = clock.GetUtcNow(), SealedDevice = [], Access = Randomness.Id() };
        var reason = new Redacted<string>("Sample line 12: compare the region with the list of branches.");
        await read.OpenAsync(new Caller.OfEngagement(person, session, engagement), new EngagedRequest(member, reason, FieldSet.Of(PersonalField.Region)));
    }

    private static EngagementId Done(EngagementAnswer answer) => ((EngagementAnswer.Done)answer).Engagement;
}
