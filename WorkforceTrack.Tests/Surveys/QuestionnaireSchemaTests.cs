using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using WorkforceTrack.Domain.Surveys;
using WorkforceTrack.Tests.HouseRules;

namespace WorkforceTrack.Tests.Surveys;

/// <summary>The published schema and the program agree on what a questionnaire's file is, so that whoever writes one by the schema is not turned away.</summary>
public sealed class QuestionnaireSchemaTests
{
    private static readonly JsonNode Schema = JsonNode.Parse(File.ReadAllText(Path.Combine(House.Root, "WorkforceTrack.App", "wwwroot", "schemas", "questionnaire-1.json")))!;

    private static readonly string Stored = Encoding.UTF8.GetString(QuestionnaireJson.Write(Example.Questionnaire));

    /// <summary>A member of the example, by its JSON Pointer, and what is put there instead ("-" takes it away, "+" adds it to the list).</summary>
    public static TheoryData<string, string, bool> Changes => new()
    {
        { "/title", Text(120), true }, { "/title", Text(121), false }, { "/title", "\"\"", false }, { "/title", "\" \"", false }, { "/title", "1", false }, { "/title", "-", false },
        { "/introduction", Text(2000), true }, { "/introduction", Text(2001), false }, { "/introduction", "null", false }, { "/introduction", "-", false },
        { "/format", "\"workforcetrack/questionnaire@v2\"", false }, { "/format", "-", false }, { "/other", "1", false },
        { "/questions", "[]", false }, { "/questions", "{}", false }, { "/questions", "-", false }, { "/questions", Comments(100), true }, { "/questions", Comments(101), false }, { "/questions/8", "5", false },
        { "/cross-tabs", "-", true }, { "/cross-tabs", "[]", true }, { "/cross-tabs", "null", false }, { "/cross-tabs/0", "{\"groups\":\"works\"}", false }, { "/cross-tabs/0", "{\"groups\":\"works\",\"answers\":\"shifts\",\"x\":1}", false },
        { "/cross-tabs", "[{\"groups\":\"works\",\"answers\":\"shifts\"},{\"groups\":\"works\",\"answers\":\"shifts\"}]", false }, { "/cross-tabs", Pairs(10), true }, { "/cross-tabs", Pairs(11), false },
        { "/questions/8/key", $"\"a{new string('-', 31)}\"", true }, { "/questions/8/key", $"\"a{new string('b', 32)}\"", false }, { "/questions/8/key", "\"A\"", false }, { "/questions/8/key", "\"a\\n\"", false }, { "/questions/8/key", "-", false },
        { "/questions/8/kind", "\"essay\"", false }, { "/questions/8/kind", "-", false }, { "/questions/8/kind", "\"statement\"", true }, { "/questions/8/kind", "\"scale\"", false },
        { "/questions/8/text", Text(300), true }, { "/questions/8/text", Text(301), false }, { "/questions/8/text", "\"\"", false }, { "/questions/8/text", "-", false },
        { "/questions/8/help", "-", true }, { "/questions/8/help", Text(500), true }, { "/questions/8/help", Text(501), false }, { "/questions/8/help", "\"\"", false }, { "/questions/8/help", "null", false },
        { "/questions/8/options", "[\"a\",\"b\"]", false },
        { "/questions/2/shown-if", "-", true }, { "/questions/2/shown-if", "null", false }, { "/questions/2/shown-if/question", "-", false }, { "/questions/2/shown-if/options", "-", false },
        { "/questions/2/shown-if/options", "[]", false }, { "/questions/2/shown-if/options", "[0,0]", false }, { "/questions/2/shown-if/options", "[-1]", false }, { "/questions/2/shown-if/options", "[30]", false }, { "/questions/2/shown-if/options", "[1,0]", true },
        { "/questions/3/options", Options(30), true }, { "/questions/3/options", Options(31), false }, { "/questions/3/options", Options(1), false }, { "/questions/3/options", "-", false },
        { "/questions/3/options/0", Text(120), true }, { "/questions/3/options/0", Text(121), false }, { "/questions/3/options/0", "\"\"", false }, { "/questions/3/options/0", "0", false }, { "/questions/3/options/0", "\"Time\"", false },
        { "/questions/4/unit", "-", true }, { "/questions/4/unit", Text(30), true }, { "/questions/4/unit", Text(31), false }, { "/questions/4/unit", "\"\"", false }, { "/questions/5/unit", "\"days\"", false },
        { "/questions/4/edges", "[]", false }, { "/questions/4/edges", "[0,1,2,3,4,5,6,7,8,9,10,11]", true }, { "/questions/4/edges", "[0,1,2,3,4,5,6,7,8,9,10,11,12]", false }, { "/questions/4/edges", "[1,1]", false }, { "/questions/4/edges", "-", false },
        { "/questions/4/edges", "[-2147483648,2147483647]", true }, { "/questions/4/edges", "[-2147483649]", false }, { "/questions/4/edges", "[2147483648]", false }, { "/questions/4/edges", "[1.5]", false }, { "/questions/4/edges", "[\"1\"]", false },
        { "/questions/5/edges/0", "\"2019-12-31\"", true }, { "/questions/5/edges/0", "\"2019-02-29\"", false }, { "/questions/5/edges/0", "\"31.12.2019\"", false }, { "/questions/5/edges", "[]", false }, { "/questions/5/edges", "-", false },
        { "/questions/5/edges", Days(12), true }, { "/questions/5/edges", Days(13), false },
        { "/questions/6/from", "-100", false }, { "/questions/6/to", "11", true }, { "/questions/6/from", "-101", false }, { "/questions/6/to", "101", false }, { "/questions/6/from", "-", false }, { "/questions/6/to", "-", false },
        { "/questions/6/lowest", "-", false }, { "/questions/6/lowest", "\"\"", false }, { "/questions/6/highest", Text(120), true }, { "/questions/6/highest", Text(121), false }, { "/questions/6/highest", "-", false },
    };

