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
/// <param name="Salt">Chance, so that nobody can guess the document from its hash.</param>
public sealed record ErasureReceipt(string Reference, string Organisation, DateOnly ErasedOn, DateOnly? LastBackupGoesOn, Salt Salt)
{
    public const string Format = "workforcetrack/erasure@v1";

    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>How each store was left, in words that hold once the receipt exists: it is written only then.</summary>
    public static ImmutableArray<(RecordPlace Place, string Evidence)> Evidence { get; } =
    [
        (RecordPlace.Main, "Removed, then asked for again: no row is left. Freed pages are overwritten and the journal is empty."),
        (RecordPlace.Vault, "The row and the key are destroyed. Freed pages are overwritten, the journal is empty, and every copy of the vault was written anew without them."),
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
            foreach (var (place, evidence) in Evidence) WritePlace(json, place, evidence);
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

    /// <summary>The day and the last day of backups, as they stand in a document.</summary>
    public static (DateOnly ErasedOn, DateOnly? LastBackupGoesOn) Read(byte[] document)
    {
        using var json = JsonDocument.Parse(document);
        var last = json.RootElement.GetProperty("last-backup-goes-on").GetString();
        return (ParseDay(json.RootElement.GetProperty("erased-on").GetString()!), last is null ? null : ParseDay(last));
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
