using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Erasure;

namespace WorkforceTrack.App.Erasure;

/// <summary>How long records are kept, as declared or as set under <c>Retention:</c>. Sweeps and pages read every figure from here.</summary>
internal sealed class RetentionTimes
{
    // Accounts of disclosures are kept for five years at least (45 CFR 164.528 asks for six back, GDPR for as long as they can be asked for).
    private const int FewestDaysOfLedger = 1826;
    private const int MostDays = 36_525;
    private readonly Dictionary<RecordKind, KeptFor.Days> days;

    private RetentionTimes(Dictionary<RecordKind, KeptFor.Days> days) => this.days = days;

    internal static RetentionTimes Read(IConfiguration configuration) => new(RecordDeclarations.All
        .Where(d => d.KeptFor is KeptFor.Days)
        .ToDictionary(d => d.Kind, d => Read(configuration, d.Kind, (KeptFor.Days)d.KeptFor)));

    /// <summary>The time for one kind that is kept for a number of days.</summary>
    internal TimeSpan Of(RecordKind kind) => TimeSpan.FromDays(days[kind].Count);

    /// <summary>In words, for people.</summary>
    internal string Words(RecordDeclaration record) => days.TryGetValue(record.Kind, out var set) ? set.Words : record.KeptFor.Words;

    private static KeptFor.Days Read(IConfiguration configuration, RecordKind kind, KeptFor.Days declared)
    {
        // A time or a number of days, as the setting has been written since it first was there.
        var text = configuration[$"Retention:{declared.Setting}"];
        if (string.IsNullOrEmpty(text)) return declared;
        var set = TimeSpan.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var time) ? time.TotalDays : double.NaN;
        var fewest = kind switch { RecordKind.Ledger => FewestDaysOfLedger, RecordKind.WebLog or RecordKind.Incidents => 0, _ => 1 };
        return set >= fewest && set <= MostDays
            ? declared.Of((int)set)
            : throw new StartRefusedException($"Retention:{declared.Setting} is {text}. Set it to a number of days from {fewest} to {MostDays}.");
    }
}
