using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.LegalProcess;

/// <summary>What is handed over: a zip archive with one file for each subject and a manifest that says what is in it and why (D6).</summary>
internal static class ProductionPackage
{
    internal const string ManifestName = "manifest.json";
    private static readonly JsonWriterOptions Json = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The archive, and the SHA-256 of its manifest.</summary>
    internal static (byte[] Archive, byte[] ManifestDigest) Write(ProductionFacts facts)
    {
        var files = facts.Subjects.Select(subject => (subject, Name: $"subject-{subject.Number}.json", Bytes: Subject(subject))).ToList();
        var manifest = Manifest(facts, files);
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, facts.At, "README.txt", Encoding.UTF8.GetBytes(Readme(facts)));
            Add(zip, facts.At, ManifestName, manifest);
            foreach (var (_, name, bytes) in files) Add(zip, facts.At, name, bytes);
        }

        return (buffer.ToArray(), SHA256.HashData(manifest));
    }

    private static byte[] Subject(ProducedSubject subject) => Written(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("subject", subject.Number);
        json.WriteStartObject("fields");
        foreach (var (field, value) in subject.Values.OrderBy(v => v.Key)) json.WriteString(Names.Of(field), value.Open());
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static byte[] Manifest(ProductionFacts facts, IEnumerable<(ProducedSubject Subject, string Name, byte[] Bytes)> files) => Written(json =>
    {
        json.WriteStartObject();
        json.WriteString("format", "workforcetrack/production@v1");
        json.WriteString("organisation", facts.Organisation);
        json.WriteString("case", facts.Reference);
        json.WriteString("for", facts.Intake.Agency.Open());
        json.WriteString("instrument", facts.Intake.Instrument.Open());
        json.WriteString("kind", Names.Of(facts.File.Kind!.Value));
        json.WriteString("basis", Names.Of(facts.File.Basis));
        json.WriteString("policy", facts.Policy.ToString());
        json.WriteString("produced-at", facts.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"));
        json.WriteString("period-from", facts.File.Scope.Period.From.ToString("yyyy-MM-dd"));
        json.WriteString("period-to", facts.File.Scope.Period.To.ToString("yyyy-MM-dd"));
        json.WriteStartArray("files");
        foreach (var (subject, name, bytes) in files)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteNumber("size", bytes.Length);
            json.WriteString("sha256", Convert.ToHexStringLower(SHA256.HashData(bytes)));
            json.WriteString("approved", subject.Approved.ToString());
            json.WriteString("held", FieldSet.From(subject.Values.Keys).ToString());
            if (subject.Entry is { } entry) json.WriteString("ledger-entry", entry.Value.ToString("N"));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static string Readme(ProductionFacts facts) =>
        $"""
        {facts.Organisation}, case {facts.Reference}

        manifest.json    what is in this package, on what ground, and the SHA-256 of every file
        subject-N.json   what was approved and is held about one person; people are numbered as in the demand

        A field that is approved and missing in "held" is one of which we hold no value, or held none in the period.
        To check a file: sha256sum subject-1.json, and compare with the manifest.

        """;

    private static byte[] Written(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Json)) write(json);
        return buffer.ToArray();
    }

    private static void Add(ZipArchive zip, DateTimeOffset at, string name, byte[] bytes)
    {
        var entry = zip.CreateEntry(name);
        entry.LastWriteTime = at;
        using var stream = entry.Open();
        stream.Write(bytes);
    }
}

/// <summary>What the package is made of.</summary>
internal sealed record ProductionFacts(
    string Organisation, string Reference, CaseIntake Intake, CaseFile File, PolicyNumber Policy, DateTimeOffset At, ImmutableArray<ProducedSubject> Subjects);

/// <summary>One person in a package.</summary>
/// <param name="Number">As in the demand.</param>
/// <param name="Approved">The fields that were approved.</param>
/// <param name="Values">The values of them that are held and were held in the period.</param>
/// <param name="Entry">The entry of the ledger under which they were opened; null when nothing was held.</param>
internal sealed record ProducedSubject(int Number, FieldSet Approved, IReadOnlyDictionary<PersonalField, Redacted<string>> Values, EntryId? Entry);
