namespace WorkforceTrack.App.Shell;

/// <summary>How a message feels. Colour never says it alone: every tone has its icon.</summary>
public enum Tone
{
    Calm,
    Good,
    Warn,
    Bad,
}

internal static class Tones
{
    public static string Css(this Tone tone) => tone switch
    {
        Tone.Calm => "calm",
        Tone.Good => "good",
        Tone.Warn => "warn",
        Tone.Bad => "bad",
    };

    public static Glyph Glyph(this Tone tone) => tone switch
    {
        Tone.Calm => Shell.Glyph.Info,
        Tone.Good => Shell.Glyph.Check,
        Tone.Warn => Shell.Glyph.Alert,
        Tone.Bad => Shell.Glyph.Stop,
    };
}
