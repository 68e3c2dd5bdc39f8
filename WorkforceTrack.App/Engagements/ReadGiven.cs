using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Engagements;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Engagements;

/// <summary>What the ledger says that an engagement was given (D5): its disclosures to this recipient, read anew each time.</summary>
internal sealed class ReadGiven(IDbContextFactory<VaultDb> vaults)
{
    [Keeps("D5")]
    internal static async Task<GivenList> FromLedgerAsync(MainDb store, EngagementId engagement)
    {
        var bodies = await store.Ledger.AsNoTracking().Where(e => e.Recipient == engagement.Value && e.Kind == EntryKind.Disclosure).Select(e => e.Body).ToListAsync();
        return GivenList.From(engagement, bodies.Select(body => CanonicalEntry.TryDecode(body, out var entry)
            ? entry
            // INVARIANT: a list with a gap would let something stay outside; the audit says what is damaged.
            : throw new InvalidDataException("An entry of the ledger cannot be read.")));
    }

    /// <summary>The list with the names under which the engagement knows each member; without one where the member is gone.</summary>
    internal async Task<GivenOnDesk> NamedAsync(MainDb store, EngagementId engagement)
    {
        var given = await FromLedgerAsync(store, engagement);
        await using var vault = await vaults.CreateDbContextAsync();
        var names = await vault.EngagementSubjects.AsNoTracking().Where(s => s.Engagement == engagement).ToDictionaryAsync(s => s.Evidence, s => s.Ref);
        return new GivenOnDesk(given.Digest, [.. given.Members.Select(m => new GivenMember(names.TryGetValue(m.Evidence, out var known) ? known : null, m))]);
    }
}

/// <summary>What was given, as staff read it.</summary>
/// <param name="Digest">Binds the list.</param>
/// <param name="Members">One line for each member.</param>
public sealed record GivenOnDesk(Digest Digest, ImmutableArray<GivenMember> Members);

/// <summary>What was given of one member.</summary>
/// <param name="Ref">The name under which the engagement knows the member; null once the member is gone.</param>
/// <param name="Given">What the ledger says.</param>
public sealed record GivenMember(Guid? Ref, GivenFields Given);
