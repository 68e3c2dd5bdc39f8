using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Http.Features;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using WorkforceTrack.App.Shell;
using WorkforceTrack.App.SignIn;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace WorkforceTrack.App.Partners;

/// <summary>Before anything of a token request is read: not too many from one address, and not too long (ASVS 5.0, 2.4.1 and 6.3.1).</summary>
internal sealed class TokenRateLimit(IConfiguration configuration) : IOpenIddictServerHandler<ExtractTokenRequestContext>, IAsyncDisposable
{
    private const long LongestBody = 16_384;

    private readonly PartitionedRateLimiter<HttpContext> limiter = PartitionedRateLimiter.Create<HttpContext, string>(http => RateLimitPartition.GetFixedWindowLimiter(
        NetworkAddress.Of(http.Connection.RemoteIpAddress),
        _ => new FixedWindowRateLimiterOptions { PermitLimit = configuration.GetValue("Security:TokenRequestsPerMinute", 60), Window = TimeSpan.FromMinutes(1) }));

    public async ValueTask HandleAsync(ExtractTokenRequestContext context)
    {
        var http = context.Transaction.GetHttpRequest()!.HttpContext;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body) body.MaxRequestBodySize = LongestBody;
        using var lease = limiter.AttemptAcquire(http);
        if (lease.IsAcquired) return;
        var seconds = lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? (int)Math.Ceiling(wait.TotalSeconds) : 60;
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await PartnerProblem.TooManyRequests().ExecuteAsync(http);
        context.HandleRequest();
    }

    public ValueTask DisposeAsync() => limiter.DisposeAsync();
}

/// <summary>Grants an access token to a credential that lives; OpenIddict has checked its secret before (RFC 6749, 4.4).</summary>
internal sealed class GrantToken(PartnerCallers callers) : IOpenIddictServerHandler<HandleTokenRequestContext>
{
    internal const string Audience = "partner-api";

    public async ValueTask HandleAsync(HandleTokenRequestContext context)
    {
        var client = context.Request.ClientId!;
        if (await callers.ReadAsync(client) is null)
        {
            context.Reject(OpenIddictConstants.Errors.InvalidClient, "This credential was revoked. Ask us for a new one.");
            return;
        }

        var identity = new ClaimsIdentity(Audience, OpenIddictConstants.Claims.Subject, OpenIddictConstants.Claims.Role);
        identity.SetClaim(OpenIddictConstants.Claims.Subject, client);
        identity.SetDestinations(static _ => [OpenIddictConstants.Destinations.AccessToken]);
        var principal = new ClaimsPrincipal(identity);
        principal.SetResources(Audience);
        context.SignIn(principal);
    }
}
