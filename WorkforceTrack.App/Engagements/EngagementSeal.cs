using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Engagements;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Engagements;

/// <summary>
/// What is sealed of an engagement: the organisation under a key of the engagement, the documents under another that goes with their
/// retention, and name and address of each person under the person's own.
/// </summary>
internal sealed class EngagementSeal(KeyRing keys)
{
    private const string Named = "engagement/organisation";

    /// <summary>Seals who the organisation is; the commitment is what the ledger holds of the name.</summary>
    internal (byte[] Sealed, Commitment Name) Organisation(EngagementId engagement, string name, string contact)
    {
        var salt = Randomness.Bytes(Salt.Length);
        using var key = Key(NameOfKey(engagement));
        var sealedBytes = Sealer.Seal(key, JsonSerializer.SerializeToUtf8Bytes(new Stored(name, contact, salt)), Sealer.Context(Named, engagement.Value));
        return (sealedBytes, Commitment.To(Salt.From(salt), name));
    }

    /// <summary>Who the organisation is.</summary>
    internal EngagedOrganisation OpenOrganisation(EngagementRow row)
    {
        using var key = Key(NameOfKey(row.Id));
        var stored = JsonSerializer.Deserialize<Stored>(Open(key, Named, row.Id.Value, row.SealedOrganisation)) ?? throw new CryptographicException("What is sealed of an engagement is damaged.");
        return new EngagedOrganisation(stored.Name, stored.Contact, Commitment.To(Salt.From(stored.Salt), stored.Name));
    }

    internal byte[] Document(EngagementId engagement, DocumentKind kind, ReadOnlySpan<byte> file)
    {
        using var key = Key(NameOfDocumentKey(engagement));
        return Sealer.Seal(key, file, Sealer.Context(PlaceOf(kind), engagement.Value));
    }

    /// <summary>A document; null when its key is gone.</summary>
    internal byte[]? OpenDocument(EngagementDocumentRow row)
    {
        if (keys.FindProgramKey(NameOfDocumentKey(row.Engagement)) is not { } bytes) return null;
        using var key = Sealer.Key(bytes);
        return Open(key, PlaceOf(row.Kind), row.Engagement.Value, row.Sealed);
    }

    /// <summary>Destroys both keys of an engagement that is thrown away: what was sealed under them opens no more, from backups either.</summary>
    internal Task DestroyAllAsync(EngagementId engagement) => keys.DestroyProgramKeysAsync(NameOfKey(engagement), NameOfDocumentKey(engagement));

    internal static string NameOfDocumentKey(EngagementId engagement) => $"engagement/{engagement.Value:N}/documents";

    internal static byte[] Name(AesGcm key, Guid person, Redacted<string> name) => Seal(key, "engaged/name", person, name);

    internal static byte[] Address(AesGcm key, Guid person, Redacted<string> address) => Seal(key, "engaged/address", person, address);

    internal static Redacted<string> OpenName(AesGcm key, EngagedPersonRow person) => new(Encoding.UTF8.GetString(Open(key, "engaged/name", person.Id, person.SealedName)));

    internal static Redacted<string> OpenAddress(AesGcm key, EngagedPersonRow person) => new(Encoding.UTF8.GetString(Open(key, "engaged/address", person.Id, person.SealedAddress)));

    private static string NameOfKey(EngagementId engagement) => $"engagement/{engagement.Value:N}";

    private static string PlaceOf(DocumentKind kind) => kind switch
    {
        DocumentKind.Signed => "engagement/signed",
        DocumentKind.Certificate => "engagement/certificate",
    };

    private static byte[] Seal(AesGcm key, string place, Guid id, Redacted<string> value) => Sealer.Seal(key, Encoding.UTF8.GetBytes(value.Open()), Sealer.Context(place, id));

    private static byte[] Open(AesGcm key, string place, Guid id, byte[] sealedBytes) => Sealer.Open(key, sealedBytes, Sealer.Context(place, id));

    private AesGcm Key(string name) => Sealer.Key(keys.ProgramKey(name, () => Randomness.Bytes(32)));

    private sealed record Stored(string Name, string Contact, byte[] Salt)
    {
        public override string ToString() => "(sealed)";
    }
}

/// <summary>An engaged organisation as members and staff read it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Contact">Where to ask.</param>
/// <param name="Commitment">What the ledger holds of this very name.</param>
public sealed record EngagedOrganisation(string Name, string Contact, Commitment Commitment);
