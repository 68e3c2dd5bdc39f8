using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Disclosures;
using WorkforceTrack.App.Engagements;
using WorkforceTrack.App.Members;
using WorkforceTrack.App.Staff;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Engagements;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Correspondence;

/// <summary>
/// Opens the address of someone whom the program writes to, at the moment of writing. A member's through the gate: each account
/// mail is an entry that the member sees (O4, D2).
/// </summary>
internal sealed class Addressees(Gate gate, FieldVault fields, IDbContextFactory<MainDb> stores, LiveEngagements engagements, KeyRing keys)
{
    internal Task<Addressee> OpenAsync(MailRow mail, PersonRow person) => person switch
    {
        { Member: not null } => OfMemberAsync(mail, person),
        { Staff: { } staff } => OfStaffAsync(person, staff),
        { Engaged: { } engaged } => OfEngagedAsync(mail, person, engaged),
        { Kind: PersonKind.Invited } => OfInvitedAsync(mail, person),
        _ => Task.FromResult<Addressee>(new Addressee.Gone()),
    };

    private async Task<Addressee> OfMemberAsync(MailRow mail, PersonRow person)
    {
        // What a stranger might get carries nothing that someone else typed: an unchecked address gets no name, and no reminder. A reminder
        // opens the address alone.
        if (mail.Template == MailTemplate.ReviewData && !person.AddressChecked) return new Addressee.Gone();
        var asked = mail.Template != MailTemplate.ReviewData && person.AddressChecked ? FieldSet.Of(PersonalField.Email, PersonalField.DisplayName) : FieldSet.Of(PersonalField.Email);
        var request = new DisclosureRequest(new Asker.ThePlatform(mail.Id), RecipientKind.Platform, null, Purpose.KeepAccount, LegalBasis.InternalUse, asked);
        switch (await gate.AskAsync(new Question(request, EntryKind.Use, person)))
        {
            case GateAnswer.Refused refused:
                return refused.Reasons.Contains(RefusalReason.AccountClosed) || refused.Reasons.Contains(RefusalReason.NoSuchSubject)
                    ? new Addressee.Gone()
                    : new Addressee.NotNow();
            case GateAnswer.Granted granted when await fields.RevealAsync(granted.Permits[0]) is { } values && values.TryGetValue(PersonalField.Email, out var address):
                return new Addressee.Known(address, values.TryGetValue(PersonalField.DisplayName, out var name) ? name : null);
            default:
                return new Addressee.Gone();
        }
    }

    // Nothing but the invitation, and without the name: a mistyped address is a stranger's.
    private async Task<Addressee> OfInvitedAsync(MailRow mail, PersonRow person)
    {
        await using var store = await stores.CreateDbContextAsync();
        if (mail.Template != MailTemplate.Invitation || await store.Invitations.AsNoTracking().SingleOrDefaultAsync(i => i.Person == person.Id) is not { } invitation) return new Addressee.Gone();
        using var key = keys.PersonKey(person);
        return new Addressee.Known(InvitationSeal.OpenAddress(key, invitation), name: null);
    }

    private async Task<Addressee> OfStaffAsync(PersonRow person, StaffId id)
    {
        await using var store = await stores.CreateDbContextAsync();
        if (await store.Staff.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id && s.IsActive) is not { } staff) return new Addressee.Gone();
        using var key = keys.PersonKey(person);
        return new Addressee.Known(StaffSeal.OpenAddress(key, staff), StaffSeal.OpenName(key, staff));
    }

    // About a log-in, while there is one; about the certificate, until it is there.
    private async Task<Addressee> OfEngagedAsync(MailRow mail, PersonRow person, Guid id)
    {
        await using var store = await stores.CreateDbContextAsync();
        if (await store.EngagedPeople.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id) is not { } engaged) return new Addressee.Gone();
        var isOwed = mail.Template == MailTemplate.CertificateReminder
            ? await store.Engagements.AnyAsync(e => e.Id == engaged.Engagement && e.Step == EngagementStep.Signed)
            : await engagements.FindAsync(id) is not null;
        if (!isOwed) return new Addressee.Gone();
        using var key = keys.PersonKey(person);
        return new Addressee.Known(EngagementSeal.OpenAddress(key, engaged), EngagementSeal.OpenName(key, engaged));
    }
}

/// <summary>Whom a mail goes to.</summary>
internal abstract class Addressee
{
    private Addressee()
    {
    }

    internal sealed class Known(Redacted<string> address, Redacted<string>? name) : Addressee
    {
        internal Redacted<string> Address { get; } = address;

        internal Redacted<string>? Name { get; } = name;
    }

    /// <summary>Nobody to write to any more; the mail goes with the account.</summary>
    internal sealed class Gone : Addressee;

    /// <summary>Not permitted as things are, as before a policy is in force; the mail waits.</summary>
    internal sealed class NotNow : Addressee;
}
