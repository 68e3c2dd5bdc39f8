using System.Text.Encodings.Web;
using System.Text.Json;
using WorkforceTrack.Domain.Consents;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Consents;

/// <summary>A consent receipt as JSON-LD in the W3C Data Privacy Vocabulary, profile dpv-27560 (ISO/IEC TS 27560:2023).</summary>
internal static class ReceiptJson
{
    internal const string ContentType = "application/ld+json";
    internal const string Schema = "https://w3id.org/dpv/schema/dpv-27560#receipt-record";
    private const string RecordSchema = "https://w3id.org/dpv/schema/dpv-27560#record";

    // The file is no part of a page, so the letters of a name may stand as they are.
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static byte[] Write(ConsentReceipt receipt)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            Context(json);
            json.WriteString("@id", receipt.Urn + "#receipt");
            json.WriteString("@type", "dpv:ConsentReceipt");
            Link(json, "dct:conformsTo", Schema);
            json.WriteString("dpv:hasIdentifier", receipt.Urn + "#receipt");
            Moment(json, "dct:created", receipt.CreatedAt);
            json.WriteStartObject("dpv:hasRecordOfActivity");
            Record(json, receipt);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void Record(Utf8JsonWriter json, ConsentReceipt receipt)
    {
        json.WriteString("@id", receipt.Urn);
        json.WriteString("@type", "dpv:ConsentRecord");
        Link(json, "dct:conformsTo", RecordSchema);
        json.WriteString("dpv:hasIdentifier", receipt.Record.Value.ToString("D"));
        json.WriteStartObject("dpv:hasDataSubject");
        json.WriteString("@id", receipt.Urn + "#subject");
        json.WriteString("@type", "dpv:DataSubject");
        json.WriteEndObject();
        Notice(json, receipt.Notice);
        Party(json, "dpv:hasDataController", "dpv:DataController", receipt.Controller);
        json.WriteStartObject("dpv:hasProcess");
        json.WriteString("@type", "dpv:Process");
        json.WriteStartObject("dpv:hasPurpose");
        json.WriteString("@type", ReceiptTerms.Of(receipt.Purpose));
        json.WriteString("dct:title", PolicyWords.Of(receipt.Purpose));
        json.WriteEndObject();
        json.WriteStartArray("dpv:hasPersonalData");
        foreach (var field in receipt.Fields) Field(json, field);
        json.WriteEndArray();
        Link(json, "dpv:hasLegalBasis", "dpv:ExpressedConsent");
        if (receipt.Recipient is { } recipient) Party(json, "dpv:hasRecipient", "dpv:ThirdParty", recipient);
        json.WriteEndObject();
        json.WriteStartObject("dpv:hasConsentControl");
        json.WriteString("@type", "dpv:WithdrawConsent");
        json.WriteString("dct:description", "Log in and press Withdraw beside this consent. It works at once.");
        Link(json, "dpv:isExercisedAt", receipt.WithdrawAt.ToString());
        json.WriteEndObject();
        json.WriteStartArray("dpv:hasConsentStatus");
        Status(json, "dpv:ConsentGiven", receipt.GivenAt);
        if (receipt.State is not (ConsentState.Given or ConsentState.Renewed)) Status(json, ReceiptTerms.Of(receipt.State), receipt.EndedAt ?? receipt.CreatedAt);
        json.WriteEndArray();
    }

    private static void Context(Utf8JsonWriter json)
    {
        json.WriteStartObject("@context");
        json.WriteString("dpv", "https://w3id.org/dpv#");
        json.WriteString("pd", "https://w3id.org/dpv/pd#");
        json.WriteString("dct", "http://purl.org/dc/terms/");
        json.WriteString("xsd", "http://www.w3.org/2001/XMLSchema#");
        json.WriteString("spdx", "http://spdx.org/rdf/terms#");
        json.WriteEndObject();
    }

    private static void Notice(Utf8JsonWriter json, ConsentNotice notice)
    {
        json.WriteStartObject("dpv:hasNotice");
        json.WriteString("@id", notice.Address.ToString());
        json.WriteString("@type", "dpv:ConsentNotice");
        json.WriteString("dct:hasVersion", notice.Version.ToString());
        json.WriteString("dct:date", notice.Published.ToString("yyyy-MM-dd"));
        json.WriteString("dct:language", "en");
        json.WriteStartObject("spdx:checksum");
        Link(json, "spdx:algorithm", "spdx:checksumAlgorithm_sha256");
        json.WriteString("spdx:checksumValue", notice.Sha256);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Party(Utf8JsonWriter json, string property, string type, ReceiptParty party)
    {
        json.WriteStartObject(property);
        if (party.Address is { } address) json.WriteString("@id", address.ToString());
        json.WriteString("@type", type);
        json.WriteString("dpv:hasName", party.Name);
        json.WriteString("dpv:hasContact", party.Contact);
        json.WriteEndObject();
    }

    private static void Field(Utf8JsonWriter json, PersonalField field)
    {
        json.WriteStartObject();
        json.WriteString("@type", ReceiptTerms.Of(field));
        json.WriteString("dct:identifier", Names.Of(field));
        json.WriteString("dct:title", FieldDeclarations.Of(field).Label);
        json.WriteEndObject();
    }

    private static void Status(Utf8JsonWriter json, string type, DateTimeOffset at)
    {
        json.WriteStartObject();
        json.WriteString("@type", type);
        Link(json, "dpv:isIndicatedBy", "dpv:DataSubject");
        Moment(json, "dpv:isIndicatedAtTime", at);
        json.WriteEndObject();
    }

    private static void Link(Utf8JsonWriter json, string property, string id)
    {
        json.WriteStartObject(property);
        json.WriteString("@id", id);
        json.WriteEndObject();
    }

    private static void Moment(Utf8JsonWriter json, string property, DateTimeOffset at)
    {
        json.WriteStartObject(property);
        json.WriteString("@type", "xsd:dateTime");
        json.WriteString("@value", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
        json.WriteEndObject();
    }
}
