using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using WorkforceTrack.Domain.WebLogs;

namespace WorkforceTrack.App.WebLogs;

/// <summary>The numbers of one day as JSON. It can be removed at any time.</summary>
internal static class UseFile
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    internal static void Write(string path, DayOfUse day) => WebLogFolder.WriteWhole(path, JsonSerializer.SerializeToUtf8Bytes(day, Form));

    /// <summary>Null when there is none, or what is there is something else.</summary>
    internal static DayOfUse? Read(string path)
    {
        if (!File.Exists(path)) return null;
        try
        {
            var day = JsonSerializer.Deserialize<DayOfUse>(File.ReadAllBytes(path), Form);
            return day is { Pages: not null, Referrers: not null, Browsers: not null, Systems: not null }
                ? day with { Pages = Ordinal(day.Pages), Referrers = Ordinal(day.Referrers) }
                : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or IOException)
        {
            return null;
        }
    }

    private static ImmutableSortedDictionary<string, Sightings> Ordinal(ImmutableSortedDictionary<string, Sightings> read) => read.WithComparers(StringComparer.Ordinal);
}
