using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using WorkforceTrack.App.Shell;
using WorkforceTrack.App.Vault;

namespace WorkforceTrack.App.SignIn;

/// <summary>
/// How often forms that try passwords or addresses may be sent: by network address, and by the user ID they name.
/// The counts live in memory only, and the user ID is in them as its keyed index (ASVS 5.0, 2.4.1 and 6.3.1).
/// </summary>
internal sealed class RateLimits(IConfiguration configuration, KeyRing keys) : IConfigureOptions<RateLimiterOptions>
{
    /// <summary>For [EnableRateLimiting] on a page with such a form.</summary>
    internal const string People = "people";

    private const int LongestUserId = 256;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly int perAddress = configuration.GetValue("Security:AttemptsPerAddress", 60);
    private readonly int perUserId = configuration.GetValue("Security:AttemptsPerUserId", 20);

    public void Configure(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (context, _) =>
        {
            context.HttpContext.Response.Headers.RetryAfter = Window.TotalSeconds.ToString("F0");
            return ValueTask.CompletedTask;
        };
        options.AddPolicy(People, http => HttpMethods.IsPost(http.Request.Method)
            ? Limit(NetworkAddress.Of(http.Connection.RemoteIpAddress), perAddress)
            : RateLimitPartition.GetNoLimiter(""));
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http => NamedUserId(http) is { } userId
            ? Limit(Convert.ToBase64String(keys.UserIdIndex(userId)), perUserId)
            : RateLimitPartition.GetNoLimiter(""));
    }

    private static string? NamedUserId(HttpContext http) =>
        HttpMethods.IsPost(http.Request.Method)
        && http.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName == People
        && http.Features.Get<IFormFeature>()?.Form?["UserId"].ToString() is { Length: > 0 and <= LongestUserId } userId
            ? userId.Trim()
            : null;

    private static RateLimitPartition<string> Limit(string key, int attempts) => RateLimitPartition.GetFixedWindowLimiter(
        key, _ => new FixedWindowRateLimiterOptions { PermitLimit = attempts, Window = Window, QueueLimit = 0 });
}
