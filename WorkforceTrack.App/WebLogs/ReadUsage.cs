using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Staff;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Domain.WebLogs;

namespace WorkforceTrack.App.WebLogs;

/// <summary>What the site is used for, in rough numbers (W2). It takes a period and nothing else: there is no question about one address or person.</summary>
internal sealed class ReadUsage(ConsoleDoor door, UseBook book, TimeProvider clock)
{
    /// <summary>Who shapes and manages the site, who answers for the log, and who keeps the site safe.</summary>
    internal static readonly StaffRole[] Readers = [StaffRole.Management, StaffRole.PrivacyOfficer, StaffRole.Security];

    [Keeps("W2")]
    internal async Task<Usage> ReadAsync(Caller caller, UsePeriod period)
    {
        if (await door.WhyNotAsync(caller, Readers) is { } reason) return new Usage.Refused(reason);
        var today = Today;
        var stretches = UseStretches.Of(period, today);
        return new Usage.Shown(UseSummary.Of(book.Days(stretches[0].From, today), stretches));
    }

    /// <summary>Has the numbers of a year at hand.</summary>
    internal void Warm() => book.Days(UseStretches.Of(UsePeriod.Year, Today)[0].From, Today);

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
}

/// <summary>What a look at the usage gave.</summary>
internal abstract class Usage
{
    private Usage()
    {
    }

    internal sealed class Shown(UseSummary summary) : Usage
    {
        internal UseSummary Summary { get; } = summary;
    }

    internal sealed class Refused(RefusalReason reason) : Usage
    {
        internal RefusalReason Reason { get; } = reason;
    }
}
