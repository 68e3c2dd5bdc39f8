using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Options;
using WorkforceTrack.App.Shell;
using WorkforceTrack.App.Surveys;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.WebLogs;

namespace WorkforceTrack.App.WebLogs;

/// <summary>
/// Notes each page that a person asks for, as it is asked for (W1). It stands before the log-in is read, so it cannot know who asks.
/// Every step inside the site asks for its page over HTTP, those of pages that act included: a circuit brings no page of its own.
/// </summary>
internal sealed class NotePage(RequestDelegate next, WebLogQueue queue, PagePatterns patterns, BoothAddress booth, IOptions<OrganisationOptions> organisation, TimeProvider clock)
{
    /// <summary>A request without any page at its address, from somebody who wants to read one.</summary>
    private const string NoPage = "/-";

    private readonly string publicOrigin = Origin.Of(organisation.Value.PublicOrigin);

    public Task InvokeAsync(HttpContext http)
    {
        if (PageOf(http) is { } page) queue.Add(LineOf(http, page));
        return next(http);
    }

    [Keeps("W1")]
    private WebLogLine LineOf(HttpContext http, string page) => WebLogLine.Of(
        clock.GetUtcNow(),
        http.Connection.RemoteIpAddress is { } address ? ClientAddress.Of(address.GetAddressBytes()) : null,
        domain: null,
        page,
        http.Request.Headers.UserAgent.ToString(),
        ReferrerOf(http.Request));

    private string? PageOf(HttpContext http)
    {
        // The page that stands in for an answer is no page that somebody asked for.
        if (http.Features.Get<IStatusCodeReExecuteFeature>() is not null || http.Features.Get<IExceptionHandlerFeature>() is not null) return null;
        // A page of the booth does not exist here either.
        return http.GetEndpoint() is { } endpoint && !PagePatterns.IsOfBooth(endpoint)
            ? patterns.Of(endpoint)
            : PagesForPeopleOnly.WantsHtml(http.Request) ? WebLogLine.Nothing : null;
    }

    // From outside the origin alone: what people read elsewhere is not ours to know. Of our own pages the pattern, never a value.
    private string? ReferrerOf(HttpRequest request)
    {
        if (!Uri.TryCreate(request.Headers.Referer.ToString(), UriKind.Absolute, out var from) || from.Scheme is not ("http" or "https")) return null;
        var origin = Origin.Of(from);
        if (origin == booth.OriginFor(request)) return null;
        var isOwn = origin == publicOrigin || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
        return isOwn ? origin + (patterns.At(PathString.FromUriComponent(from)) ?? NoPage) : origin;
    }
}
