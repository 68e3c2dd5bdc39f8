using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace WorkforceTrack.Domain.Policy;

/// <summary>The stored form of a policy version: one byte string for one version, so that its digest in the ledger shows any change (O3).</summary>
[Keeps("O3")]
public static class PolicyJson
{
    // The text is stored and hashed, never put into a page as it is, so letters may stay letters.
    private static readonly JsonWriterOptions Canonical = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The canonical bytes.</summary>
    public static byte[] Write(PolicyVersion version)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Canonical);
        json.WriteStartObject();
        json.WriteString("number", version.Number.ToString());
        json.WriteString("published", version.Published.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteBoolean("material", version.IsMaterial);
        WriteArray(json, "clauses", version.Clauses, WriteClause);
        WriteArray(json, "fields", version.Fields, WriteField);
        WriteArray(json, "flows", version.Flows, WriteFlow);
        // INVARIANT: versions from before there were surveys keep the bytes whose digest stands in the ledger.
        if (!version.Surveys.IsEmpty) WriteArray(json, "surveys", version.Surveys, WriteSurvey);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>SHA-256 of the canonical bytes.</summary>
    public static byte[] Digest(PolicyVersion version) => SHA256.HashData(Write(version));

    /// <summary>Reads canonical bytes, and nothing else: an unknown, missing, doubled or moved member, and even a space, is refused.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out PolicyVersion? version)
    {
        if (PolicyJsonReader.TryRead(bytes, out version) && bytes.Span.SequenceEqual(Write(version))) return true;
        version = null;
        return false;
    }

    private static void WriteClause(Utf8JsonWriter json, Clause clause)
    {
        json.WriteString("id", clause.Id);
        json.WriteString("title", clause.Title);
        json.WriteString("text", clause.Text);
        json.WriteString("keeping", Names.Of(clause.Keeping));
        json.WriteString("note", clause.Note);
    }

    private static void WriteField(Utf8JsonWriter json, FieldDeclaration field)
    {
        json.WriteString("field", Names.Of(field.Field));
        json.WriteString("label", field.Label);
        json.WriteString("why", field.Why);
        json.WriteBoolean("required", field.Required);
        json.WriteNumber("max-length", field.MaxLength);
        WriteNames(json, "sources", field.Sources);
        WriteNames(json, "purposes", field.Purposes);
        json.WriteString("retention", Names.Of(field.Retention));
    }

    private static void WriteFlow(Utf8JsonWriter json, DeclaredFlow flow)
    {
        json.WriteString("id", flow.Id);
        json.WriteString("recipient", Names.Of(flow.Recipient));
        json.WriteString("recipient-name", flow.RecipientName);
        json.WriteString("recipient-id", flow.RecipientId?.ToString("D"));
        json.WriteString("purpose", Names.Of(flow.Purpose));
        json.WriteString("basis", Names.Of(flow.Basis));
        WriteNames(json, "fields", flow.Fields);
        json.WriteString("text", flow.Text);
    }

    private static void WriteSurvey(Utf8JsonWriter json, DeclaredSurvey survey)
    {
        json.WriteString("audience", Names.Of(survey.Audience));
        json.WriteString("text", survey.Text);
    }

    private static void WriteArray<T>(Utf8JsonWriter json, string name, ImmutableArray<T> items, Action<Utf8JsonWriter, T> write)
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
}
