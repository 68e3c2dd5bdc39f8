using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Domain.Ledger;

/// <summary>Which entries a reviewer wants to see (O4). What is null asks nothing; what is said must all hold.</summary>
/// <param name="Kind">Entries of this kind.</param>
/// <param name="Partner">Entries by which this partner got data or asked for it.</param>
/// <param name="Staff">Entries by which staff in this role got data or asked for it.</param>
/// <param name="Purpose">Entries of this purpose.</param>
/// <param name="From">The first UTC day.</param>
/// <param name="To">The last UTC day.</param>
/// <param name="RefusedOnly">Only what was refused.</param>
public sealed record EntryFilter(
    EntryKind? Kind = null,
    PartnerId? Partner = null,
    ActorRole? Staff = null,
    Purpose? Purpose = null,
    DateOnly? From = null,
    DateOnly? To = null,
    bool RefusedOnly = false)
{
    public bool IsEmpty => this == new EntryFilter();

    public bool Admits(LedgerEntry entry) =>
        (Kind is null || entry.Kind == Kind)
        && (Partner is null || (entry.RecipientKind == RecipientKind.Partner && entry.Recipient == Partner.Value.Value))
        && (Staff is null || (entry.RecipientKind == RecipientKind.Staff && entry.Role == Staff))
        && (Purpose is null || entry.Purpose == Purpose)
        && (From is null || DayOf(entry) >= From)
        && (To is null || DayOf(entry) <= To)
        && (!RefusedOnly || entry.Kind == EntryKind.Refusal);

    private static DateOnly DayOf(LedgerEntry entry) => DateOnly.FromDateTime(entry.At.Moment.UtcDateTime);
}
