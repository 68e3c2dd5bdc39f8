using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Validation.AspNetCore;
using WorkforceTrack.App.SignIn;

namespace WorkforceTrack.App.Partners;

/// <summary>
/// Stands before every route of the partner API: a live credential, not too fast, nothing cached, and problem details even
/// for a fault of our own.
/// </summary>
internal sealed class PartnerGuard(PartnerCallers callers, PartnerPace pace, ILogger<PartnerGuard> log) : IEndpointFilter
{
    private static readonly object Key = new();

    internal static PartnerCaller CallerOf(HttpContext http) => (PartnerCaller)http.Items[Key]!;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers.CacheControl = "no-store";
        try
        {
            if (IsDocument(http)) return await next(context);
            var ticket = await http.AuthenticateAsync(OpenIddictValidationAspNetCoreDefaults.AuthenticationScheme);
            if (await callers.ReadAsync(ticket.Principal) is not { } caller) return Refuse(http);
            using var lease = pace.Acquire(caller.Credential);
            if (!lease.IsAcquired) return SlowDown(http, lease);
            http.Items[Key] = caller;
            return await next(context);
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or BadHttpRequestException))
        {
            // The kind only: a message may hold what was asked.
            log.Failed(fault.GetType().Name);
            return PartnerProblem.Failed();
        }
    }

    // Who may use the API is no secret, nor is how.
    private static bool IsDocument(HttpContext http) => http.Request.Path == "/partner/v1/openapi.json";

    // RFC 6750, 3: the error is named only when a token came with the request.
    private static IResult Refuse(HttpContext http)
    {
        var isGiven = http.Request.Headers.Authorization.Count > 0;
        http.Response.Headers.WWWAuthenticate = isGiven ? "Bearer realm=\"partner\", error=\"invalid_token\"" : "Bearer realm=\"partner\"";
        return isGiven ? PartnerProblem.Revoked() : PartnerProblem.NoToken();
    }

    private static IResult SlowDown(HttpContext http, RateLimitLease lease)
    {
        var seconds = lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? (int)Math.Ceiling(wait.TotalSeconds) : 60;
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return PartnerProblem.TooManyRequests();
    }
}

/// <summary>How fast one credential may ask; a refusal is an entry too, and nobody shall fill the ledger with them (ASVS 5.0, 2.4.1).</summary>
internal sealed class PartnerPace(IConfiguration configuration) : IAsyncDisposable
{
    private readonly PartitionedRateLimiter<Guid> limiter = PartitionedRateLimiter.Create<Guid, Guid>(credential => RateLimitPartition.GetFixedWindowLimiter(
        credential,
        _ => new FixedWindowRateLimiterOptions { PermitLimit = configuration.GetValue("Security:PartnerRequestsPerMinute", 1_200), Window = TimeSpan.FromMinutes(1) }));

    internal RateLimitLease Acquire(Guid credential) => limiter.AttemptAcquire(credential);

    public ValueTask DisposeAsync() => limiter.DisposeAsync();
}

internal static partial class PartnerGuardLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "A request of the partner API failed ({Kind}); nothing was given out.")]
    internal static partial void Failed(this ILogger logger, string kind);
}
