using System.Collections.Immutable;

namespace WorkforceTrack.App.Backups;

/// <summary>One table of the vault in its copies.</summary>
/// <param name="Name">Of the table.</param>
/// <param name="Owner">The column that names the person whose a row is; null where a row is nobody's.</param>
internal sealed record VaultTable(string Name, string? Owner);

/// <summary>What of the vault its copies hold. A new table of the vault that is named nowhere here fails the build's tests.</summary>
internal static class VaultTables
{
    internal static readonly ImmutableArray<VaultTable> Copied =
    [
        new("StoreInfo", Owner: null),
        new("People", "Id"),
        new("PartnerSubjects", "Person"),
        new("EngagementSubjects", "Person"),
        new("ProgramKeys", Owner: null),
    ];

    /// <summary>Sessions and mailed codes: one that was ended or used since the copy must not be good again after a restore.</summary>
    internal static readonly ImmutableArray<string> LeftOut = ["Sessions", "Codes"];

    /// <summary>A person as the columns of owners name one.</summary>
    internal static string Name(Guid person) => person.ToString("D").ToUpperInvariant();
}
