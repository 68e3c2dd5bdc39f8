using System.Text;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Vault;

/// <summary>Seals each value under a key of its own, derived from the person's, and opens exactly those that a recorded permit names.</summary>
internal sealed class FieldVault(IDbContextFactory<MainDb> stores, IDbContextFactory<VaultDb> vaults, KeyRing keys)
{
    // The version byte of a value under the key of its field.
    private const byte UnderFieldKey = 2;

    private static readonly Func<MainDb, MemberId, IAsyncEnumerable<SealedValue>> SealedOf = EF.CompileAsyncQuery(
        (MainDb db, MemberId member) => db.SealedFields.Where(f => f.Member == member).Select(f => new SealedValue(f.Field, f.Sealed)));

    private static readonly Func<VaultDb, MemberId, Task<PersonRow?>> PersonOf = EF.CompileAsyncQuery(
        (VaultDb db, MemberId member) => db.People.AsNoTracking().SingleOrDefault(p => p.Member == member));

    /// <summary>
    /// Opens the fields of a recorded permit that hold a value. Null when the person is gone: then there is no key.
    /// Throws when the permit was not committed or was used before.
    /// </summary>
    internal async Task<IReadOnlyDictionary<PersonalField, Redacted<string>>?> RevealAsync(RecordedPermit permit)
    {
        permit.Spend();
        PersonRow? person;
        await using (var vault = await vaults.CreateDbContextAsync()) person = await PersonOf(vault, permit.Member);
        if (person is null) return null;
        using var key = keys.FieldKeys(person);
        var values = new Dictionary<PersonalField, Redacted<string>>(permit.Fields.Count);
        await using var store = await stores.CreateDbContextAsync();
        await foreach (var value in SealedOf(store, permit.Member))
        {
            if (permit.Fields.Contains(value.Field)) values.Add(value.Field, Open(key, permit.Member, value.Field, value.Sealed));
        }

        return values;
    }

    internal static byte[] Seal(FieldKeys keys, MemberId member, PersonalField field, Redacted<string> value) =>
        Seal(keys, member, field, Encoding.UTF8.GetBytes(value.Open()));

    internal static Redacted<string> Open(FieldKeys keys, MemberId member, PersonalField field, byte[] sealedBytes)
    {
        if (IsUnderPersonKey(sealedBytes))
        {
            using var whole = keys.OfPerson();
            return new(Encoding.UTF8.GetString(Sealer.Open(whole, sealedBytes, Context(member, field))));
        }

        using var key = keys.Of(field);
        return new(Encoding.UTF8.GetString(Sealer.Open(key, sealedBytes, Context(member, field), UnderFieldKey)));
    }

    /// <summary>The same value under the key of its field, for one that was sealed before fields had keys of their own.</summary>
    internal static byte[] SealAgain(FieldKeys keys, MemberId member, PersonalField field, byte[] sealedBytes)
    {
        using var whole = keys.OfPerson();
        return Seal(keys, member, field, Sealer.Open(whole, sealedBytes, Context(member, field)));
    }

    /// <summary>Whether the key is there that a value needs.</summary>
    internal static bool HasKey(FieldKeys keys, PersonalField field, byte[] sealedBytes) => IsUnderPersonKey(sealedBytes) ? keys.IsWhole : keys.Has(field);

    internal static bool IsUnderPersonKey(byte[] sealedBytes) => sealedBytes is [not UnderFieldKey, ..];

    private static byte[] Seal(FieldKeys keys, MemberId member, PersonalField field, byte[] value)
    {
        using var key = keys.Of(field);
        return Sealer.Seal(key, value, Context(member, field), UnderFieldKey);
    }

    // A value moved to another person or field does not open there.
    private static byte[] Context(MemberId member, PersonalField field) => Sealer.Context("field/" + Names.Of(field), member.Value);

    private sealed record SealedValue(PersonalField Field, byte[] Sealed);
}
