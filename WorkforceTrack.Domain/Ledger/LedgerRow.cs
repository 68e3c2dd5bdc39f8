using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Domain.Ledger;

/// <summary>What a store repeats of an entry beside its body, to find entries by. What the columns say must be what the body says (SE1).</summary>
public readonly record struct LedgerColumns(
    EntryId Id,
    EntryKind Kind,
    long AtMilliseconds,
    LedgerSubject? Subject,
    Guid? Recipient,
    Purpose? Purpose,
    bool IsRefused)
{
    public static LedgerColumns Of(LedgerEntry entry) =>
        new(entry.Id, entry.Kind, entry.At.Milliseconds, entry.Subject, entry.Recipient, entry.Purpose, entry.IsRefused);

    /// <summary>The first column in which the two differ; null when they are the same.</summary>
    public LedgerColumn? DifferenceFrom(in LedgerColumns other) =>
        this == other ? null
        : Id != other.Id ? LedgerColumn.Id
        : Kind != other.Kind ? LedgerColumn.Kind
        : AtMilliseconds != other.AtMilliseconds ? LedgerColumn.Time
        : Subject != other.Subject ? LedgerColumn.Subject
        : Recipient != other.Recipient ? LedgerColumn.Recipient
        : Purpose != other.Purpose ? LedgerColumn.Purpose
        : LedgerColumn.Refused;
}

/// <summary>The columns of <see cref="LedgerColumns"/>, to name one.</summary>
public enum LedgerColumn
{
    Id,
    Kind,
    Time,
    Subject,
    Recipient,
    Purpose,
    Refused,
}

/// <summary>A row of the ledger as a store holds it, damaged or not. A column that cannot be read is given as a value outside its enum.</summary>
/// <param name="index">The place of the entry, from 0.</param>
/// <param name="leaf">The bytes of the leaf hash column.</param>
/// <param name="body">The canonical bytes; empty when the body is gone.</param>
/// <param name="columns">The indexed columns.</param>
public readonly ref struct LedgerRow(long index, ReadOnlySpan<byte> leaf, ReadOnlySpan<byte> body, LedgerColumns columns)
{
    public long Index { get; } = index;

    public ReadOnlySpan<byte> Leaf { get; } = leaf;

    public ReadOnlySpan<byte> Body { get; } = body;

    public LedgerColumns Columns { get; } = columns;
}
