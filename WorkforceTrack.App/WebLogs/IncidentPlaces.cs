using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using WorkforceTrack.App.Shell;
using WorkforceTrack.Domain.WebLogs;

namespace WorkforceTrack.App.WebLogs;

/// <summary>How incidents look on pages, and how a scope is read from what was typed.</summary>
internal static class IncidentPlaces
{
    internal static Tone ToneOf(IncidentPhase phase) => phase switch
    {
        IncidentPhase.Open or IncidentPhase.Scoped => Tone.Warn,
        IncidentPhase.Proposed or IncidentPhase.HalfApproved => Tone.Bad,
        IncidentPhase.HandedOver => Tone.Good,
        IncidentPhase.Closed or IncidentPhase.Destroyed => Tone.Calm,
    };

    internal static Glyph GlyphOf(IncidentPhase phase) => phase switch
    {
        IncidentPhase.Open => Glyph.Alert,
        IncidentPhase.Scoped => Glyph.Search,
        IncidentPhase.Proposed or IncidentPhase.HalfApproved => Glyph.Clock,
        IncidentPhase.HandedOver => Glyph.Out,
        IncidentPhase.Closed => Glyph.Check,
        IncidentPhase.Destroyed => Glyph.Cross,
    };

    /// <summary>A scope from the fields of a form, times as UTC; null when a part cannot be read.</summary>
    internal static IncidentScope? Read(string? from, string? until, string? addresses, string? pages)
    {
        if (Moment(from) is not { } begins || Moment(until) is not { } ends) return null;
        var read = Words(addresses).Select(text => IPAddress.TryParse(text, out var address) ? ClientAddress.Of(address.GetAddressBytes()) : (ClientAddress?)null).ToList();
        return read.Contains(null)
            ? null
            : new IncidentScope(begins, ends, [.. read.OfType<ClientAddress>().Distinct()], [.. Words(pages).Distinct(StringComparer.Ordinal)]);
    }

    private static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) ? moment : null;

    private static ImmutableArray<string> Words(string? text) => [.. (text ?? "").Split([' ', ',', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries)];
}
