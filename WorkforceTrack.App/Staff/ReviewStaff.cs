using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.App.Staff;

/// <summary>Who is on the staff, in which role and how well secured (SE1). Names are opened for this alone.</summary>
internal sealed class ReviewStaff(ConsoleDoor door, IDbContextFactory<MainDb> stores, IDbContextFactory<VaultDb> vaults, KeyRing keys, PolicyInForce policy)
{
    /// <summary>Who lets people in and changes their standing.</summary>
    internal static readonly StaffRole[] Keepers = [StaffRole.Management, StaffRole.PrivacyOfficer];

    /// <summary>Active people first, by role and name.</summary>
    internal async Task<StaffReview> ReadAsync(Caller caller)
    {
        if (await door.WhyNotAsync(caller, Keepers) is { } reason) return new StaffReview.Refused(reason);
        var you = (Caller.OfStaff)caller;
        await using var store = await stores.CreateDbContextAsync();
        await using var vault = await vaults.CreateDbContextAsync();
        var staff = await store.Staff.AsNoTracking().ToListAsync();
        var signatures = (await store.Signatures.AsNoTracking().ToListAsync()).GroupBy(s => s.Staff).ToDictionary(g => g.Key, g => g.MaxBy(s => s.Policy)!.ToSignature());
        var people = await vault.People.AsNoTracking().Where(p => p.Staff != null).ToDictionaryAsync(p => p.Staff!.Value);
        return new StaffReview.People(
        [
            .. staff.Select(row => Read(row, people.GetValueOrDefault(row.Id), signatures.GetValueOrDefault(row.Id), you.Id))
                .OrderByDescending(p => p.Standing.IsActive).ThenBy(p => p.Standing.Role).ThenBy(p => p.Name?.Open(), StringComparer.OrdinalIgnoreCase),
        ]);
    }

    private StaffPerson Read(StaffRow row, PersonRow? person, AdherenceSignature? signature, StaffId you) => new(
        row.Id,
        person is null ? null : NameOf(row, person),
        new StaffStanding(row.Role, row.IsActive),
        signature,
        signature is not null && policy.LatestMaterial is { } latest && signature.Covers(latest),
        person?.TwoFactorEnabled == true,
        row.Id == you);

    private Redacted<string> NameOf(StaffRow row, PersonRow person)
    {
        using var key = keys.PersonKey(person);
        return StaffSeal.OpenName(key, row);
    }
}

/// <summary>One person of the staff.</summary>
/// <param name="Id">The random id that the ledger names.</param>
/// <param name="Name">The name; null when the vault knows the person no more.</param>
/// <param name="Standing">Role, and whether active.</param>
/// <param name="Signature">The signature for the highest version; null when there is none.</param>
/// <param name="IsBound">Whether the signature covers the latest material version.</param>
/// <param name="HasSecondFactor">Whether a second factor is set up.</param>
/// <param name="IsYou">Whether this is who looks.</param>
public sealed record StaffPerson(StaffId Id, Redacted<string>? Name, StaffStanding Standing, AdherenceSignature? Signature, bool IsBound, bool HasSecondFactor, bool IsYou);

/// <summary>What a look at the staff gave.</summary>
internal abstract class StaffReview
{
    private StaffReview()
    {
    }

    internal sealed class People(ImmutableArray<StaffPerson> all) : StaffReview
    {
        internal ImmutableArray<StaffPerson> All { get; } = all;
    }

    internal sealed class Refused(RefusalReason reason) : StaffReview
    {
        internal RefusalReason Reason { get; } = reason;
    }
}
