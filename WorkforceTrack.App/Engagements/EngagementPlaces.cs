using WorkforceTrack.App.Disclosures;
using WorkforceTrack.App.Shell;
using WorkforceTrack.Domain.Engagements;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Engagements;

/// <summary>How engagements look on pages.</summary>
internal static class EngagementPlaces
{
    internal static string HrefOf(EngagementId engagement) => $"/console/engagements/{engagement.Value:D}";

    /// <summary>A member as an engagement knows one: by chance, never by name.</summary>
    internal static string Member(Guid member) => $"Member {ShortId.Of(member).ToUpperInvariant()}";

    internal static string Fields(FieldSet fields) => string.Join(", ", fields.Select(f => FieldDeclarations.Of(f).Label));

    internal static Tone ToneOf(EngagementPhase phase) => phase switch
    {
        EngagementPhase.Drafted or EngagementPhase.Settled => Tone.Calm,
        EngagementPhase.Awaited or EngagementPhase.InForce => Tone.Good,
        EngagementPhase.Ended => Tone.Warn,
    };

    internal static Glyph GlyphOf(EngagementPhase phase) => phase switch
    {
        EngagementPhase.Drafted => Glyph.Paper,
        EngagementPhase.Awaited => Glyph.Clock,
        EngagementPhase.InForce => Glyph.Check,
        EngagementPhase.Ended => Glyph.Alert,
        EngagementPhase.Settled => Glyph.Lock,
    };
}
