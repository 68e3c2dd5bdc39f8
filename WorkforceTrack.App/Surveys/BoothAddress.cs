using Microsoft.Extensions.Options;
using WorkforceTrack.App.Shell;
using WorkforceTrack.App.Storage;

namespace WorkforceTrack.App.Surveys;

/// <summary>
/// Where the booth is: an origin of its own (Booth:Origin), so that no cookie of the member pages reaches it and they cannot read its
/// storage. In Development it is 127.0.0.1 beside localhost, on the port that the program was asked at.
/// </summary>
internal sealed class BoothAddress
{
    private const string DevelopmentBooth = "127.0.0.1";
    private const string DevelopmentPublic = "localhost";

    private readonly Uri? booth;
    private readonly string publicOrigin;
    private readonly bool isDevelopment;

    public BoothAddress(IConfiguration configuration, IHostEnvironment environment, IOptions<OrganisationOptions> organisation)
    {
        publicOrigin = Origin.Of(organisation.Value.PublicOrigin);
        isDevelopment = environment.IsDevelopment();
        if (configuration["Booth:Origin"] is not { Length: > 0 } set) return;
        if (!Uri.TryCreate(set, UriKind.Absolute, out booth) || booth.Scheme is not ("http" or "https") || booth.PathAndQuery is not "/")
            throw new StartRefusedException($"Booth:Origin is {set}, which is no origin. Set it to scheme, host and port alone, as in https://booth.example.org.");
        if (string.Equals(Origin.Of(booth), publicOrigin, StringComparison.Ordinal))
            throw new StartRefusedException("Booth:Origin is the same as Organisation:PublicOrigin. The booth needs an origin of its own, so that no log-in reaches it.");
    }

    /// <summary>Whether there is a booth at all.</summary>
    internal bool IsKnown => booth is not null || isDevelopment;

    /// <summary>Whether this request came to the booth.</summary>
    internal bool IsBooth(HttpRequest request) => booth is null
        ? isDevelopment && string.Equals(request.Host.Host, DevelopmentBooth, StringComparison.Ordinal)
        : string.Equals(request.Host.Host, booth.IdnHost, StringComparison.OrdinalIgnoreCase) && (request.Host.Port is not { } port || port == booth.Port);

    /// <summary>The origin of the booth, for a page that was asked for by this request; null where there is none.</summary>
    internal string? OriginFor(HttpRequest request) => booth is { } set ? Origin.Of(set) : isDevelopment ? Beside(request, DevelopmentBooth) : null;

    /// <summary>What member pages may frame (CSP frame-src); null where there is no booth.</summary>
    internal string? FrameSource => booth is { } set ? Origin.Of(set) : isDevelopment ? $"http://{DevelopmentBooth}:*" : null;

    /// <summary>The origin of the member pages, for a page of the booth.</summary>
    internal string PublicOriginFor(HttpRequest request) => booth is null && isDevelopment ? Beside(request, DevelopmentPublic) : publicOrigin;

    private static string Beside(HttpRequest request, string host) => $"{request.Scheme}://{host}{(request.Host.Port is { } port ? $":{port}" : "")}";
}
