using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Ledger;

/// <summary>A fresh entry: random id, random salt, this moment.</summary>
internal static class Entries
{
    internal static LedgerEntry New(MainWork work, EntryKind kind, ActorRole role) => new()
    {
        Id = new EntryId(Randomness.Id()),
        Salt = Salt.From(Randomness.Bytes(Salt.Length)),
        At = EntryTime.At(work.Now),
        Kind = kind,
        Role = role,
    };
}
