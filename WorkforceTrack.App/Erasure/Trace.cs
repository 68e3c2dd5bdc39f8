using Microsoft.EntityFrameworkCore;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Erasure;

/// <summary>The random names of one person, as the vault joins them, and what a hold keeps back of the person.</summary>
internal sealed record TracedPerson(Guid Person, MemberId Member, LedgerSubject Subject)
{
    internal PersonalField[] HeldFields { get; init; } = [];

    /// <summary>Parts of cases that stay out of it: those that hold something, or, in an export, those that the member was not told of yet.</summary>
    internal Guid[] LeftOutParts { get; init; } = [];

    internal bool IsHeld => HeldFields.Length > 0;
}

/// <summary>
/// One place in a store where something of a member lies (T2, A1). The export describes what it finds, the erasure removes the very
/// same: both ask the same list, so they cannot disagree about what is everything.
/// </summary>
internal abstract class Trace<TStore>(RecordKind kind)
    where TStore : DbContext
{
    internal RecordKind Kind { get; } = kind;

    internal abstract Task<int> CountAsync(TStore store, TracedPerson person);

    internal abstract Task<int> RemoveAsync(TStore store, TracedPerson person);

    /// <summary>Each record as names and values for an export, and no sealed byte.</summary>
    internal abstract Task<List<RecordFacts>> DescribeAsync(TStore store, TracedPerson person);
}

/// <summary>One record in an export.</summary>
public sealed record RecordFacts(RecordKind Kind, IReadOnlyList<(string Name, string? Value)> Facts);

/// <summary>A trace in one table.</summary>
internal sealed class Trace<TStore, TRow>(RecordKind kind, Func<TStore, TracedPerson, IQueryable<TRow>> rows, Func<TRow, IReadOnlyList<(string, string?)>> describe) : Trace<TStore>(kind)
    where TStore : DbContext
    where TRow : class
{
    internal override Task<int> CountAsync(TStore store, TracedPerson person) => rows(store, person).CountAsync();

    internal override Task<int> RemoveAsync(TStore store, TracedPerson person) => rows(store, person).ExecuteDeleteAsync();

    internal override async Task<List<RecordFacts>> DescribeAsync(TStore store, TracedPerson person) =>
        (await rows(store, person).AsNoTracking().ToListAsync()).ConvertAll(row => new RecordFacts(Kind, describe(row)));
}
