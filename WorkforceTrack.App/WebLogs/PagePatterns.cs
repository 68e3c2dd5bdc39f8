using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;
using WorkforceTrack.App.Booth;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.WebLogs;

/// <summary>Pages by their route pattern, as in /console/disclosures/{id}: what a line may say of a page, since it holds no value (W1).</summary>
internal sealed class PagePatterns(EndpointDataSource endpoints)
{
    private readonly ConcurrentDictionary<RoutePattern, string> texts = new();
    private readonly Lazy<ImmutableArray<Known>> pages = new(() => Read(endpoints));

    /// <summary>The pattern of the page that an endpoint is; null when it is none of the member pages.</summary>
    [Keeps("W1")]
    internal string? Of(Endpoint? endpoint) => endpoint is RouteEndpoint route && IsPage(route) ? texts.GetOrAdd(route.RoutePattern, TextOf) : null;

    /// <summary>The pattern of the page at a path; null when there is none.</summary>
    [Keeps("W1")]
    internal string? At(PathString path)
    {
        foreach (var page in pages.Value)
        {
            if (page.Matcher.TryMatch(path, [])) return page.Text;
        }

        return null;
    }

    internal static bool IsOfBooth(Endpoint endpoint) => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is { } page && BoothDoor.IsOfBooth(page.Type);

    private static bool IsPage(Endpoint endpoint) => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null && !IsOfBooth(endpoint);

    // What is named stands before what is a value, so that /register/done is not taken for a value under /register.
    private static ImmutableArray<Known> Read(EndpointDataSource endpoints) =>
    [
        .. endpoints.Endpoints.OfType<RouteEndpoint>().Where(IsPage).DistinctBy(e => e.RoutePattern.RawText)
            .OrderBy(e => e.RoutePattern.InboundPrecedence)
            .Select(e => new Known(new TemplateMatcher(new RouteTemplate(e.RoutePattern), []), TextOf(e.RoutePattern))),
    ];

    // Without constraints, and in small letters as addresses are written.
    private static string TextOf(RoutePattern pattern) => "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternParameterPart parameter => $"{{{parameter.Name.ToLowerInvariant()}}}",
        RoutePatternLiteralPart literal => literal.Content.ToLowerInvariant(),
        RoutePatternSeparatorPart separator => separator.Content,
        _ => "",
    }))));

    private sealed record Known(TemplateMatcher Matcher, string Text);
}
