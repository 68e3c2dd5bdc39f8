namespace WorkforceTrack.App.Shell;

/// <summary>The icons of the product: strokes on a grid of 24, drawn in the colour of the text.</summary>
public enum Glyph
{
    Info,
    Check,
    Alert,
    Stop,
    Cross,
    Arrow,
    Back,
    Out,
    Clock,
    Lock,
    Key,
    Eye,
    Person,
    Paper,
    Ledger,
    Partner,
    Staff,
    Search,
    Download,
    Empty,
    Menu,
    Question,
    Bars,
    Scales,
}

internal static class Glyphs
{
    public static string Path(this Glyph glyph) => glyph switch
    {
        Glyph.Info => "M12 11v5.5M12 7.6v.01M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z",
        Glyph.Check => "m5 12.6 4.6 4.6L19 7.4",
        Glyph.Alert => "M12 9.5v4.3M12 17v.01M12 3.8 2.8 19.7h18.4L12 3.8Z",
        Glyph.Stop => "M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3L8.3 3ZM12 7.8v5M12 16.2v.01",
        Glyph.Cross => "m6 6 12 12M18 6 6 18",
        Glyph.Arrow => "M4.5 12h15m-6-6 6 6-6 6",
        Glyph.Back => "M19.5 12h-15m6-6-6 6 6 6",
        Glyph.Out => "M9 5H5v14h14v-4M13 4.5h6.5V11M19 5l-8.5 8.5",
        Glyph.Clock => "M12 7v5.2l3.4 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z",
        Glyph.Lock => "M6 10.5h12V20H6v-9.5ZM8.5 10.5V7.8a3.5 3.5 0 0 1 7 0v2.7",
        Glyph.Key => "M8 20a4.2 4.2 0 1 0 0-8.4A4.2 4.2 0 0 0 8 20Zm3-7.2L19.5 4.3M16 7.8l2.6 2.6M13.4 10.4l1.8 1.8",
        Glyph.Eye => "M2.5 12S6 5.8 12 5.8 21.5 12 21.5 12 18 18.2 12 18.2 2.5 12 2.5 12ZM12 9.4a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 0 0 0-5.2Z",
        Glyph.Person => "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM4.5 20.5c.6-3.9 3.6-5.7 7.5-5.7s6.9 1.8 7.5 5.7",
        Glyph.Paper => "M6 3.5h8l4 4v13H6v-17ZM13.5 3.8V8H18M9 12h6M9 15.5h6",
        Glyph.Ledger => "M5 4.5h14v15H5v-15ZM9 4.5v15M12 8.5h4M12 12h4M12 15.5h4",
        Glyph.Partner => "M9.5 14.5 14.5 9.5M11 7l2.2-2.2a4.2 4.2 0 0 1 6 6L17 13M13 17l-2.2 2.2a4.2 4.2 0 0 1-6-6L7 11",
        Glyph.Staff => "M4.5 7h15v12.5h-15V7ZM9.5 7V4.5h5V7M8.5 15.8c.4-1.7 1.7-2.5 3.5-2.5s3.1.8 3.5 2.5M12 9.3a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 0 0 0-3.2Z",
        Glyph.Search => "M10.5 4.5a6 6 0 1 0 0 12 6 6 0 0 0 0-12ZM15 15l5 5",
        Glyph.Download => "M12 4v11m-4.5-4.5L12 15l4.5-4.5M5 19.5h14",
        Glyph.Empty => "M4 13.5 6.5 5h11l2.5 8.5V19H4v-5.5Zm0 0h4.5l1.2 2.2h4.6l1.2-2.2H20",
        Glyph.Question => "M4 4.5h16v12H11.5L7.5 20v-3.5H4v-12ZM9.8 8.9a2.3 2.3 0 1 1 3.3 2c-.7.4-1.1.8-1.1 1.6M12 14.4v.01",
        Glyph.Bars => "M4 20h16M6.5 16.5v-5M12 16.5v-11M17.5 16.5v-8",
        Glyph.Scales => "M12 4v15.5M7.5 19.5h9M5 7.5l7-1.5 7 1.5M5 7.5 2.5 14h5L5 7.5Zm14 0L16.5 14h5L19 7.5Z",
        Glyph.Menu => "M4 7h16M4 12h16M4 17h16",
    };
}
