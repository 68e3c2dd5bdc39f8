using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Erasure;

/// <summary>
/// The receipt of an erasure (T2): what is gone, with the evidence for each store, what stays under which clause, and when the last
/// backup goes. It names nobody and gives no counts: a member's entries in the ledger must not be told by their number.
/// </summary>
/// <param name="Reference">By which the member asks for it.</param>
/// <param name="Organisation">Who erased.</param>
/// <param name="ErasedOn">The UTC day.</param>
/// <param name="LastBackupGoesOn">The day by which the last backup that holds something sealed is recycled; null when there is none.</param>
/// <param name="HasVaultCopies">Whether copies of the vault are made.</param>
/// <param name="Salt">Chance, so that nobody can guess the document from its hash.</param>
public sealed record ErasureReceipt(string Reference, string Organisation, DateOnly ErasedOn, DateOnly? LastBackupGoesOn, bool HasVaultCopies, Salt Salt)
{
    public const string Format = "workforcetrack/erasure@v1";

    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>How each store was left, in words that hold once the receipt exists: it is written only then.</summary>
    public static ImmutableArray<(RecordPlace Place, string Evidence)> Evidence(bool hasVaultCopies) =>
    [
        (RecordPlace.Main, "Removed, then asked for again: no row is left. Freed pages are overwritten and the journal is empty."),
        (RecordPlace.Vault, "The row and the key are destroyed. Freed pages are overwritten and the journal is empty. "
            + (hasVaultCopies ? "They are destroyed in the copy of the vault in the folder of backups as well." : "No copy of the vault is made here.")),
        (RecordPlace.Files, "Mail was removed from the folder for mail."),
    ];

    /// <summary>The document itself; its SHA-256 stands in the ledger.</summary>
    /// <param name="kept">How long a kind of record is kept, in words, as it is set.</param>
    public byte[] ToJson(Func<RecordDeclaration, string> kept)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteString("organisation", Organisation);
            json.WriteString("reference", Reference);
            json.WriteString("erased-on", Day(ErasedOn));
            json.WriteStartArray("erased");
            foreach (var (place, evidence) in Evidence(HasVaultCopies)) WritePlace(json, place, evidence);
            json.WriteEndArray();
            json.WriteString("last-backup-goes-on", LastBackupGoesOn is { } last ? Day(last) : null);
            json.WriteStartArray("stays");
            foreach (var record in RecordDeclarations.ThatStay) WriteStaying(json, record, kept(record));
            json.WriteEndArray();
            json.WriteString("salt", Salt.Value.ToString("x32", System.Globalization.CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>What stands in a document: the day, the last day of backups, and the evidence for each store.</summary>
    public static ErasureFacts Read(byte[] document)
    {
        using var json = JsonDocument.Parse(document);
        var last = json.RootElement.GetProperty("last-backup-goes-on").GetString();
        return new ErasureFacts(
            ParseDay(json.RootElement.GetProperty("erased-on").GetString()!),
            last is null ? null : ParseDay(last),
            [.. json.RootElement.GetProperty("erased").EnumerateArray().Select(store => (
                Names.TryParse<RecordPlace>(store.GetProperty("store").GetString()!, out var place) ? place : throw new InvalidDataException("A receipt names a store that this version does not know."),
                store.GetProperty("evidence").GetString()!))]);
    }

    private static void WritePlace(Utf8JsonWriter json, RecordPlace place, string evidence)
    {
        json.WriteStartObject();
        json.WriteString("store", Names.Of(place));
        json.WriteStartArray("records");
        foreach (var record in RecordDeclarations.ThatGo.Where(r => r.Place == place)) json.WriteStringValue(Names.Of(record.Kind));
        json.WriteEndArray();
        json.WriteNumber("left", 0);
        json.WriteString("evidence", evidence);
        json.WriteEndObject();
    }

    private static void WriteStaying(Utf8JsonWriter json, RecordDeclaration record, string kept)
    {
        json.WriteStartObject();
        json.WriteString("record", Names.Of(record.Kind));
        json.WriteString("clause", record.Clause);
        json.WriteString("kept", kept);
        json.WriteString("why", record.Why);
        json.WriteEndObject();
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static DateOnly ParseDay(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>What a receipt says.</summary>
/// <param name="ErasedOn">The UTC day.</param>
/// <param name="LastBackupGoesOn">The day by which the last backup goes; null when there was none.</param>
/// <param name="Evidence">How each store was left.</param>
public sealed record ErasureFacts(DateOnly ErasedOn, DateOnly? LastBackupGoesOn, ImmutableArray<(RecordPlace Place, string Evidence)> Evidence);
