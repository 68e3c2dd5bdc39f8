using WorkforceTrack.App.Disclosures;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Engagements;

/// <summary>How often the people of one engagement together may ask for a member's fields in an hour (D5, SE1). Counted in the ledger, refusals included.</summary>
internal sealed class EngagedLimit(IConfiguration configuration, ILogger<EngagedLimit> log)
{
    internal int PerHour { get; } = configuration.GetValue("Security:EngagedReadsPerHour", 60);

    /// <summary>How it stands with the limit, if it is reached; else null.</summary>
    internal async Task<LookStop?> ReachedAsync(MainWork work, EngagementId engagement)
    {
        var stop = await LookLimit.ReachedAsync(work, engagement.Value, PerHour);
        if (stop is not null) log.ReadsStopped(engagement.Value, PerHour);
        return stop;
    }
}

internal static partial class EngagedLimitLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Engagement {Engagement} reached the limit of {Reads} reads in an hour; nothing more is opened for now.")]
    internal static partial void ReadsStopped(this ILogger logger, Guid engagement, int reads);
}
