using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Vault;

/// <summary>Seals values under the person's own key, and opens exactly those that a recorded permit names.</summary>
internal sealed class FieldVault(IDbContextFactory<MainDb> stores, IDbContextFactory<VaultDb> vaults, KeyRing keys)
{
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
        using var key = keys.PersonKey(person);
        var values = new Dictionary<PersonalField, Redacted<string>>(permit.Fields.Count);
        await using var store = await stores.CreateDbContextAsync();
        await foreach (var value in SealedOf(store, permit.Member))
        {
            if (permit.Fields.Contains(value.Field)) values.Add(value.Field, Open(key, permit.Member, value.Field, value.Sealed));
        }

        return values;
    }

    internal static byte[] Seal(AesGcm key, MemberId member, PersonalField field, Redacted<string> value) =>
        Sealer.Seal(key, Encoding.UTF8.GetBytes(value.Open()), Context(member, field));

    internal static Redacted<string> Open(AesGcm key, MemberId member, PersonalField field, byte[] sealedBytes) =>
        new(Encoding.UTF8.GetString(Sealer.Open(key, sealedBytes, Context(member, field))));

    // A value moved to another person or field does not open there.
    private static byte[] Context(MemberId member, PersonalField field) => Sealer.Context("field/" + Names.Of(field), member.Value);

    private sealed record SealedValue(PersonalField Field, byte[] Sealed);
}
