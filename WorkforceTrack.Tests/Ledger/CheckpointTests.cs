using System.Text;
using CsCheck;
using NSec.Cryptography;
using WorkforceTrack.Domain.Ledger;

namespace WorkforceTrack.Tests.Ledger;

public sealed class CheckpointTests
{
    // The examples of C2SP signed-note and tlog-checkpoint.
    private const string KnownKey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    private const string KnownNote = "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
    private const string KnownBody = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

    private static readonly Gen<string> Pieces = Gen.OneOf(
        Gen.String,
        Gen.OneOf("\n", "\n\n", "— ", " ", "+", "0", "01", "-1", "99999999999999999999", "example.com/foo", "c2sp.org/tlog-proof@v1\n", "index 0\n", "extra ", "AA==", "=", "\ud800", "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"));

    [Fact]
    public void The_known_note_is_signed_by_the_known_key()
    {
        Assert.True(VerifierKey.TryParse(KnownKey, out var key));
        Assert.Equal(KnownKey, key.ToString());
        Assert.True(SignedNote.TryParse(KnownNote, out var note));
        Assert.Equal(KnownNote, note.ToString());
        Assert.Equal(NoteVerdict.Signed, note.Verify(key, SomeLedger.Check));
    }

    [Fact]
    public void The_known_checkpoint_reads_and_writes()
    {
        Assert.True(Checkpoint.TryParse(KnownBody, out var head));
        Assert.Equal(("example.com/behind-the-sofa", 20852163L), (head.Origin, head.Size));
        Assert.Equal(KnownBody, head.Body);
    }

    [Theory]
    [InlineData("\n20852163\n", "\n020852163\n")]
    [InlineData("\n20852163\n", "\n+20852163\n")]
    [InlineData("\n20852163\n", "\n-1\n")]
    [InlineData("\n20852163\n", "\n9223372036854775808\n")]
    [InlineData("q2I=\n", "q2J=\n")]
    [InlineData("q2I=\n", "q2I\n")]
    [InlineData("q2I=\n", "q2I=")]
    [InlineData("q2I=\n", "q2I=\nextension\n")]
    [InlineData("\nCsUY", "\n CsUY")]
    [InlineData("example.com/behind-the-sofa", "")]
    [InlineData("example.com/behind-the-sofa", "example.com/a b")]
    [InlineData("example.com/behind-the-sofa", "example.com/a+b")]
    public void Another_spelling_is_no_checkpoint(string spelling, string other) =>
        Assert.False(Checkpoint.TryParse(KnownBody.Replace(spelling, other, StringComparison.Ordinal), out _));

    [Fact]
    public void A_changed_text_a_changed_signature_and_a_strange_key_are_told_apart()
    {
        var note = SomeLedger.Sign(LedgerTree.Empty).ToString();
        Assert.Equal(NoteVerdict.Signed, Verdict(note));
        Assert.Equal(NoteVerdict.WrongSignature, Verdict(note.Replace("\n0\n", "\n1\n", StringComparison.Ordinal)));

        using var strange = Key.Create(SignatureAlgorithm.Ed25519);
        Assert.True(SignedNote.TryParse(note, out var parsed));
        Assert.Equal(NoteVerdict.NotSignedByKey, parsed.Verify(SomeLedger.VerifierOf(SomeLedger.Origin, strange), SomeLedger.Check));
        Assert.Equal(NoteVerdict.NotSignedByKey, parsed.Verify(SomeLedger.VerifierOf("another.test/ledger", SomeLedger.Key), SomeLedger.Check));
    }

    [Fact]
    public void Signatures_of_others_are_ignored_and_a_wrong_one_of_ours_spoils_the_note()
    {
        var note = SomeLedger.Sign(LedgerTree.Empty).ToString();
        var line = note[(note.IndexOf("\n\n", StringComparison.Ordinal) + 2)..];
        const string witness = "— witness.example AAAAAAAAAAAA\n";
        Assert.Equal(NoteVerdict.Signed, Verdict(note.Replace(line, witness + line, StringComparison.Ordinal)));
        Assert.Equal(NoteVerdict.NotSignedByKey, Verdict(note.Replace(line, witness, StringComparison.Ordinal)));
        var wrong = $"— {SomeLedger.Origin} {Convert.ToBase64String([.. Convert.FromBase64String(line.Split(' ')[2].TrimEnd('\n'))[..4], 1, 2, 3])}\n";
        Assert.Equal(NoteVerdict.WrongSignature, Verdict(note + wrong));
    }

    [Fact]
    public void Every_changed_byte_of_a_signed_checkpoint_is_noticed() => Gen.Select(Gen.Int[0, 500], Gen.Byte[1, 255]).Sample((place, change) =>
    {
        var bytes = Encoding.UTF8.GetBytes(SomeLedger.Sign(LedgerTree.Empty.Append(SomeLedger.Leaves(5).AsSpan()).Tree).ToString());
        bytes[place % bytes.Length] ^= change;
        return !SignedNote.TryParse(Encoding.UTF8.GetString(bytes), out var note) || note.Verify(SomeLedger.Verifier, SomeLedger.Check) != NoteVerdict.Signed;
    }, iter: 3000);

    [Fact]
    public void Every_changed_character_of_a_verifier_key_is_noticed() => Gen.Select(Gen.Int[0, 500], Gen.Char[' ', '~']).Sample((place, letter) =>
    {
        var text = KnownKey.ToCharArray();
        text[place % text.Length] = letter;
        var changed = new string(text);
        return string.Equals(changed, KnownKey, StringComparison.Ordinal) || !VerifierKey.TryParse(changed, out _);
    }, iter: 3000);

    [Fact]
    public void Any_text_is_read_without_a_throw_and_what_reads_writes_back() => Pieces.Array[0, 12].Select(string.Concat).Sample(text =>
        (!SignedNote.TryParse(text, out var note) || string.Equals(note.ToString(), text, StringComparison.Ordinal))
        && (!Checkpoint.TryParse(text, out var head) || string.Equals(head.Body, text, StringComparison.Ordinal))
        && (!VerifierKey.TryParse(text, out var key) || string.Equals(key.ToString(), text, StringComparison.Ordinal))
        && (!TlogProof.TryParse(text, out var proof) || string.Equals(proof.ToString(), text, StringComparison.Ordinal)), iter: 20_000);

    private static NoteVerdict Verdict(string note)
    {
        Assert.True(SignedNote.TryParse(note, out var parsed));
        return parsed.Verify(SomeLedger.Verifier, SomeLedger.Check);
    }
}
