using System.Collections.Immutable;
using System.Text;
using CsCheck;
using NSec.Cryptography;
using WorkforceTrack.Domain.Ledger;

namespace WorkforceTrack.Tests.Ledger;

public sealed class TlogProofTests
{
    private const int Size = 300;
    private static readonly byte[][] Bodies = [.. Enumerable.Range(0, Size).Select(i => CanonicalEntry.Encode(SomeLedger.Entry(i)))];
    private static readonly (LedgerTree Tree, Dictionary<TileId, LedgerTile> Tiles) Log = SomeLedger.Grow([.. Bodies.Select(b => TreeHash.Leaf(b))]);

    [Fact]
    public void A_proof_taken_away_is_checked_with_the_key_alone() => Gen.Int[0, Size - 1].Sample(index =>
        TlogProof.TryParse(ProofOf(index).ToString(), out var proof)
        && proof.Verify(SomeLedger.Verifier, SomeLedger.Check) == ProofVerdict.Proven
        && proof.Verify(SomeLedger.Verifier, SomeLedger.Check, Bodies[index]) == ProofVerdict.Proven
        && proof.Verify(SomeLedger.Verifier, SomeLedger.Check, Bodies[(index + 1) % Size]) == ProofVerdict.OtherEntry);

    [Fact]
    public void The_file_has_the_lines_of_the_standard()
    {
        var lines = ProofOf(7).ToString().Split('\n');
        Assert.Equal("c2sp.org/tlog-proof@v1", lines[0]);
        Assert.Equal("extra " + Convert.ToBase64String(Bodies[7]), lines[1]);
        Assert.Equal("index 7", lines[2]);
        Assert.Equal(Convert.ToBase64String(TreeHash.Leaf(Bodies[6]).ToArray()), lines[3]);
        Assert.Equal("", lines[3 + ProofOf(7).Path.Length]);
        Assert.Equal(SomeLedger.Origin, lines[4 + ProofOf(7).Path.Length]);
    }

    [Fact]
    public void Each_step_that_fails_is_named()
    {
        var proof = ProofOf(7);
        var head = new Checkpoint(SomeLedger.Origin, Size, Log.Tree.Root);
        using var strange = Key.Create(SignatureAlgorithm.Ed25519);

        Assert.Equal(ProofVerdict.NoEntry, Verdict(new TlogProof([], 7, proof.Path, proof.Note)));
        Assert.Equal(ProofVerdict.NoEntry, Verdict(new TlogProof([1, 2], 7, proof.Path, proof.Note)));
        Assert.Equal(ProofVerdict.NotIncluded, Verdict(new TlogProof([.. Bodies[8]], 7, proof.Path, proof.Note)));
        Assert.Equal(ProofVerdict.NotIncluded, Verdict(new TlogProof(proof.Entry, 8, proof.Path, proof.Note)));
        Assert.Equal(ProofVerdict.NotIncluded, Verdict(new TlogProof(proof.Entry, Size, proof.Path, proof.Note)));
        Assert.Equal(ProofVerdict.NotIncluded, Verdict(new TlogProof(proof.Entry, 7, proof.Path, SomeLedger.Sign(new Checkpoint(SomeLedger.Origin, Size, TreeHash.Empty)))));
        Assert.Equal(ProofVerdict.OtherLog, proof.Verify(SomeLedger.VerifierOf("another.test/ledger", SomeLedger.Key), SomeLedger.Check));
        Assert.Equal(ProofVerdict.NotSigned, proof.Verify(SomeLedger.VerifierOf(SomeLedger.Origin, strange), SomeLedger.Check));
        Assert.Equal(ProofVerdict.WrongSignature, Verdict(With(proof, SignedNote.Sign(head.Body, SomeLedger.Verifier, new byte[64]))));
        Assert.Equal(ProofVerdict.NoCheckpoint, Verdict(With(proof, SignedNote.Sign("hello\n", SomeLedger.Verifier, new byte[64]))));
    }

    [Fact]
    public void Every_changed_byte_of_the_file_is_noticed() => Gen.Select(Gen.Int[0, Size - 1], Gen.Int[0, 5000], Gen.Byte[1, 255]).Sample((index, place, change) =>
    {
        var bytes = Encoding.UTF8.GetBytes(ProofOf(index).ToString());
        bytes[place % bytes.Length] ^= change;
        return !TlogProof.TryParse(Encoding.UTF8.GetString(bytes), out var proof) || Verdict(proof) != ProofVerdict.Proven;
    }, iter: 3000);

    private static TlogProof With(TlogProof proof, SignedNote note) => new(proof.Entry, proof.Index, proof.Path, note);

    private static ProofVerdict Verdict(TlogProof proof) => proof.Verify(SomeLedger.Verifier, SomeLedger.Check);

    private static TlogProof ProofOf(int index) =>
        new([.. Bodies[index]], index, InclusionProof.Make(index, Size, id => Log.Tiles[id]).Path, SomeLedger.Sign(Log.Tree));
}
