using System.Collections.Immutable;

namespace WorkforceTrack.App.Backups;

/// <summary>One table of the vault in its copies.</summary>
/// <param name="Name">Of the table.</param>
/// <param name="Owner">The column that says whose a row is; null where a row is nobody's.</param>
internal sealed record VaultTable(string Name, string? Owner);

/// <summary>Whose rows of the vault are meant: of a person, or of a key of the program.</summary>
/// <param name="Table">Whose column of ownership names it first.</param>
/// <param name="Value">As it lies in that column.</param>
internal readonly record struct VaultOwner(string Table, string Value)
{
    internal static VaultOwner Person(Guid id) => new(VaultTables.People, id.ToString("D").ToUpperInvariant());

    internal static VaultOwner Key(string name) => new(VaultTables.Keys, name);
}

/// <summary>What of the vault its copies hold. A new table of the vault that is named nowhere here fails the build's tests.</summary>
internal static class VaultTables
{
    internal const string People = "People";
    internal const string Keys = "ProgramKeys";

    internal static readonly ImmutableArray<VaultTable> Copied =
    [
        new("StoreInfo", Owner: null),
        new(People, "Id"),
        new("PartnerSubjects", "Person"),
        new("EngagementSubjects", "Person"),
        new(Keys, "Name"),
    ];

    /// <summary>Sessions and mailed codes: one that was ended or used since the copy must not be good again after a restore.</summary>
    internal static readonly ImmutableArray<string> LeftOut = ["Sessions", "Codes"];

    /// <summary>The tables with rows of such an owner.</summary>
    internal static IEnumerable<VaultTable> Of(VaultOwner owner) => Copied.Where(t => t.Owner is not null && FirstOf(t) == owner.Table);

    /// <summary>The owner of a row.</summary>
    internal static VaultOwner? OwnerOf(VaultTable table, object? value) => table.Owner is null || value is not string text ? null : new VaultOwner(FirstOf(table), text);

    private static string FirstOf(VaultTable table) => table.Name == Keys ? Keys : People;
}
