using System.Collections.Immutable;

namespace WorkforceTrack.App.Backups;

/// <summary>What a copy of the vault says of itself: one line of JSON with a line that proves it. It tells nothing of anybody.</summary>
/// <param name="Format">Of the file.</param>
/// <param name="Name">The moment that was copied.</param>
/// <param name="Store">The id of the set of stores.</param>
/// <param name="Generation">How often the set was restored, and one.</param>
/// <param name="Schema">The newest migration of the vault.</param>
/// <param name="Master">The fingerprint of the master key.</param>
/// <param name="Salt">From which the keys of this file are derived.</param>
/// <param name="Columns">Of each table in the file, in the order of their values in a row.</param>
/// <param name="Next">The number of the next row. Each below it is there; those in <paramref name="Gone"/> hold zeros.</param>
/// <param name="Gone">The numbers of rows that were destroyed in this file, ascending.</param>
internal sealed record VaultHeader(
    int Format, string Name, Guid Store, int Generation, string Schema, string Master, byte[] Salt, ImmutableSortedDictionary<string, ImmutableArray<string>> Columns, long Next, ImmutableArray<long> Gone);
