using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace WorkforceTrack.Tests.Surveys;

/// <summary>
/// As much of JSON Schema (draft 2020-12) as the published schema uses. A keyword that it does not know throws, so the schema
/// cannot say more than is checked here.
/// </summary>
internal sealed class SchemaCheck(JsonNode schema)
{
    internal bool Allows(JsonNode? document) => Allows(schema.AsObject(), document);

    private bool Allows(JsonObject rules, JsonNode? value) => rules.All(rule => Keeps(rules, rule.Key, rule.Value!, value));

    private bool Keeps(JsonObject rules, string keyword, JsonNode rule, JsonNode? value) => keyword switch
    {
        "$schema" or "$id" or "$defs" or "title" or "description" => true,
        "$ref" => Allows(Definition(rule.GetValue<string>()), value),
        "oneOf" => rule.AsArray().Count(r => Allows(r!.AsObject(), value)) == 1,
        "const" => JsonNode.DeepEquals(rule, value),
        "type" => IsOf(rule.GetValue<string>(), value),
        "required" => value is not JsonObject o || rule.AsArray().All(name => o.ContainsKey(name!.GetValue<string>())),
        "properties" => value is not JsonObject o || rule.AsObject().All(p => !o.TryGetPropertyValue(p.Key, out var member) || Allows(p.Value!.AsObject(), member)),
        "additionalProperties" when !rule.GetValue<bool>() => value is not JsonObject o || o.All(p => rules["properties"]!.AsObject().ContainsKey(p.Key)),
        "items" => value is not JsonArray a || a.All(item => Allows(rule.AsObject(), item)),
        "minItems" => value is not JsonArray a || a.Count >= rule.GetValue<int>(),
        "maxItems" => value is not JsonArray a || a.Count <= rule.GetValue<int>(),
        "uniqueItems" => value is not JsonArray a || !a.Where((item, at) => a.Take(at).Any(earlier => JsonNode.DeepEquals(earlier, item))).Any(),
        "minLength" => Text(value) is not { } t || t.EnumerateRunes().Count() >= rule.GetValue<int>(),
        "maxLength" => Text(value) is not { } t || t.EnumerateRunes().Count() <= rule.GetValue<int>(),
        // In ECMA-262 a dollar is the end and nothing else.
        "pattern" => Text(value) is not { } t || Regex.IsMatch(t, rule.GetValue<string>().Replace("$", "\\z", StringComparison.Ordinal), RegexOptions.None, TimeSpan.FromSeconds(1)),
        "format" when rule.GetValue<string>() == "date" => Text(value) is not { } t || DateOnly.TryParseExact(t, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "minimum" => Number(value) is not { } n || n >= rule.GetValue<double>(),
        "maximum" => Number(value) is not { } n || n <= rule.GetValue<double>(),
        _ => throw new NotSupportedException($"{keyword} is not checked here."),
    };

    private JsonObject Definition(string pointer) => schema["$defs"]![pointer["#/$defs/".Length..]]!.AsObject();

    private static bool IsOf(string type, JsonNode? value) => type switch
    {
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => Text(value) is not null,
        "integer" => Number(value) is { } n && Math.Floor(n) == n,
        _ => throw new NotSupportedException($"The type {type} is not checked here."),
    };

    private static string? Text(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static double? Number(JsonNode? value) => value?.GetValueKind() == JsonValueKind.Number ? double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) : null;
}
