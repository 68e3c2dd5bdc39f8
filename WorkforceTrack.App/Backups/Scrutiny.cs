namespace WorkforceTrack.App.Backups;

/// <summary>How closely the stores in a backup are looked at. That each byte is as it was written is checked in any case.</summary>
internal enum Scrutiny
{
    /// <summary>The very same bytes were tested before and found sound: that they are these stores, with this head of the ledger.</summary>
    TestedBefore,

    /// <summary>Every page of the stores too (quick_check), and the whole ledger.</summary>
    Untested,

    /// <summary>The indexes against their tables as well (integrity_check).</summary>
    Test,
}
