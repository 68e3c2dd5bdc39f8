using System.Text.Json.Nodes;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Partners;

/// <summary>The shapes of what the partner API answers.</summary>
internal static class PartnerApiSchemas
{
    internal static JsonObject Ref(string schema) => new() { ["$ref"] = $"#/components/schemas/{schema}" };

    internal static JsonObject All()
    {
        var schemas = Members();
        PartnerChangesDocument.AddShapesTo(schemas);
        return schemas;
    }

    private static JsonObject Members() => new()
    {
        ["FieldName"] = new JsonObject { ["type"] = "string", ["enum"] = Enum<PersonalField>() },
        ["Reason"] = new JsonObject { ["type"] = "string", ["enum"] = Enum<RefusalReason>() },
        ["MemberList"] = Shape(new JsonObject
        {
            ["members"] = new JsonObject { ["type"] = "array", ["items"] = Shape(new JsonObject { ["subject"] = Uuid(), ["version"] = Text("Changes when a field that your agreement lists changes; tells nothing else") }) },
            ["next"] = new JsonObject { ["type"] = new JsonArray("string", "null"), ["description"] = "Address of the next page; null at the end" },
        }),
        ["MemberRecord"] = Shape(new JsonObject
        {
            ["subject"] = Uuid(),
            ["version"] = Text("The version that the list shows"),
            ["fields"] = new JsonObject
            {
                ["type"] = "object",
                ["propertyNames"] = Ref("FieldName"),
                ["additionalProperties"] = new JsonObject { ["type"] = new JsonArray("string", "null"), ["description"] = "null when the member has given no value" },
            },
        }),
        ["Problem"] = new JsonObject
        {
            ["type"] = "object",
            ["description"] = "Problem details (RFC 9457); detail says what to do next",
            ["required"] = new JsonArray("type", "title", "status", "detail"),
            ["properties"] = new JsonObject
            {
                ["type"] = Text("Names the kind of problem"),
                ["title"] = Text("The kind of problem in words"),
                ["status"] = new JsonObject { ["type"] = "integer" },
                ["detail"] = Text("What to do next"),
                ["reasons"] = new JsonObject { ["type"] = "array", ["items"] = Ref("Reason") },
            },
        },
    };

    internal static JsonObject Shape(JsonObject properties) => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["required"] = new JsonArray([.. properties.Select(p => JsonValue.Create(p.Key))]),
        ["properties"] = properties,
    };

    internal static JsonObject Uuid() => new() { ["type"] = "string", ["format"] = "uuid" };

    private static JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };

    internal static JsonArray Enum<T>() where T : struct, Enum => new([.. Names.All<T>().Select(value => JsonValue.Create(Names.Of(value)))]);
}
