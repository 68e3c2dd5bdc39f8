using System.Collections.Immutable;
using System.Text;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Staff;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.App.Disclosures;

/// <summary>Review of what was disclosed, used and refused (O4, SE1): by privacy officer, counsel and management. Names no member.</summary>
internal sealed class ReviewDisclosures(ConsoleDoor door, LedgerWalk walk, LedgerBook book, CheckpointFile witness, Recipients recipients, IDbContextFactory<MainDb> stores)
{
    internal static readonly StaffRole[] Reviewers = [StaffRole.PrivacyOfficer, StaffRole.Counsel, StaffRole.Management];
    internal const int PageSize = 25;

    /// <summary>One page of entries, newest first.</summary>
    [Keeps("O4")]
    internal async Task<DisclosureReview> ReadAsync(Caller caller, EntryFilter filter, WalkFrom from)
    {
        if (await door.WhyNotAsync(caller, Reviewers) is { } reason) return new DisclosureReview.Refused(reason);
        var page = await walk.PageAsync(filter, from, PageSize);
        await using var store = await stores.CreateDbContextAsync();
        var partners = await store.Partners.AsNoTracking().OrderBy(p => p.Name).Select(p => new PartnerChoice(p.Id, p.Name)).ToListAsync();
        var names = await recipients.NamedAsync(store, page.Rows.Select(row => row.Entry).OfType<LedgerEntry>());
        return new DisclosureReview.Page(
            [.. page.Rows.Select(row => new ReviewedEntry(row.Index, row.Entry, row.Entry is { } entry ? names.Of(entry)?.Name : null))],
            [.. partners],
            book.Head.Size,
            page.NewerThan,
            page.OlderThan);
    }

    /// <summary>One entry with its canonical bytes and the state of its proof.</summary>
    internal async Task<DisclosureReview> OpenAsync(Caller caller, EntryId id)
    {
        if (await door.WhyNotAsync(caller, Reviewers) is { } reason) return new DisclosureReview.Refused(reason);
        await using var store = await stores.CreateDbContextAsync();
        var row = await store.Ledger.AsNoTracking().Where(e => e.Id == id).Select(e => new { e.Index, e.Body, e.LeafHash }).SingleOrDefaultAsync();
        if (row is null) return new DisclosureReview.NoSuchEntry();
        CanonicalEntry.TryDecode(row.Body, out var entry);
        var name = entry is null ? null : (await recipients.NamedAsync(store, [entry])).Of(entry)?.Name;
        var head = book.Head;
        return new DisclosureReview.One(
            new ReviewedEntry(row.Index, entry, name) { IsExpired = row.Body.Length == 0 },
            Encoding.UTF8.GetString(row.Body),
            await IsProvenAsync(row.Index, row.Body.Length == 0 ? MerkleHash.From(row.LeafHash) : TreeHash.Leaf(row.Body), head),
            head.Size,
            OutsideCopy.Of(witness) is OutsideCopy.Signed copy && copy.Head.Size > row.Index);
    }

    private async Task<bool> IsProvenAsync(long index, MerkleHash leaf, LedgerTree head)
    {
        try
        {
            return (await book.ProveAsync(index, head)).Verifies(leaf, head.Root);
        }
        catch (DamagedLedgerException)
        {
            // The tiles beside it are gone or changed: then nothing proves this entry, and the page says so.
            return false;
        }
    }
}

/// <summary>A partner to filter by.</summary>
public sealed record PartnerChoice(PartnerId Id, string Name);

/// <summary>An entry as a reviewer sees it, with the name of who got the data outside; <paramref name="Entry"/> is null where the stored bytes are no entry any more.</summary>
public sealed record ReviewedEntry(long Index, LedgerEntry? Entry, string? PartnerName)
{
    /// <summary>Whether its body was removed after its retention; the hash stays and is proven still.</summary>
    internal bool IsExpired { get; init; }
}

/// <summary>What a review gave.</summary>
public abstract class DisclosureReview
{
    private DisclosureReview()
    {
    }

    public sealed class Page(ImmutableArray<ReviewedEntry> entries, ImmutableArray<PartnerChoice> partners, long size, long? newerThan, long? olderThan) : DisclosureReview
    {
        internal ImmutableArray<ReviewedEntry> Entries { get; } = entries;

        internal ImmutableArray<PartnerChoice> Partners { get; } = partners;

        /// <summary>How many entries the ledger has.</summary>
        internal long Size { get; } = size;

        /// <summary>The place above which newer ones begin; null when there are none.</summary>
        internal long? NewerThan { get; } = newerThan;

        /// <summary>The place below which older ones begin; null when there are none.</summary>
        internal long? OlderThan { get; } = olderThan;

        /// <summary>Whether little was found in the stretch that was looked at, and there is more of the ledger to look at.</summary>
        internal bool IsPart => Entries.Length < ReviewDisclosures.PageSize && (OlderThan is not null || Entries.IsEmpty && NewerThan is not null);
    }

    public sealed class One(ReviewedEntry entry, string bytes, bool isProven, long provenIn, bool isWitnessed) : DisclosureReview
    {
        internal ReviewedEntry Entry { get; } = entry;

        /// <summary>The canonical bytes, which are text.</summary>
        internal string Bytes { get; } = bytes;

        /// <summary>Whether these bytes are proven to stand in the ledger's tree as it is now.</summary>
        internal bool IsProven { get; } = isProven;

        internal long ProvenIn { get; } = provenIn;

        /// <summary>Whether the signed head outside the database counts the entry.</summary>
        internal bool IsWitnessed { get; } = isWitnessed;
    }

    public sealed class NoSuchEntry : DisclosureReview;

    public sealed class Refused(RefusalReason reason) : DisclosureReview
    {
        internal RefusalReason Reason { get; } = reason;
    }
}
