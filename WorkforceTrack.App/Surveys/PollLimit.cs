using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Surveys;

/// <summary>
/// How often polls are answered from one network within an hour (Survey:PollAnswersPerNetwork). A network is known here by a hash
/// under a key of this run alone, in memory alone (S3): no address is stored.
/// </summary>
[Keeps("S3")]
internal sealed class PollLimit : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly byte[] key = Randomness.Bytes(32);
    private readonly PartitionedRateLimiter<string> limiter;

    public PollLimit(IConfiguration configuration)
    {
        var most = configuration.GetValue("Survey:PollAnswersPerNetwork", 30);
        limiter = PartitionedRateLimiter.Create<string, string>(network => RateLimitPartition.GetFixedWindowLimiter(
            network, _ => new FixedWindowRateLimiterOptions { PermitLimit = most, Window = Window, QueueLimit = 0 }));
    }

    /// <summary>What stands for a network from now on.</summary>
    internal string Hide(string network) => Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(network)));

    /// <summary>Whether one more answer may come from there now; counts it.</summary>
    internal bool TryTake(string? hidden)
    {
        using var lease = limiter.AttemptAcquire(hidden ?? "");
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();
}
