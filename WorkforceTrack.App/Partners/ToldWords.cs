using WorkforceTrack.App.Consents;
using WorkforceTrack.Domain.Partners;

namespace WorkforceTrack.App.Partners;

/// <summary>How people read what partners were told: staff in numbers, a member in sentences.</summary>
internal static class ToldWords
{
    internal static string Of(WaitingChanges? waiting, DateOnly today) => waiting is null
        ? "All acknowledged"
        : $"{(waiting.Count == 1 ? "1 change" : $"{waiting.Count:N0} changes")} not yet acknowledged, the oldest {Since(waiting.Since, today)}";

    /// <summary>What the partner is to do, spoken to the member.</summary>
    internal static string Of(OwnTelling telling) => telling.Kind switch
    {
        ChangeKind.Corrected => $"Told that this changed: {ConsentWords.Fields(telling.Fields)}",
        ChangeKind.Withdrawn => $"Told to erase this: {ConsentWords.Fields(telling.Fields)}",
        ChangeKind.Erased => "Told to erase everything",
    };

    /// <summary>Since when, and whether the partner confirmed it.</summary>
    internal static string StateOf(OwnTelling telling) => telling.AcknowledgedOn is { } confirmed
        ? $"Told on {telling.ToldOn:d MMMM yyyy}. Confirmed on {confirmed:d MMMM yyyy}."
        : $"Told since {telling.ToldOn:d MMMM yyyy}. Not confirmed yet.";

    private static string Since(DateOnly since, DateOnly today) => (today.DayNumber - since.DayNumber) switch
    {
        <= 0 => "since today",
        1 => "since yesterday",
        var days => $"for {days:N0} days",
    };
}
