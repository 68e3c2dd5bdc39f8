using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.Domain.Policy;

/// <summary>Reads the members of a stored policy version. Whether they are all, and in order, <see cref="PolicyJson"/> judges by writing them again.</summary>
internal static class PolicyJsonReader
{
    internal static bool TryRead(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out PolicyVersion? version)
    {
        version = null;
        try
        {
            using var json = JsonDocument.Parse(bytes);
            version = Version(json.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            // What JsonElement throws for damaged text, a value of another kind, or a member that is not there.
        }

        return version is not null;
    }

    private static PolicyVersion Version(JsonElement json)
    {
        var flows = All(json.GetProperty("flows"), Flow);
        if (flows.Select(f => (f.Recipient, f.RecipientId, f.Purpose, f.Basis)).Distinct().Count() != flows.Length) throw new FormatException("A flow is there twice.");
        var fields = All(json.GetProperty("fields"), Field);
        // Judged by the version's own declarations: an old version stays readable when today's program declares less.
        if (flows.Any(f => f.Recipient == RecipientKind.Partner && !PartnerFlow.IsSound(f, fields))) throw new FormatException("A flow is none that a partner may have.");
        ImmutableArray<DeclaredSurvey> surveys = json.TryGetProperty("surveys", out var described) ? All(described, Survey) : [];
        if (surveys.DistinctBy(s => s.Audience).Count() != surveys.Length) throw new FormatException("A survey is there twice.");

        return new PolicyVersion(
            PolicyNumber.TryParse(Text(json, "number"), out var number) ? number : throw new FormatException("No number."),
            DateOnly.ParseExact(Text(json, "published"), "yyyy-MM-dd", CultureInfo.InvariantCulture),
            json.GetProperty("material").GetBoolean(),
            All(json.GetProperty("clauses"), Clause),
            fields,
            flows)
        {
            Surveys = surveys,
        };
    }

    private static Clause Clause(JsonElement json) =>
        new(Text(json, "id"), Text(json, "title"), Text(json, "text"), Name<Keeping>(json.GetProperty("keeping")), Text(json, "note"));

    private static FieldDeclaration Field(JsonElement json) => new(
        Name<PersonalField>(json.GetProperty("field")),
        Text(json, "label"),
        Text(json, "why"),
        json.GetProperty("required").GetBoolean(),
        json.GetProperty("max-length").GetInt32(),
        All(json.GetProperty("sources"), Name<FieldSource>),
        All(json.GetProperty("purposes"), Name<Purpose>),
        Name<Retention>(json.GetProperty("retention")));

    private static DeclaredFlow Flow(JsonElement json) => new(
        Text(json, "id"),
        Name<RecipientKind>(json.GetProperty("recipient")),
        json.GetProperty("recipient-name").GetString(),
        json.GetProperty("recipient-id") is { ValueKind: not JsonValueKind.Null } id ? id.GetGuid() : null,
        Name<Purpose>(json.GetProperty("purpose")),
        Name<LegalBasis>(json.GetProperty("basis")),
        FieldSet.From(All(json.GetProperty("fields"), Name<PersonalField>)),
        Text(json, "text"));

    private static DeclaredSurvey Survey(JsonElement json) => new(Name<Audience>(json.GetProperty("audience")), Text(json, "text"));

    private static ImmutableArray<T> All<T>(JsonElement json, Func<JsonElement, T> read) => [.. json.EnumerateArray().Select(read)];

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException("Text is missing.");

    private static T Name<T>(JsonElement json) where T : struct, Enum =>
        Names.TryParse<T>(json.GetString() ?? "", out var value) ? value : throw new FormatException("A name is unknown.");
}
