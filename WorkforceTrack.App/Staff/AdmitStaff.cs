using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.App.Staff;

/// <summary>
/// Makes a person of the staff: a row in the vault, a role with sealed name and address in the main store, and an entry.
/// Who may call it is decided by whoever calls; it takes only values that passed <see cref="FieldRules"/>.
/// </summary>
internal sealed class AdmitStaff(MainWriter writer, IDbContextFactory<VaultDb> vaults, KeyRing keys, PolicyInForce policy)
{
    internal async Task<StaffAdmission> AdmitAsync(
        StaffRole role, Redacted<string> userId, Redacted<string> address, Redacted<string> name, string passwordHash, Caller.OfStaff? by = null)
    {
        var id = Randomness.Id();
        var staff = new StaffId(Randomness.Id());
        var person = new PersonRow
        {
            Id = id,
            Kind = PersonKind.Staff,
            UserIdIndex = keys.UserIdIndex(userId.Open()),
            AddressIndex = keys.AddressIndex(address.Open()),
            // Whoever admits staff vouches for the address.
            AddressChecked = true,
            PasswordHash = passwordHash,
            WrappedKey = keys.NewPersonKey(id, out AesGcm key),
            Staff = staff,
            SecurityStamp = Stamp(),
            ConcurrencyStamp = Stamp(),
        };
        using (key)
        {
            var row = new StaffRow { Id = staff, Role = role, IsActive = true, SealedName = StaffSeal.Name(key, staff, name), SealedAddress = StaffSeal.Address(key, staff, address) };
            await using var vault = await vaults.CreateDbContextAsync();
            // INVARIANT: the vault row comes last, as with a member.
            await using var transaction = await vault.Database.BeginTransactionAsync();
            if (await vault.People.AnyAsync(p => p.UserIdIndex == person.UserIdIndex)) return new StaffAdmission.UserIdTaken();
            if (await vault.People.AnyAsync(p => p.AddressIndex == person.AddressIndex && p.AddressChecked)) return new StaffAdmission.AddressTaken();
            vault.People.Add(person);
            await vault.SaveChangesAsync();
            await writer.WriteAsync(work =>
            {
                work.Db.Staff.Add(row);
                return Task.FromResult(work.Append(Entries.New(work, EntryKind.Credential, by is null ? ActorRole.Platform : Roles.Of(by.Role)) with
                {
                    Actor = by?.Id.Value,
                    Evidence = staff.Value,
                    Detail = new StaffStanding(role, IsActive: true).Digest,
                    Policy = policy.Version?.Number,
                }));
            });
            await transaction.CommitAsync();
        }

        return new StaffAdmission.Admitted(person);
    }

    private static string Stamp() => Convert.ToHexStringLower(Randomness.Bytes(16));
}

/// <summary>Whether someone joined the staff.</summary>
internal abstract class StaffAdmission
{
    private StaffAdmission()
    {
    }

    internal sealed class Admitted(PersonRow person) : StaffAdmission
    {
        internal PersonRow Person { get; } = person;
    }

    internal sealed class UserIdTaken : StaffAdmission;

    internal sealed class AddressTaken : StaffAdmission;
}
