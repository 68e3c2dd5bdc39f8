using System.Security.Cryptography;
using System.Text;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Vault;

/// <summary>
/// The keys of one person's values, open for a moment: one for each field, derived from the person's own key (HKDF-Expand with SHA-256,
/// RFC 5869, 3.3). So a legal hold can keep what it names and nothing else: the person's key is destroyed and the keys of those fields stay,
/// and in every backup, too, only they open.
/// </summary>
internal sealed class FieldKeys : IDisposable
{
    private const int Size = 32;
    private readonly byte[]? own;
    private readonly Dictionary<PersonalField, byte[]> kept = [];

    private FieldKeys(byte[]? own) => this.own = own;

    /// <summary>Whether the person's own key is there, and so every other.</summary>
    internal bool IsWhole => own is not null;

    internal static FieldKeys OfPerson(ReadOnlySpan<byte> key) => new(key.ToArray());

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    internal static FieldKeys Kept(ReadOnlySpan<byte> bytes)
    {
        var keys = new FieldKeys(own: null);
        for (var rest = bytes; !rest.IsEmpty; rest = rest[(1 + rest[0] + Size)..])
        {
            // A field that a later version does not know any more needs no key.
            if (Names.TryParse<PersonalField>(Encoding.ASCII.GetString(rest.Slice(1, rest[0])), out var field)) keys.kept[field] = rest.Slice(1 + rest[0], Size).ToArray();
        }

        return keys;
    }

    /// <summary>The keys of these fields alone: for each the length of its name, the name and 32 bytes. A field whose key is gone is left out.</summary>
    internal byte[] ToBytes(FieldSet fields)
    {
        using var bytes = new MemoryStream();
        foreach (var field in fields)
        {
            if (Find(field) is not { } key) continue;
            var name = Encoding.ASCII.GetBytes(Names.Of(field));
            bytes.WriteByte((byte)name.Length);
            bytes.Write(name);
            bytes.Write(key);
            CryptographicOperations.ZeroMemory(key);
        }

        return bytes.ToArray();
    }

    internal bool Has(PersonalField field) => IsWhole || kept.ContainsKey(field);

    /// <summary>The cipher of one field; the caller disposes it.</summary>
    /// <exception cref="CryptographicException">The key of the field was destroyed.</exception>
    internal AesGcm Of(PersonalField field)
    {
        var key = Find(field) ?? throw new CryptographicException("The key of this field was destroyed.");
        var cipher = Sealer.Key(key);
        CryptographicOperations.ZeroMemory(key);
        return cipher;
    }

    /// <summary>The cipher of the person, under which values lay before fields had keys of their own; the caller disposes it.</summary>
    /// <exception cref="CryptographicException">The key was destroyed.</exception>
    internal AesGcm OfPerson() => Sealer.Key(own ?? throw new CryptographicException("The key of this person was destroyed."));

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(own);
        foreach (var key in kept.Values) CryptographicOperations.ZeroMemory(key);
    }

    private byte[]? Find(PersonalField field) => own is null
        ? kept.TryGetValue(field, out var key) ? [.. key] : null
        : HKDF.Expand(HashAlgorithmName.SHA256, own, Size, Encoding.ASCII.GetBytes("field/" + Names.Of(field)));
}
