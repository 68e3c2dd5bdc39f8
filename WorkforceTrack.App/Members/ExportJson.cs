using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using WorkforceTrack.App.Disclosures;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Members;

/// <summary>An export for machines. Names are those of the wire; every declared field is there, held or not.</summary>
internal static class ExportJson
{
    internal const string Format = "workforcetrack/export@v1";

    // A file of its own, never part of a page, so the letters of a name may stand as they are.
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static byte[] Write(OwnExport export)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteString("organisation", export.Organisation);
            json.WriteString("made-at", Moment(export.MadeAt));
            json.WriteString("policy", export.Policy?.ToString());
            json.WriteBoolean("mail-address-checked", export.IsAddressChecked);
            WriteAll(json, "fields", export.Fields, Field);
            WriteAll(json, "consents", export.Consents, Consent);
            WriteAll(json, "selections", export.Selections, Selection);
            WriteAll(json, "ledger", export.Entries, Entry);
            WriteRecords(json, export);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    // Every kind that would go when the member leaves is there, also one of which there is nothing.
    private static void WriteRecords(Utf8JsonWriter json, OwnExport export)
    {
        json.WriteStartObject("records");
        foreach (var record in RecordDeclarations.ThatGo)
        {
            WriteAll(json, Names.Of(record.Kind), export.Records.Where(r => r.Kind == record.Kind), (to, found) =>
            {
                foreach (var (name, value) in found.Facts) to.WriteString(name, value);
            });
        }

        json.WriteEndObject();
    }

    private static void Field(Utf8JsonWriter json, HeldField field)
    {
        json.WriteString("field", Names.Of(field.Field));
        json.WriteString("label", field.Declaration.Label);
        json.WriteString("value", field.Stored?.Value.Open());
        json.WriteString("source", field.Stored is { } stored ? Names.Of(stored.Source) : null);
        json.WriteString("stored-on", field.Stored?.On.ToString("yyyy-MM-dd"));
        WriteNames(json, "purposes", field.Declaration.Purposes);
        json.WriteString("retention", Names.Of(field.Declaration.Retention));
        WriteAll(json, "seen-by", field.SeenBy, (to, seen) =>
        {
            to.WriteString("who", seen.By);
            to.WriteNumber("times", seen.Times);
            to.WriteString("last-on", seen.Last.ToString("yyyy-MM-dd"));
        });
    }

    private static void Consent(Utf8JsonWriter json, ExportedConsent exported)
    {
        var consent = exported.Consent;
        json.WriteString("record", consent.Id.Value.ToString("D"));
        json.WriteString("purpose", Names.Of(consent.Purpose));
        json.WriteString("recipient", exported.Recipient);
        WriteNames(json, "fields", consent.Fields);
        json.WriteString("policy", consent.Policy.ToString());
        json.WriteString("state", Names.Of(consent.State));
        json.WriteString("given-at", Moment(consent.GivenAt));
        json.WriteString("ended-at", consent.EndedAt is { } ended ? Moment(ended) : null);
    }

    private static void Selection(Utf8JsonWriter json, ExportedSelection selection)
    {
        json.WriteString("service", selection.Service);
        json.WriteString("partner", selection.Partner);
        json.WriteString("consent", selection.Consent.ToString("D"));
        json.WriteString("selected-at", Moment(selection.SelectedAt));
        json.WriteString("ended-at", selection.EndedAt is { } ended ? Moment(ended) : null);
    }

    private static void Entry(Utf8JsonWriter json, OwnEntry entry)
    {
        json.WriteNumber("index", entry.Index);
        json.WriteString("text", Encoding.UTF8.GetString(CanonicalEntry.Encode(entry.Entry)));
        json.WriteString("partner", entry.Partner?.Name);
        json.WriteString("reason", entry.Reason?.Text?.Open());
    }

    private static void WriteAll<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNames<T>(Utf8JsonWriter json, string name, IEnumerable<T> values) where T : struct, Enum
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(Names.Of(value));
        json.WriteEndArray();
    }

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");
}
