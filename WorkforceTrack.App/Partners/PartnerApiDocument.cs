using System.Text.Json;
using System.Text.Json.Nodes;

namespace WorkforceTrack.App.Partners;

/// <summary>
/// The OpenAPI 3.1 document of the partner API. Names of fields and of reasons come from the vocabulary itself, so they
/// cannot drift; a test holds the rest against the answers.
/// </summary>
internal static class PartnerApiDocument
{
    internal static string Json { get; } = Write().ToJsonString(new JsonSerializerOptions { WriteIndented = true });

    private static JsonObject Write() => new()
    {
        ["openapi"] = "3.1.0",
        ["info"] = new JsonObject
        {
            ["title"] = "WorkforceTrack partner API",
            ["version"] = "1",
            ["description"] = "Reads exactly the agreed fields of exactly the members who selected your service, one member at a time. Every read is written down and shown to the member.",
        },
        ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
        ["security"] = new JsonArray(new JsonObject { ["credential"] = new JsonArray() }),
        ["paths"] = Paths(),
        ["components"] = new JsonObject
        {
            ["securitySchemes"] = new JsonObject
            {
                ["credential"] = new JsonObject
                {
                    ["type"] = "oauth2",
                    ["flows"] = new JsonObject { ["clientCredentials"] = new JsonObject { ["tokenUrl"] = "/connect/token", ["scopes"] = new JsonObject() } },
                },
            },
            ["schemas"] = PartnerApiSchemas.All(),
        },
    };

    private static JsonObject Paths()
    {
        var paths = new JsonObject
        {
            ["/partner/v1/members"] = new JsonObject { ["get"] = List() },
            ["/partner/v1/members/{subject}"] = new JsonObject { ["get"] = Read() },
        };
        PartnerChangesDocument.AddTo(paths);
        return paths;
    }

    private static JsonObject List() => new()
    {
        ["operationId"] = "listMembers",
        ["summary"] = "The members who selected your service, by the names under which you know them",
        ["description"] = "No field is in it. A page may be shorter than the limit; go on while there is a next.",
        ["parameters"] = new JsonArray(
            Parameter("limit", "query", "Most members on the page", new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = ListSubjects.MostOnOnePage, ["default"] = 100 }),
            Parameter("after", "query", "The last subject of the page before; take it from next", PartnerApiSchemas.Uuid())),
        ["responses"] = new JsonObject
        {
            ["200"] = Answer("A page of members", "MemberList", "Link"),
            ["400"] = Problem("limit or after cannot be read"),
            ["401"] = Problem("No valid access token", "WWW-Authenticate"),
            ["403"] = Problem("Refused, with the reasons: no agreement in force, suspended, or not described in the policy"),
            ["405"] = Problem("Another method than GET", "Allow"),
            ["429"] = Problem("Too many requests", "Retry-After"),
        },
    };

    private static JsonObject Read() => new()
    {
        ["operationId"] = "readMember",
        ["summary"] = "The fields that you name, of one member",
        ["description"] = "All fields or none. Addresses (email, postal-address) need the member's own consent to be written to. With If-None-Match, what you hold already is not given again and does not count.",
        ["parameters"] = new JsonArray(
            Parameter("subject", "path", "The name under which you know the member", PartnerApiSchemas.Uuid(), required: true),
            Parameter("fields", "query", "Names of fields, separated by commas", new JsonObject { ["type"] = "array", ["minItems"] = 1, ["uniqueItems"] = true, ["items"] = PartnerApiSchemas.Ref("FieldName") }, required: true, explode: false),
            Parameter("If-None-Match", "header", "The ETag of what you hold", new JsonObject { ["type"] = "string" })),
        ["responses"] = new JsonObject
        {
            ["200"] = Answer("The record", "MemberRecord", "ETag"),
            ["304"] = new JsonObject { ["description"] = "What you hold is current", ["headers"] = Headers("ETag") },
            ["400"] = Problem("fields cannot be read"),
            ["401"] = Problem("No valid access token", "WWW-Authenticate"),
            ["403"] = Problem("Refused, with every reason"),
            ["404"] = Problem("Nobody is known to you by this subject"),
            ["405"] = Problem("Another method than GET", "Allow"),
            ["429"] = Problem("Too many requests, or the agreement's limit for the day is reached", "Retry-After"),
        },
    };

    internal static JsonObject Parameter(string name, string place, string description, JsonObject schema, bool required = false, bool? explode = null)
    {
        var parameter = new JsonObject { ["name"] = name, ["in"] = place, ["required"] = required, ["description"] = description, ["schema"] = schema };
        if (explode is { } value) parameter["explode"] = value;
        return parameter;
    }

    internal static JsonObject Answer(string description, string schema, string header) =>
        Response(description, "application/json", schema, header);

    internal static JsonObject Problem(string description, params string[] headers) => Response(description, PartnerProblem.ContentType, "Problem", headers);

    private static JsonObject Response(string description, string type, string schema, params string[] headers)
    {
        var response = new JsonObject
        {
            ["description"] = description,
            ["content"] = new JsonObject { [type] = new JsonObject { ["schema"] = PartnerApiSchemas.Ref(schema) } },
        };
        if (headers.Length > 0) response["headers"] = Headers(headers);
        return response;
    }

    private static JsonObject Headers(params string[] names) =>
        new(names.Select(name => KeyValuePair.Create<string, JsonNode?>(name, new JsonObject { ["schema"] = new JsonObject { ["type"] = "string" } })));
}
