using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace WorkforceTrack.Domain.Ledger;

/// <summary>
/// The head of the ledger at a size (SE1; C2SP tlog-checkpoint): which log, how many entries, which root. This log writes no
/// extension lines, so a head with some is not its own and does not parse.
/// </summary>
public sealed record Checkpoint
{
    public Checkpoint(string origin, long size, MerkleHash root)
    {
        if (!StrictText.IsName(origin)) throw new ArgumentException("An origin has no spaces and no plus.", nameof(origin));
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        (Origin, Size, Root) = (origin, size, root);
    }

    public string Origin { get; }

    public long Size { get; }

    public MerkleHash Root { get; }

    /// <summary>What is signed.</summary>
    public string Body => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Convert.ToBase64String(Root.ToArray())}\n");

    public static bool TryParse(string body, [NotNullWhen(true)] out Checkpoint? checkpoint)
    {
        checkpoint = null;
        var lines = body.Split('\n');
        if (lines is not [var origin, var count, var hash, ""]
            || !StrictText.IsName(origin)
            || !StrictText.TryNumber(count, out var size)
            || !StrictText.TryHash(hash, out var root)) return false;
        checkpoint = new Checkpoint(origin, size, root);
        return true;
    }
}
