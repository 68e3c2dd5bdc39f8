using System.Globalization;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Partners;

/// <summary>The partner API over HTTP. Every answer is JSON or problem details, and none is kept by a cache.</summary>
internal static class PartnersEndpoints
{
    internal const string Members = "/partner/v1/members";
    internal const string Changes = "/partner/v1/changes";
    private const int DefaultLimit = 100;
    private static readonly string FieldWords = string.Join(", ", Names.All<PersonalField>().Select(Names.Of));

    private static readonly (string Route, string Allowed)[] Known =
    [
        ("/v1/openapi.json", "GET"), ("/v1/members", "GET"), ("/v1/members/{subject}", "GET"), ("/v1/changes", "GET"), ("/v1/changes/{id}/acknowledgement", "POST"),
    ];

    internal static void Map(WebApplication app)
    {
        // Whether a token is good is said by the filter, in problem details; no cookie opens anything here.
        var api = app.MapGroup("/partner").AddEndpointFilter<PartnerGuard>().DisableAntiforgery();
        api.MapGet("/v1/openapi.json", () => Results.Text(PartnerApiDocument.Json, "application/json"));
        api.MapGet("/v1/members", ListAsync);
        api.MapGet("/v1/members/{subject}", ReadAsync);
        api.MapGet("/v1/changes", ChangesAsync);
        api.MapPost("/v1/changes/{id}/acknowledgement", AcknowledgeAsync);
        foreach (var (known, allowed) in Known) api.Map(known, (HttpContext http) => WrongMethod(http, allowed));
        api.Map("/{**rest}", PartnerProblem.NotFound);
    }

    private static IResult WrongMethod(HttpContext http, string allowed)
    {
        http.Response.Headers.Allow = allowed;
        return PartnerProblem.MethodNotAllowed(allowed);
    }

    private static async Task<IResult> ListAsync(HttpContext http, ListSubjects list)
    {
        if (!TryLimit(http.Request.Query["limit"], out var limit))
            return PartnerProblem.BadRequest($"limit must be one whole number from 1 to {ListSubjects.MostOnOnePage}.");
        if (!TryAfter(http.Request.Query["after"], out var after))
            return PartnerProblem.BadRequest("after must be one subject, as given in next.");
        switch (await list.ListAsync(PartnerGuard.CallerOf(http), limit, after))
        {
            case SubjectPage.Listed page:
                var next = page.Next is { } subject ? $"{Members}?limit={limit}&after={subject.Value:D}" : null;
                if (next is not null) http.Response.Headers.Link = $"<{next}>; rel=\"next\"";
                return Results.Json(new MemberList([.. page.Members.Select(m => new ListedMember(m.Subject.Value.ToString("D"), m.Version))], next));
            case SubjectPage.Refused refused:
                return PartnerProblem.Refused(refused.Reasons);
            default:
                throw new InvalidOperationException("A page of a kind that the partner API has no answer for.");
        }
    }

    private static async Task<IResult> ReadAsync(string subject, HttpContext http, ReadMember read, TimeProvider clock)
    {
        if (!TryFields(http.Request.Query["fields"], out var fields))
            return PartnerProblem.BadRequest($"fields must name each wanted field once, separated by commas. The names are: {FieldWords}.");
        var name = Guid.TryParseExact(subject, "D", out var id) ? new PartnerSubject(id) : (PartnerSubject?)null;
        var held = http.Request.GetTypedHeaders().IfNoneMatch;
        switch (await read.ReadAsync(PartnerGuard.CallerOf(http), name, fields, tag => Holds(held, tag)))
        {
            case MemberAnswer.Unchanged unchanged:
                http.Response.Headers.ETag = unchanged.Tag;
                return Results.StatusCode(StatusCodes.Status304NotModified);
            case MemberAnswer.Opened opened:
                http.Response.Headers.ETag = opened.Tag;
                var values = fields.ToDictionary(Names.Of, f => opened.Values.TryGetValue(f, out var value) ? value.Open() : null, StringComparer.Ordinal);
                return Results.Json(new MemberRecord(id.ToString("D"), opened.Version, values));
            case MemberAnswer.Refused refused when refused.Reasons.Contains(RefusalReason.NoSuchSubject):
                return PartnerProblem.NoSuchSubject();
            case MemberAnswer.Refused { Reasons: [RefusalReason.DailyLimitReached] } refused:
                http.Response.Headers.RetryAfter = SecondsToMidnight(clock.GetUtcNow()).ToString(CultureInfo.InvariantCulture);
                return PartnerProblem.LimitReached(refused.Reasons);
            case MemberAnswer.Refused refused:
                return PartnerProblem.Refused(refused.Reasons);
            default:
                throw new InvalidOperationException("An answer of a kind that the partner API has no answer for.");
        }
    }

    private static async Task<IResult> ChangesAsync(HttpContext http, ListChanges list)
    {
        if (!TryLimit(http.Request.Query["limit"], out var limit))
            return PartnerProblem.BadRequest($"limit must be one whole number from 1 to {ListSubjects.MostOnOnePage}.");
        if (!TryAfter(http.Request.Query["after"], out var after))
            return PartnerProblem.BadRequest("after must be one id of a change, as given in next.");
        var page = await list.ListAsync(PartnerGuard.CallerOf(http), limit, after?.Value);
        var next = page.Next is { } id ? $"{Changes}?limit={limit}&after={id:D}" : null;
        if (next is not null) http.Response.Headers.Link = $"<{next}>; rel=\"next\"";
        return Results.Json(new ChangeList([.. page.Changes.Select(ToldChange.Of)], next));
    }

    private static async Task<IResult> AcknowledgeAsync(string id, HttpContext http, AcknowledgeChange acknowledge) =>
        Guid.TryParseExact(id, "D", out var change) && await acknowledge.AcknowledgeAsync(PartnerGuard.CallerOf(http), change)
            ? Results.NoContent()
            : PartnerProblem.NoSuchChange();

    // RFC 9110, 13.1.2: If-None-Match compares weakly, and a star means anything that there is.
    private static bool Holds(IList<EntityTagHeaderValue> held, string tag) =>
        held.Any(h => h.Equals(EntityTagHeaderValue.Any) || h.Tag == tag);

    private static bool TryLimit(StringValues typed, out int limit)
    {
        limit = DefaultLimit;
        return typed.Count == 0
            || (typed is [{ } text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= ListSubjects.MostOnOnePage);
    }

    private static bool TryAfter(StringValues typed, out PartnerSubject? after)
    {
        after = typed is [{ } text] && Guid.TryParseExact(text, "D", out var id) ? new PartnerSubject(id) : null;
        return typed.Count == 0 || after is not null;
    }

    private static bool TryFields(StringValues typed, out FieldSet fields)
    {
        fields = FieldSet.Empty;
        return typed is [{ } text] && Names.TryParseFields(text, out fields);
    }

    private static int SecondsToMidnight(DateTimeOffset now) => (int)Math.Ceiling((now.UtcDateTime.Date.AddDays(1) - now.UtcDateTime).TotalSeconds);
}

/// <summary>A page of members on the wire.</summary>
internal sealed record MemberList(IReadOnlyList<ListedMember> Members, string? Next);

/// <summary>One member in a page on the wire.</summary>
internal sealed record ListedMember(string Subject, string Version);

/// <summary>One record on the wire. It is written once and dropped; its values are open.</summary>
internal sealed record MemberRecord(string Subject, string Version, IReadOnlyDictionary<string, string?> Fields)
{
    // INVARIANT: the values were opened for the wire; they must not get into a log by way of the record's own words.
    public override string ToString() => $"record of {Subject}";
}