    /// <summary>What needs more than a schema: sums, order, and other places of the file.</summary>
    public static TheoryData<string, string> BeyondASchema => new()
    {
        { "/questions/6/from", "-100" }, { "/questions/6/to", "1" }, { "/questions/4/edges", "[2,1]" }, { "/questions/8/key", "\"works\"" }, { "/questions/2/shown-if/options", "[2]" },
        { "/questions/2/shown-if/question", "\"nobody\"" }, { "/questions/2/shown-if/question", "\"mood\"" }, { "/questions/3/options/0", "\"TIME\"" }, { "/cross-tabs/0/groups", "\"needs\"" }, { "/cross-tabs/0/groups", "\"shifts\"" },
        { "/title", "\"two\\nlines\"" }, { "/questions/6/from", "1.0" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Schema_and_program_take_the_same_files(string pointer, string value, bool isGood)
    {
        var document = Changed(pointer, value);

        Assert.Equal(isGood, IsTaken(document));
        Assert.Equal(isGood || BeyondASchema.Any(b => b.Data == (pointer, value)), new SchemaCheck(Schema).Allows(document));
    }

    [Theory]
    [MemberData(nameof(BeyondASchema))]
    public void What_a_schema_cannot_say_the_program_refuses(string pointer, string value)
    {
        Assert.True(new SchemaCheck(Schema).Allows(Changed(pointer, value)));
        Assert.False(IsTaken(Changed(pointer, value)));
    }

    [Fact]
    public void Whatever_the_program_writes_keeps_the_schema() =>
        QuestionnaireGen.Sound.Sample(questionnaire => new SchemaCheck(Schema).Allows(JsonNode.Parse(QuestionnaireJson.Write(questionnaire))));

    [Fact]
    public void The_schema_is_of_the_draft_that_it_names_and_leads_to_no_host()
    {
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", Schema["$schema"]!.GetValue<string>());
        Assert.Equal("urn:workforcetrack:schema:questionnaire:1", Schema["$id"]!.GetValue<string>());
        Assert.Equal(QuestionnaireJson.Format, Schema["properties"]!["format"]!["const"]!.GetValue<string>());
    }

    private static bool IsTaken(JsonNode document) =>
        QuestionnaireJson.Read(Encoding.UTF8.GetBytes(document.ToJsonString())) is QuestionnaireReading.Read read && QuestionnaireRules.Faults(read.Questionnaire).IsEmpty;

    private static JsonNode Changed(string pointer, string value)
    {
        var document = JsonNode.Parse(Stored)!;
        var path = pointer[1..].Split('/');
        var parent = path[..^1].Aggregate(document, (node, step) => node is JsonArray list ? list[int.Parse(step)]! : node[step]!);
        if (value == "-") parent.AsObject().Remove(path[^1]);
        else if (parent is JsonArray list) list[int.Parse(path[^1])] = JsonNode.Parse(value);
        else parent[path[^1]] = JsonNode.Parse(value);
        // Other questions must not speak of one that is gone.
        if (pointer == "/questions") document.AsObject().Remove("cross-tabs");
        if (pointer == "/cross-tabs" && value.Contains("\"p0\"", StringComparison.Ordinal))
        {
            for (var i = 0; i < 12; i++) document["questions"]!.AsArray().Add(JsonNode.Parse($"{{\"kind\":\"single-choice\",\"key\":\"p{i}\",\"text\":\"Yes?\",\"options\":[\"Yes\",\"No\"]}}"));
        }

        return document;
    }

    private static string Text(int length) => $"\"{new string('x', length)}\"";

    private static string List(int count, Func<int, string> item) => $"[{string.Join(',', Enumerable.Range(0, count).Select(item))}]";

    private static string Options(int count) => List(count, i => $"\"Option {i}\"");

    private static string Comments(int count) => List(count, i => $"{{\"kind\":\"comment\",\"key\":\"q{i}\",\"text\":\"Why?\"}}");

    private static string Pairs(int count) => List(count, i => $"{{\"groups\":\"p{i}\",\"answers\":\"p{i + 1}\"}}");

    private static string Days(int count) => List(count, i => $"\"2020-01-{i + 1:00}\"");
}
