using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Backups;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Correspondence;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Vault;

/// <summary>The keys at work: derived ones, the wrapping of a person's key, and the program's own keys in the vault.</summary>
internal sealed class KeyRing(MasterKey master, IDbContextFactory<VaultDb> vaults, VaultCopies copies, TimeProvider clock)
{
    private const int PersonKeySize = 32;

    // INVARIANT: bytes, not a cipher. A cipher is made for each use: one that two use at the same moment spoils what both seal.
    private readonly byte[] wrap = master.Derive("wrap");
    private readonly byte[] index = master.Derive("index");

    /// <summary>Keyed hash by which the vault finds a user ID; nothing can be read back from it.</summary>
    internal byte[] UserIdIndex(string userId) => Index("user-id", userId);

    /// <summary>Keyed hash by which the vault finds a mail address.</summary>
    internal byte[] AddressIndex(string address) => Index("address", address);

    /// <summary>Keyed hash of a mailed code, good for one person and purpose.</summary>
    internal byte[] CodeHash(Guid person, CodePurpose purpose, string code) => Index($"code/{purpose}/{person:N}", code);

    /// <summary>By which mail to a person is found again in a folder, and nothing of the person told.</summary>
    internal string MailTag(Guid person) => Convert.ToHexStringLower(Index("mail-folder", person.ToString("N"))[..8]);

    /// <summary>Keyed hash of the code of an invitation; nothing can be read back from it.</summary>
    internal byte[] InvitationHash(string code) => Index("invitation", code);

    /// <summary>Keyed hash by which the receipt of an erasure finds what one partner was told of it.</summary>
    internal byte[] ReceiptMark(Guid receipt, PartnerId partner) => Index($"receipt/{partner.Value:N}", receipt.ToString("N"));

    internal byte[] NewPersonKey(Guid person, out AesGcm key)
    {
        var bytes = Randomness.Bytes(PersonKeySize);
        key = Sealer.Key(bytes);
        var wrapped = Wrap(bytes, Sealer.Context("person", person));
        CryptographicOperations.ZeroMemory(bytes);
        return wrapped;
    }

    /// <summary>For somebody with values.</summary>
    internal byte[] NewPersonKey(Guid person, out FieldKeys values)
    {
        var bytes = Randomness.Bytes(PersonKeySize);
        values = Vault.FieldKeys.OfPerson(bytes);
        var wrapped = Wrap(bytes, Sealer.Context("person", person));
        CryptographicOperations.ZeroMemory(bytes);
        return wrapped;
    }

    /// <summary>The keys of the person's values; the caller disposes them.</summary>
    internal FieldKeys FieldKeys(PersonRow person)
    {
        var isWhole = person.WrappedKey.Length == Sealer.Overhead + PersonKeySize;
        var bytes = Unwrap(person.WrappedKey, isWhole ? Sealer.Context("person", person.Id) : FieldsContext(person));
        var keys = isWhole ? Vault.FieldKeys.OfPerson(bytes) : Vault.FieldKeys.Kept(bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return keys;
    }

    /// <summary>What is put in the place of a person's key when it is destroyed under a legal hold: the keys of these fields, as far as they are there.</summary>
    internal byte[] OnlyFieldKeys(PersonRow person, FieldSet fields)
    {
        using var keys = FieldKeys(person);
        var bytes = keys.ToBytes(fields);
        var wrapped = Wrap(bytes, FieldsContext(person));
        CryptographicOperations.ZeroMemory(bytes);
        return wrapped;
    }

    /// <summary>The person's own key; the caller disposes it.</summary>
    /// <exception cref="CryptographicException">It was destroyed, or it is another person's.</exception>
    internal AesGcm PersonKey(PersonRow person)
    {
        var bytes = Unwrap(person.WrappedKey, Sealer.Context("person", person.Id));
        var key = Sealer.Key(bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return key;
    }

    /// <summary>Seals bytes of the program itself, for its key ring of cookies.</summary>
    internal byte[] SealForProgram(string name, ReadOnlySpan<byte> plain) => Wrap(plain, Encoding.UTF8.GetBytes("program/" + name));

    /// <summary>Opens bytes of the program itself. The first of them is opened at start: there a foreign master key is found out.</summary>
    internal byte[] OpenForProgram(string name, ReadOnlySpan<byte> sealedBytes)
    {
        try
        {
            return Unwrap(sealedBytes, Encoding.UTF8.GetBytes("program/" + name));
        }
        catch (CryptographicException)
        {
            throw new StartRefusedException("The master key does not open the keys in the vault. Put the master key of this vault in its place, or the vault of this key. Nothing was changed.");
        }
    }

    /// <summary>A program key by name; made by <paramref name="make"/> when the vault has none yet.</summary>
    internal byte[] ProgramKey(string name, Func<byte[]> make)
    {
        using var vault = vaults.CreateDbContext();
        if (vault.ProgramKeys.AsNoTracking().SingleOrDefault(k => k.Name == name) is { } row) return OpenForProgram(name, row.Wrapped);
        var key = make();
        vault.ProgramKeys.Add(new ProgramKeyRow { Name = name, Wrapped = SealForProgram(name, key), CreatedAt = clock.GetUtcNow() });
        vault.SaveChanges();
        return key;
    }

    /// <summary>A program key by name; null when there is none, or none any more.</summary>
    internal byte[]? FindProgramKey(string name)
    {
        using var vault = vaults.CreateDbContext();
        return vault.ProgramKeys.AsNoTracking().SingleOrDefault(k => k.Name == name) is { } row ? OpenForProgram(name, row.Wrapped) : null;
    }

    /// <summary>The names of the program keys that begin so, without those of the last day: what each is for may be about to be written.</summary>
    internal IReadOnlyList<string> NamesOfOlderKeys(string prefix)
    {
        var before = clock.GetUtcNow() - TimeSpan.FromDays(1);
        using var vault = vaults.CreateDbContext();
        return [.. vault.ProgramKeys.AsNoTracking().Where(k => k.Name.StartsWith(prefix) && k.CreatedAt < before).Select(k => k.Name)];
    }

    /// <summary>Destroys program keys for good: row, freed pages and journal (NIST SP 800-88). What they opened opens no more.</summary>
    internal async Task DestroyProgramKeysAsync(params IReadOnlyCollection<string> names)
    {
        if (names.Count == 0) return;
        await using var vault = await vaults.CreateDbContextAsync();
        var removed = await vault.ProgramKeys.Where(k => names.Contains(k.Name)).ExecuteDeleteAsync();
        // A key counts as destroyed only when no page of the journal holds it, and no copy of the vault.
        await Journals.EmptyAsync(vault.EmptyJournalAsync, "vault");
        if (removed > 0) await copies.TryRewriteAsync();
    }

    private static byte[] FieldsContext(PersonRow person) => Sealer.Context("person/fields", person.Id);

    private byte[] Wrap(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> context)
    {
        using var cipher = Sealer.Key(wrap);
        return Sealer.Seal(cipher, plain, context);
    }

    private byte[] Unwrap(ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> context)
    {
        using var cipher = Sealer.Key(wrap);
        return Sealer.Open(cipher, sealedBytes, context);
    }

    private byte[] Index(string label, string value)
    {
        var text = $"{label}\n{value.Normalize(NormalizationForm.FormKC).ToLowerInvariant()}";
        return HMACSHA256.HashData(index, Encoding.UTF8.GetBytes(text));
    }
}
