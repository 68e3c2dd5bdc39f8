using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Disclosures;

/// <summary>Opens for a member what staff typed as the reasons of their looks, and holds each against the entry that it belongs to.</summary>
internal sealed class OwnReasons(IDbContextFactory<MainDb> stores, KeyRing keys)
{
    /// <summary>The reasons by entry. Takes a recorded permit of the person's own access, as the vault does.</summary>
    internal async Task<IReadOnlyDictionary<EntryId, StatedReason>> OpenAsync(RecordedPermit permit, PersonRow person, IEnumerable<PlacedEntry> entries)
    {
        permit.Spend();
        if (permit.Member != person.Member) throw new InvalidOperationException("A permit for one member was used for another.");
        var noted = entries.Select(e => e.Entry).Where(e => e.Note is not null && e.Subject == person.Subject).ToDictionary(e => e.Id);
        if (noted.Count == 0) return new Dictionary<EntryId, StatedReason>();
        var ids = noted.Keys.ToList();
        await using var store = await stores.CreateDbContextAsync();
        var rows = await store.SealedNotes.AsNoTracking().Where(n => ids.Contains(n.Entry)).ToDictionaryAsync(n => n.Entry, n => n.Sealed);
        using var key = keys.PersonKey(person);
        return noted.ToDictionary(e => e.Key, e => new StatedReason(rows.TryGetValue(e.Key, out var sealedBytes) ? Open(key, sealedBytes, e.Value.Note!.Value) : null));
    }

    private static Redacted<string>? Open(AesGcm key, byte[] sealedBytes, Commitment commitment)
    {
        try
        {
            return SealedNote.Open(key, sealedBytes, commitment);
        }
        catch (CryptographicException)
        {
            // Damaged: the page says that the reason is not the one that was written down.
            return null;
        }
    }
}
