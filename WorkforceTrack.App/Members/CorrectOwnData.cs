using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Correspondence;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Partners;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Members;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Members;

/// <summary>A member corrects, adds or removes a value in place (A2). Value, ledger entry and what partners are told change together.</summary>
internal sealed class CorrectOwnData(MainWriter writer, KeyRing keys, MoveAddress address, ProvePassword prove, PassOn passOn, PolicyInForce policy, TimeProvider clock)
{
    /// <summary>
    /// Stores a typed value. Whether an address belongs to somebody else already makes no difference to the answer. Whoever holds the
    /// mail address can choose a new password, so it changes only with the password (ASVS 5.0, 7.5.1).
    /// </summary>
    [Keeps("A2"), Keeps("SE1")]
    internal async Task<Correction> CorrectAsync(Caller caller, PersonalField field, string typed, string password = "")
    {
        if (caller is not Caller.Member member) return new Correction.Refused(RefusalReason.NotTheSubject);
        // INVARIANT: a value enters only from a source that the policy in force declares for the field (O1).
        if (Declared(field) is not { } declared) return new Correction.Refused(RefusalReason.FieldNotDeclared);
        if (!declared.Sources.Contains(FieldSource.OwnCorrection)) return new Correction.Rejected($"{declared.Label}: this stays as it was chosen.");
        return FieldRules.Check(field, typed, Today) switch
        {
            FieldAnswer.Rejected rejected => new Correction.Rejected(rejected.Words),
            FieldAnswer.Accepted when NeedsPassword(field) && !await prove.AgainAsync(caller, password) => new Correction.NotProven(),
            FieldAnswer.Accepted accepted when field == PersonalField.Email =>
                await address.AroundAsync(member, accepted.Value, mail => WriteAsync(member, field, accepted.Value, mail)),
            FieldAnswer.Accepted accepted => await WriteAsync(member, field, accepted.Value),
            _ => throw new InvalidOperationException("A field answered in a way that nobody knows."),
        };
    }

    /// <summary>Removes a value that need not be held.</summary>
    [Keeps("A2")]
    internal async Task<Correction> RemoveAsync(Caller caller, PersonalField field)
    {
        if (caller is not Caller.Member member) return new Correction.Refused(RefusalReason.NotTheSubject);
        // By the widest declaration too: what the policy in force no longer declares may still be removed.
        return (Declared(field) ?? FieldDeclarations.Of(field)).Required
            ? new Correction.Rejected("Your membership needs this. You can correct it, but not remove it.")
            : await WriteAsync(member, field, value: null);
    }

    /// <summary>Whether the password is asked for again before this field changes.</summary>
    internal static bool NeedsPassword(PersonalField field) => field == PersonalField.Email;

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    private FieldDeclaration? Declared(PersonalField field) => policy.Version?.Fields.FirstOrDefault(d => d.Field == field);

    private async Task<Correction> WriteAsync(Caller.Member member, PersonalField field, Redacted<string>? value, MailRow? mail = null)
    {
        using var key = keys.FieldKeys(member.Person);
        return await writer.WriteAsync(work => StoreAsync(work, member, key, field, value, mail));
    }

    private async Task<Correction> StoreAsync(MainWork work, Caller.Member member, FieldKeys key, PersonalField field, Redacted<string>? value, MailRow? mail)
    {
        if (await work.Db.Members.SingleOrDefaultAsync(m => m.Id == member.Id) is not { State: not AccountState.Closed } row)
            return new Correction.Refused(RefusalReason.AccountClosed);
        var held = await work.Db.SealedFields.SingleOrDefaultAsync(f => f.Member == member.Id && f.Field == field);
        if (value is null && held is null) return new Correction.Done();
        if (value is not { } kept)
        {
            work.Db.SealedFields.Remove(held!);
        }
        else
        {
            var sealedBytes = FieldVault.Seal(key, member.Id, field, kept);
            held ??= work.Db.SealedFields.Add(new SealedFieldRow { Member = member.Id, Field = field, Sealed = sealedBytes }).Entity;
            (held.Sealed, held.Source, held.StoredOn) = (sealedBytes, FieldSource.OwnCorrection, Today);
        }

        row.DataVersion++;
        row.ReviewedOn = Today;
        if (mail is not null) work.Db.Mail.Add(mail);
        work.Append(Entries.New(work, EntryKind.Correction, ActorRole.Member) with
        {
            Subject = member.Person.Subject,
            Policy = policy.Version?.Number,
            Fields = FieldSet.Of(field),
        });
        await passOn.CorrectedAsync(work, member.Person, FieldSet.Of(field));
        return new Correction.Done();
    }
}

/// <summary>Whether a value was corrected.</summary>
internal abstract class Correction
{
    private Correction()
    {
    }

    /// <summary>It is as the member wants it. <paramref name="isToBeChecked"/>: it is an address that is to be shown to be the member's own.</summary>
    internal sealed class Done(bool isToBeChecked = false) : Correction
    {
        internal bool IsToBeChecked { get; } = isToBeChecked;
    }

    /// <summary>Not fit; nothing was changed. The words say what to do and never repeat what was typed.</summary>
    internal sealed class Rejected(string words) : Correction
    {
        internal string Words { get; } = words;
    }

    /// <summary>The password that was asked for is wrong, or there were too many attempts; nothing was changed.</summary>
    internal sealed class NotProven : Correction;

    internal sealed class Refused(RefusalReason reason) : Correction
    {
        internal RefusalReason Reason { get; } = reason;
    }
}
