using System.Collections.Immutable;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Disclosures;

/// <summary>One entry about a member, with what lies beside it: names are joined, a typed reason is opened and checked.</summary>
/// <param name="Index">Its place in the ledger.</param>
/// <param name="Entry">What the ledger says.</param>
/// <param name="Partner">The partner that the entry names as recipient.</param>
/// <param name="Reason">What a person of the staff typed.</param>
public sealed record OwnEntry(long Index, LedgerEntry Entry, NamedPartner? Partner, StatedReason? Reason);

/// <summary>A recipient as people know it.</summary>
/// <param name="Name">The name of today.</param>
/// <param name="Contact">Where to ask.</param>
/// <param name="IsAsRecorded">Whether it is the name that the entry is bound to.</param>
public sealed record NamedPartner(string Name, string Contact, bool IsAsRecorded);

/// <summary>A reason as it was typed; null where what lies sealed is not what the entry is bound to.</summary>
public sealed record StatedReason(Redacted<string>? Text);

/// <summary>What the page shows as one: a single entry, or several of one day that say the same. Newest first, never empty.</summary>
public sealed record OwnLine(ImmutableArray<OwnEntry> Entries)
{
    public OwnEntry Newest => Entries[0];
}

/// <summary>A stretch of the ledger about one member, newest first, without a gap; the places are where the neighbours begin.</summary>
internal sealed record OwnLedgerPage(ImmutableArray<OwnLine> Lines, LedgerPlace? Older, LedgerPlace? Newer);

/// <summary>Where a page of the own ledger begins: below an entry, above one, or at the end of the ledger.</summary>
internal sealed record LedgerPlace
{
    private LedgerPlace(long? below, long? above) => (Below, Above) = (below, above);

    internal static LedgerPlace Newest { get; } = new(null, null);

    internal long? Below { get; }

    internal long? Above { get; }

    internal static LedgerPlace Before(long index) => new(index, null);

    internal static LedgerPlace After(long index) => new(null, index);

    /// <summary>As it stands in an address. What cannot be read leads to the newest entries.</summary>
    internal static LedgerPlace Read(string? before, string? after) =>
        long.TryParse(before, out var below) ? Before(below)
        : long.TryParse(after, out var above) ? After(above)
        : Newest;

    internal string Href(string path) => this switch
    {
        { Below: { } below } => $"{path}?before={below}",
        { Above: { } above } => $"{path}?after={above}",
        _ => path,
    };
}

/// <summary>What a member's look at the own ledger gave.</summary>
internal abstract class OwnLedger
{
    private OwnLedger()
    {
    }

    internal sealed class Opened(OwnLedgerPage page) : OwnLedger
    {
        internal OwnLedgerPage Page { get; } = page;
    }

    internal sealed class Refused(ImmutableArray<RefusalReason> reasons) : OwnLedger
    {
        internal ImmutableArray<RefusalReason> Reasons { get; } = reasons;
    }
}
