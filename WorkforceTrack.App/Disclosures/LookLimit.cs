using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Disclosures;

/// <summary>
/// How many records one person of the staff may ask for in an hour (SE1). Counted in the ledger itself, refusals included:
/// no restart and no second server forgets it.
/// </summary>
internal sealed class LookLimit(IConfiguration configuration, ILogger<LookLimit> log)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    internal int PerHour { get; } = configuration.GetValue("Security:StaffLooksPerHour", 60);

    /// <summary>From when on the next look is possible, if the limit is reached; else null.</summary>
    internal async Task<DateTimeOffset?> ReachedUntilAsync(MainWork work, StaffId staff)
    {
        var oldest = await work.Db.Ledger.AsNoTracking().Where(e => e.Recipient == staff.Value)
            .OrderByDescending(e => e.Index).Skip(PerHour - 1).Select(e => (DateTimeOffset?)e.At).FirstOrDefaultAsync();
        if (oldest is not { } first || work.Now - first >= Window) return null;
        log.LooksStopped(staff.Value, PerHour);
        return first + Window;
    }
}

internal static partial class LookLimitLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Staff {Staff} reached the limit of {Looks} looks in an hour; nothing more is opened for now.")]
    internal static partial void LooksStopped(this ILogger logger, Guid staff, int looks);
}
