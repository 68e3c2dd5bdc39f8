using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
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

    /// <summary>How it stands with the limit, if it is reached; else null.</summary>
    internal async Task<LookStop?> ReachedAsync(MainWork work, StaffId staff)
    {
        var stop = await ReachedAsync(work, staff.Value, PerHour);
        if (stop is not null) log.LooksStopped(staff.Value, PerHour);
        return stop;
    }

    /// <summary>The same for any recipient: what it was given and refused within the hour, against the most that it may ask for.</summary>
    internal static async Task<LookStop?> ReachedAsync(MainWork work, Guid recipient, int perHour)
    {
        var since = work.Now - Window;
        var recent = work.Db.Ledger.AsNoTracking().Where(e => e.Recipient == recipient && e.At > since && e.Kind != EntryKind.Engagement).OrderByDescending(e => e.Index);
        if (await recent.CountAsync() < perHour) return null;
        // The refusals by this limit are looks that were not let through; they lengthen nobody's hour.
        var entries = (await recent.Take(perHour + 1).Select(e => new { e.At, e.Kind, e.Body }).ToListAsync()).ToLookup(e => e.Kind == EntryKind.Refusal && IsStop(e.Body));
        if (entries[false].Skip(perHour - 1).FirstOrDefault() is not { } first) return null;
        return new LookStop(first.At + Window, entries[true].Any());
    }

    private static bool IsStop(byte[] body) => CanonicalEntry.TryDecode(body, out var entry) && entry.Refusals.Contains(RefusalReason.LookLimitReached);
}

/// <summary>Looks are stopped by the limit.</summary>
/// <param name="Again">From when on the next look is possible.</param>
/// <param name="IsRecorded">Whether a refusal of this hour says so already: one is enough, and nobody fills the ledger with them.</param>
internal sealed record LookStop(DateTimeOffset Again, bool IsRecorded);

internal static partial class LookLimitLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Staff {Staff} reached the limit of {Looks} looks in an hour; nothing more is opened for now.")]
    internal static partial void LooksStopped(this ILogger logger, Guid staff, int looks);
}
