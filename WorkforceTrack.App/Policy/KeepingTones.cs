using WorkforceTrack.App.Shell;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Policy;

internal static class KeepingTones
{
    /// <summary>How a state of keeping looks: what is not yet kept is no failure, and no success either.</summary>
    internal static Tone Tone(this Keeping keeping) => keeping switch
    {
        Keeping.ByProgram => Shell.Tone.Good,
        Keeping.InPart => Shell.Tone.Warn,
        Keeping.NotYet => Shell.Tone.Calm,
    };

    internal static Glyph Glyph(this Keeping keeping) => keeping switch
    {
        Keeping.ByProgram => Shell.Glyph.Check,
        Keeping.InPart => Shell.Glyph.Ledger,
        Keeping.NotYet => Shell.Glyph.Clock,
    };
}
