using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Partners;

/// <summary>What a partner's program reads when something is not to be had: problem details (RFC 9457), with what to do next.</summary>
internal static class PartnerProblem
{
    internal const string ContentType = "application/problem+json";

    internal static IResult BadRequest(string detail) => Of(400, "bad-request", "The request cannot be read", detail);

    internal static IResult NoToken() => Of(401, "no-token", "No valid access token",
        "Get an access token from /connect/token with your client ID and secret, and send it as: Authorization: Bearer.");

    internal static IResult Revoked() => Of(401, "invalid-token", "The access token is not valid",
        "It has expired, belongs to something else, or its credential was revoked. Get a new one from /connect/token.");

    internal static IResult NotFound() => Of(404, "not-found", "There is nothing here", "Look in /partner/v1/openapi.json for what there is.");

    /// <summary>The same words for a subject of another partner and for one that never was.</summary>
    internal static IResult NoSuchSubject() => Of(404, "no-such-subject", "No such member",
        "Nobody is known to you by this subject. List your members again and drop the ones that are no longer there.");

    /// <summary>The same words for a change of another partner, one that never was, and one that a newer one took the place of.</summary>
    internal static IResult NoSuchChange() => Of(404, "no-such-change", "No such change",
        "Nothing of this id waits for you. It may have been drawn together with a newer change: list the changes again and acknowledge what is there.");

    internal static IResult MethodNotAllowed(string allowed) => Of(405, "method-not-allowed", "This address is not used like that", $"Use {allowed}.");

    internal static IResult TooManyRequests() => Of(429, "too-many-requests", "Too many requests", "Wait as long as Retry-After says, then go on more slowly.");

    internal static IResult Failed() => Of(500, "failed", "Something went wrong here", "Nothing was given out. Try again; if it happens again, write to us.");

    internal static IResult LimitReached(ImmutableArray<RefusalReason> reasons) =>
        Of(429, "daily-limit", "The limit for today is reached", RefusalWords.Next(RefusalReason.DailyLimitReached), reasons);

    internal static IResult Refused(ImmutableArray<RefusalReason> reasons) =>
        Of(403, "refused", "Refused", string.Join(' ', reasons.Select(r => $"{RefusalWords.Of(r)} {RefusalWords.Next(r)}")), reasons);

    private static IResult Of(int status, string type, string title, string detail, ImmutableArray<RefusalReason>? reasons = null)
    {
        var problem = new ProblemDetails { Status = status, Type = $"urn:workforcetrack:problem:{type}", Title = title, Detail = detail };
        if (reasons is { } known) problem.Extensions["reasons"] = known.Select(Names.Of).ToArray();
        return Results.Json(problem, contentType: ContentType, statusCode: status);
    }
}
