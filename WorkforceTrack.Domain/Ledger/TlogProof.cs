using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace WorkforceTrack.Domain.Ledger;

/// <summary>What checking a proof found: that it holds, or the first step that failed.</summary>
public enum ProofVerdict
{
    /// <summary>The entry is in the log at its place.</summary>
    Proven,

    /// <summary>The file holds no entry, or what it holds is none.</summary>
    NoEntry,

    /// <summary>The file is not about the entry at hand.</summary>
    OtherEntry,

    /// <summary>The signed text is not the head of a log.</summary>
    NoCheckpoint,

    /// <summary>The head is of another log than the key's.</summary>
    OtherLog,

    /// <summary>The head is not signed by the log's key.</summary>
    NotSigned,

    /// <summary>The signature of the log's key does not fit the head.</summary>
    WrongSignature,

    /// <summary>The entry is not at that place under the signed root.</summary>
    NotIncluded,
}

/// <summary>
/// A file that a member takes away and checks offline, with nothing but the log's verifier key (O4; C2SP tlog-proof@v1). Its
/// <c>extra</c> line holds the canonical bytes of the entry; that line is not signed, the signed tree is what vouches for it.
/// </summary>
public sealed class TlogProof(ImmutableArray<byte> entry, long index, ImmutableArray<MerkleHash> path, SignedNote note)
{
    private const string FirstLine = "c2sp.org/tlog-proof@v1";
    private const int LongestProof = 512 * 1024;
    private const int LongestPath = 63;

    /// <summary>The canonical bytes of the entry; empty where the file holds none.</summary>
    public ImmutableArray<byte> Entry => entry;

    public long Index => index;

    public ImmutableArray<MerkleHash> Path => path;

    /// <summary>The signed head under which the proof stands.</summary>
    public SignedNote Note => note;

    public static bool TryParse(string text, [NotNullWhen(true)] out TlogProof? proof)
    {
        proof = null;
        if (text.Length > LongestProof || text.Split("\n\n", 2) is not [var head, var rest]) return false;
        var lines = new Queue<string>(head.Split('\n'));
        if (!string.Equals(lines.Dequeue(), FirstLine, StringComparison.Ordinal)) return false;

        byte[] entry = [];
        if (Field(lines, "extra ") is { } extra && (!StrictText.TryBase64(extra, out entry) || entry.Length == 0)) return false;
        if (Field(lines, "index ") is not { } place || !StrictText.TryNumber(place, out var index) || lines.Count > LongestPath) return false;
        var path = ImmutableArray.CreateBuilder<MerkleHash>(lines.Count);
        foreach (var line in lines)
        {
            if (!StrictText.TryHash(line, out var hash)) return false;
            path.Add(hash);
        }

        if (!SignedNote.TryParse(rest, out var note)) return false;
        proof = new TlogProof([.. entry], index, path.MoveToImmutable(), note);
        return true;
    }

    /// <summary>Checks the file by itself. Proven means: the log signed a tree with this very entry in it.</summary>
    public ProofVerdict Verify(VerifierKey key, SignatureCheck check)
    {
        if (!CanonicalEntry.TryDecode(entry.AsSpan(), out _)) return ProofVerdict.NoEntry;
        if (!Checkpoint.TryParse(note.Text, out var head)) return ProofVerdict.NoCheckpoint;
        if (!string.Equals(head.Origin, key.Name, StringComparison.Ordinal)) return ProofVerdict.OtherLog;
        return note.Verify(key, check) switch
        {
            NoteVerdict.NotSignedByKey => ProofVerdict.NotSigned,
            NoteVerdict.WrongSignature => ProofVerdict.WrongSignature,
            NoteVerdict.Signed => new InclusionProof(index, head.Size, path).Verifies(TreeHash.Leaf(entry.AsSpan()), head.Root)
                ? ProofVerdict.Proven
                : ProofVerdict.NotIncluded,
        };
    }

    /// <summary>Checks the file for an entry known from elsewhere.</summary>
    public ProofVerdict Verify(VerifierKey key, SignatureCheck check, ReadOnlySpan<byte> expected) =>
        entry.AsSpan().SequenceEqual(expected) ? Verify(key, check) : ProofVerdict.OtherEntry;

    public override string ToString()
    {
        var text = new StringBuilder(FirstLine).Append('\n');
        if (!entry.IsEmpty) text.Append("extra ").Append(Convert.ToBase64String(entry.AsSpan())).Append('\n');
        text.Append("index ").Append(index.ToString(CultureInfo.InvariantCulture)).Append('\n');
        foreach (var hash in path) text.Append(Convert.ToBase64String(hash.ToArray())).Append('\n');
        return text.Append('\n').Append(note).ToString();
    }

    private static string? Field(Queue<string> lines, string name) =>
        lines.TryPeek(out var line) && line.StartsWith(name, StringComparison.Ordinal) ? lines.Dequeue()[name.Length..] : null;
}
