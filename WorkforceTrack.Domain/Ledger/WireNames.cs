using System.Text;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Ledger;

/// <summary>The wire names of one closed vocabulary as bytes, so that encoding makes no strings.</summary>
internal sealed class WireNames
{
    private readonly byte[][] names;

    // The names of each length, so that reading compares with one or two of them and not with all.
    private readonly int[][] byLength;

    private WireNames(IEnumerable<string> names)
    {
        this.names = [.. names.Select(Encoding.UTF8.GetBytes)];
        TotalLength = this.names.Sum(n => n.Length + 1);
        byLength = [.. Enumerable.Range(0, this.names.Max(n => n.Length) + 1)
            .Select(length => Enumerable.Range(0, Count).Where(i => this.names[i].Length == length).ToArray())];
    }

    public static WireNames Kinds { get; } = Of<EntryKind>();
    public static WireNames Roles { get; } = Of<ActorRole>();
    public static WireNames Recipients { get; } = Of<RecipientKind>();
    public static WireNames Purposes { get; } = Of<Purpose>();
    public static WireNames Bases { get; } = Of<LegalBasis>();
    public static WireNames Fields { get; } = Of<PersonalField>();
    public static WireNames Refusals { get; } = Of<RefusalReason>();

    public int Count => names.Length;

    public int TotalLength { get; }

    public ReadOnlySpan<byte> this[int value] => names[value];

    public int? Find(ReadOnlySpan<byte> name)
    {
        if (name.Length >= byLength.Length) return null;
        foreach (var i in byLength[name.Length])
            if (name.SequenceEqual(names[i])) return i;
        return null;
    }

    private static WireNames Of<T>() where T : struct, Enum => new(Names.All<T>().Select(Names.Of));
}
