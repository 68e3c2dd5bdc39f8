using System.Text.Json.Nodes;
using WorkforceTrack.Domain.Partners;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Partners;

/// <summary>The part of the OpenAPI document that describes how a partner learns of corrections, withdrawals and erasures.</summary>
internal static class PartnerChangesDocument
{
    internal static void AddTo(JsonObject paths)
    {
        paths[PartnersEndpoints.Changes] = new JsonObject { ["get"] = List() };
        paths[$"{PartnersEndpoints.Changes}/{{id}}/acknowledgement"] = new JsonObject { ["post"] = Acknowledge() };
    }

    internal static void AddShapesTo(JsonObject schemas)
    {
        schemas["ChangeKind"] = new JsonObject { ["type"] = "string", ["enum"] = PartnerApiSchemas.Enum<ChangeKind>() };
        schemas["ChangeList"] = PartnerApiSchemas.Shape(new JsonObject
        {
            ["changes"] = new JsonObject { ["type"] = "array", ["items"] = PartnerApiSchemas.Ref("Change") },
            ["next"] = new JsonObject { ["type"] = new JsonArray("string", "null"), ["description"] = "Address of the next page; null at the end" },
        });
        schemas["Change"] = PartnerApiSchemas.Shape(new JsonObject
        {
            ["id"] = PartnerApiSchemas.Uuid(),
            ["kind"] = PartnerApiSchemas.Ref("ChangeKind"),
            ["subject"] = PartnerApiSchemas.Uuid(),
            ["fields"] = new JsonObject { ["type"] = "array", ["items"] = PartnerApiSchemas.Ref("FieldName"), ["description"] = "The fields concerned, of those that you were given; empty for erased, which concerns all" },
            ["since"] = new JsonObject { ["type"] = "string", ["format"] = "date", ["description"] = "The UTC day since which it waits" },
        });
    }

    private static JsonObject List() => new()
    {
        ["operationId"] = "listChanges",
        ["summary"] = "What changed of data that you received, and that you have not acknowledged yet",
        ["description"] = "corrected: the fields have another value now, or none; read them again. withdrawn: use the fields no longer and erase what you received until that day. "
            + "erased: the member left; erase everything. No value is in it. The order tells nothing. Several changes of one member are drawn together under a new id. "
            + "You can read and must acknowledge this also while you are suspended and after your agreement has ended, as long as your credential is good: "
            + "the duty to correct and to erase outlives the agreement. Ask at least once a day, from the beginning, until the list is empty.",
        ["parameters"] = new JsonArray(
            PartnerApiDocument.Parameter("limit", "query", "Most changes on the page", new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = ListSubjects.MostOnOnePage, ["default"] = 100 }),
            PartnerApiDocument.Parameter("after", "query", "The id of the last change of the page before; take it from next", PartnerApiSchemas.Uuid())),
        ["responses"] = new JsonObject
        {
            ["200"] = PartnerApiDocument.Answer("A page of changes", "ChangeList", "Link"),
            ["400"] = PartnerApiDocument.Problem("limit or after cannot be read"),
            ["401"] = PartnerApiDocument.Problem("No valid access token", "WWW-Authenticate"),
            ["405"] = PartnerApiDocument.Problem("Another method than GET", "Allow"),
            ["429"] = PartnerApiDocument.Problem("Too many requests", "Retry-After"),
        },
    };

    private static JsonObject Acknowledge() => new()
    {
        ["operationId"] = "acknowledgeChange",
        ["summary"] = "Confirms that you have done what a change asks",
        ["description"] = "Without a body. Acknowledging again is answered alike. The member sees that you confirmed.",
        ["parameters"] = new JsonArray(PartnerApiDocument.Parameter("id", "path", "The id of the change", PartnerApiSchemas.Uuid(), required: true)),
        ["responses"] = new JsonObject
        {
            ["204"] = new JsonObject { ["description"] = "Acknowledged" },
            ["401"] = PartnerApiDocument.Problem("No valid access token", "WWW-Authenticate"),
            ["404"] = PartnerApiDocument.Problem("Nothing of this id waits for you; list the changes again"),
            ["405"] = PartnerApiDocument.Problem("Another method than POST", "Allow"),
            ["429"] = PartnerApiDocument.Problem("Too many requests", "Retry-After"),
        },
    };
}
