using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.WebLogs;

namespace WorkforceTrack.App.WebLogs;

/// <summary>Where the web log lies, how long it is kept, and whether host names are asked for.</summary>
/// <param name="Folder">A folder of its own in the data folder.</param>
/// <param name="Retention">When addresses are cut and files go (Retention:WebLogAddress, Retention:WebLog).</param>
/// <param name="LooksUpNames">Whether the domain of W1 is asked for (WebLog:ReverseLookup); off unless it is switched on.</param>
internal sealed record WebLogOptions(string Folder, WebLogRetention Retention, bool LooksUpNames)
{
    /// <summary>Longest time between two looks at what is due.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(10);

    /// <summary>How often is looked at what is due: soon enough beside the time for which addresses are kept.</summary>
    internal TimeSpan BetweenLooks => Retention.Addresses / 24 is var part && part > LongestPause ? LongestPause : part < ShortestPause ? ShortestPause : part;

    internal static WebLogOptions Read(IConfiguration configuration, StoreOptions stores)
    {
        var retention = new WebLogRetention(
            Time(configuration, "Retention:WebLogAddress", TimeSpan.FromDays(7)),
            Time(configuration, "Retention:WebLog", RecordDeclarations.TimeOf(RecordKind.WebLog)));
        return retention.IsSound
            ? new WebLogOptions(Path.Combine(stores.DataDirectory, "weblog"), retention, configuration.GetValue("WebLog:ReverseLookup", defaultValue: false))
            : throw new StartRefusedException($"Retention:WebLogAddress or Retention:WebLog is no time that can be kept to. Set each to days, as in 7, or to days and hours, as in 7.12:00:00, up to {WebLogRetention.Longest.TotalDays:F0} days.");
    }

    /// <summary>A time of the settings; a number alone means days.</summary>
    internal static TimeSpan Time(IConfiguration configuration, string setting, TimeSpan otherwise) => configuration[setting] is not { Length: > 0 } text
        ? otherwise
        : TimeSpan.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var time)
            ? time
            : throw new StartRefusedException($"{setting} is {text}, which is no time. Set it to days, as in 7, or to days and hours, as in 7.12:00:00.");
}
