using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Members;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Members;

/// <summary>
/// Makes a member: a row in the vault, sealed values in the main store, and the entry that says which fields were collected.
/// Who may call it is decided by the use cases around it; it takes only values that passed <see cref="FieldRules"/>.
/// The address counts as unchecked, but for one that an invitation was mailed to, and claims nothing: whether it belongs to somebody already makes no difference here, so that
/// neither the answer nor logging in afterwards tells.
/// </summary>
internal sealed class AdmitMember(MainWriter writer, IDbContextFactory<VaultDb> vaults, KeyRing keys, PolicyInForce policy, TimeProvider clock)
{
    internal async Task<Admission> AdmitAsync(IReadOnlyDictionary<PersonalField, Redacted<string>> values, string passwordHash, Guid? invited = null)
    {
        var id = Randomness.Id();
        var person = new PersonRow
        {
            Id = id,
            Kind = PersonKind.Member,
            UserIdIndex = keys.UserIdIndex(values[PersonalField.UserId].Open()),
            AddressIndex = keys.AddressIndex(values[PersonalField.Email].Open()),
            PasswordHash = passwordHash,
            WrappedKey = keys.NewPersonKey(id, out FieldKeys key),
            Member = new MemberId(Randomness.Id()),
            Subject = new LedgerSubject(Randomness.Id()),
            SecurityStamp = Stamp(),
            ConcurrencyStamp = Stamp(),
        };
        using (key)
        {
            await using var vault = await vaults.CreateDbContextAsync();
            // INVARIANT: the vault row comes last. A crash before it leaves noise that no key opens; a crash after it, a member.
            await using var transaction = await vault.Database.BeginTransactionAsync();
            if (await vault.People.AnyAsync(p => p.UserIdIndex == person.UserIdIndex)) return new Admission.UserIdTaken();
            if (invited is { } guest && !await TakePlaceAsync(vault, guest, person)) return new Admission.InvitationOver();
            vault.People.Add(person);
            await vault.SaveChangesAsync();
            await writer.WriteAsync(work => Task.FromResult(Store(work, person, key, values)));
            await transaction.CommitAsync();
        }

        return new Admission.Admitted(person);
    }

    // INVARIANT: the one who was invited goes in the transaction in which the member comes, so an invitation is accepted once. Who left the
    // address as it was has read the mail there; but it may have got an owner since, and has one owner only.
    private static async Task<bool> TakePlaceAsync(VaultDb vault, Guid guest, PersonRow person)
    {
        if (await vault.People.SingleOrDefaultAsync(p => p.Id == guest && p.Kind == PersonKind.Invited) is not { } invited) return false;
        person.AddressChecked = invited.AddressIndex.AsSpan().SequenceEqual(person.AddressIndex)
            && !await vault.People.AnyAsync(p => p.AddressIndex == person.AddressIndex && p.AddressChecked);
        vault.People.Remove(invited);
        return true;
    }

    private long Store(MainWork work, PersonRow person, FieldKeys key, IReadOnlyDictionary<PersonalField, Redacted<string>> values)
    {
        var member = person.Member!.Value;
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        work.Db.Members.Add(new MemberRow { Id = member, State = AccountState.Open, DataVersion = 1, ReviewedOn = today });
        foreach (var (field, value) in values)
        {
            work.Db.SealedFields.Add(new SealedFieldRow
            {
                Member = member,
                Field = field,
                Sealed = FieldVault.Seal(key, member, field, value),
                Source = FieldSource.Registration,
                StoredOn = today,
            });
        }

        return work.Append(Entries.New(work, EntryKind.Collection, ActorRole.Member) with
        {
            Subject = person.Subject,
            Policy = policy.Version?.Number,
            Fields = FieldSet.From(values.Keys),
        });
    }

    private static string Stamp() => Convert.ToHexStringLower(Randomness.Bytes(16));
}

/// <summary>Whether someone became a member.</summary>
internal abstract class Admission
{
    private Admission()
    {
    }

    internal sealed class Admitted(PersonRow person) : Admission
    {
        internal PersonRow Person { get; } = person;
    }

    /// <summary>Somebody has this user ID. The one thing that registration tells.</summary>
    internal sealed class UserIdTaken : Admission;

    /// <summary>The invitation that was to be accepted is used, or gone.</summary>
    internal sealed class InvitationOver : Admission;
}
