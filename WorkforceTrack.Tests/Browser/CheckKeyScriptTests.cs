using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Surveys;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Tests.Ledger;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Browser;

/// <summary>The browser checks by itself that a survey's key is the one in the ledger, with proofs that the ledger made, whole and damaged.</summary>
[Collection(Journeys.Name), Trait("needs", "browser")]
public sealed class CheckKeyScriptTests(Chromium browser, OpenHouse house)
{
    private const int Size = 300;
    private const int Index = 137;

    private const string Check =
        "return Promise.all(args[0].map(async c => { const found = await script.checkKey({ ...c, spki: c.spki === null ? null : bytes(c.spki) }); return `${found.state} ${found.why}`.trim(); }));";

    private const string WithoutEd25519 =
        """
        const before = crypto.subtle.importKey.bind(crypto.subtle);
        const isIt = algorithm => (algorithm.name ?? algorithm) === 'Ed25519';
        crypto.subtle.importKey = (format, key, algorithm, ...rest) => isIt(algorithm)
          ? Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError')) : before(format, key, algorithm, ...rest);
        """;

    private static readonly Guid Survey = new("00112233-4455-6677-8899-aabbccddeeff");
    private static readonly SurveyKeyPair Pair = SurveyKeyPair.Make();
    private static readonly byte[] Opened = CanonicalEntry.Encode(Opening());
    private static readonly Claim Good = new(ProofOf(Opened).ToString());

    [Fact, Proves("S4")]
    public async Task A_key_that_the_ledger_names_is_found_so_wherever_its_entry_stands()
    {
        (int Index, int Size)[] places = [(0, 1), (0, 2), (1, 2), (2, 3), (6, 7), (7, 8), (0, 8), (8, 9), (254, 255), (255, 256), (256, 257), (0, 300), (299, 300), (137, 300)];
        Assert.All(await FindAsync([.. places.Select(p => Good with { Proof = ProofOf(Opened, p.Index, p.Size).ToString() })]), found => Assert.Equal("checked", found));

        // As /ledger/key serves it, and beside the signature of a witness.
        var witness = SomeLedger.VerifierOf("witness.test", Key.Create(SignatureAlgorithm.Ed25519));
        var note = ProofOf(Opened).ToString() + SignedNote.Sign("x\n", witness, new byte[64]).ToString()[3..];
        Assert.Equal(["checked", "checked"], await FindAsync(Good with { LogKey = SomeLedger.Verifier + "\n" }, Good with { Proof = note }));
    }

    [Fact, Proves("S4")]
    public async Task It_holds_with_the_signer_and_the_published_key_of_the_running_program()
    {
        var (tree, tiles) = SomeLedger.Grow([.. Bodies(Opened, Index, Size).Select(b => TreeHash.Leaf(b))]);
        var proof = new TlogProof([.. Opened], Index, InclusionProof.Make(Index, Size, id => tiles[id]).Path, house.Program.Get<CheckpointSigner>().Sign(tree));
        await using var visit = await OpenAsync();

        var found = await PassScriptTests.RunAsync<string>(
            visit.Page,
            "const logKey = await (await fetch('/ledger/key')).text(); return JSON.stringify(await script.checkKey({ spki: bytes(args[0]), proof: args[1], logKey, survey: args[2] }));",
            PassScriptTests.Key(Pair),
            proof.ToString(),
            Survey.ToString("N"));
        Assert.Equal("""{"state":"checked","why":""}""", found);
        visit.AssertQuiet();
    }

    [Fact, Proves("S4")]
    public async Task Each_thing_that_can_be_wrong_is_found_and_named()
    {
        using var other = SurveyKeyPair.Make();
        using var strange = Key.Create(SignatureAlgorithm.Ed25519);
        var proof = ProofOf(Opened);
        var text = Encoding.UTF8.GetString(Opened);
        var head = new Checkpoint(SomeLedger.Origin, Size, Root(proof));
        var file = Good.Proof!;
        var lines = file.Split('\n');
        var last = lines[^2];
        string Without(int line) => string.Join('\n', lines.Where((_, i) => i != line));
        string Twice(int line) => string.Join('\n', lines.SelectMany((l, i) => i == line ? [l, l] : new[] { l }));
        string Put(string from, string to) => file.Replace(from, to, StringComparison.Ordinal);
        string Entered(string from, string to)
        {
            Assert.Contains(from, text, StringComparison.Ordinal);
            return ProofOf(Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal))).ToString();
        }

        (string Expected, Claim Claim)[] cases =
        [
            // The key, the survey and the entry do not belong together, though all is signed.
            ("other-key", Good with { Spki = PassScriptTests.Key(other) }),
            ("other-key", Good with { Spki = "" }),
            ("other-key", Good with { Spki = null }),
            ("other-key", Good with { Proof = Proof(Opening() with { Detail = other.Fingerprint }) }),
            ("other-key", Good with { Proof = Proof(Opening() with { Detail = null }) }),
            ("other-key", Good with { Proof = Proof(Opening() with { Detail = null, Note = new Commitment(Pair.Fingerprint) }) }),
            ("other-survey", Good with { Survey = new Guid(7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7).ToString("N") }),
            ("other-survey", Good with { Survey = "" }),
            ("other-survey", Good with { Survey = null }),
            ("other-survey", Good with { Survey = Survey.ToString("D") }),
            ("other-survey", Good with { Survey = Survey.ToString("N").ToUpperInvariant() }),
            ("other-survey", Good with { Proof = Proof(Opening() with { Evidence = null }) }),
            ("other-survey", Good with { Proof = Proof(Opening() with { Evidence = null, Actor = Survey }) }),
            .. Enum.GetValues<EntryKind>().Where(k => k != EntryKind.SurveyOpened).Select(k => ("other-kind", Good with { Proof = Proof(Opening() with { Kind = k }) })),

            // Leaves of the tree that are no entries.
            ("no-entry", Good with { Proof = Entered("entry@v1", "entry@v2") }),
            ("no-entry", Good with { Proof = Entered("detail: ", "detail: " + other.Fingerprint + "\ndetail: ") }),
            ("no-entry", Good with { Proof = Entered("detail: ", "detail:") }),
            ("no-entry", Good with { Proof = Entered("kind: survey-opened\n", "kind: survey-opened\nkind: survey-opened\n") }),
            ("no-entry", Good with { Proof = ProofOf(Opened[..^1]).ToString() }),
            ("no-entry", Good with { Proof = ProofOf([.. Opened, 0xff]).ToString() }),
            ("no-entry", Good with { Proof = ProofOf([0xef, 0xbb, 0xbf, .. Opened]).ToString() }),

            // An entry that is not in the tree.
            ("not-included", Good with { Proof = new TlogProof([.. CanonicalEntry.Encode(Opening() with { Salt = new Salt(8) })], Index, proof.Path, proof.Note).ToString() }),
            ("not-included", Good with { Proof = Put($"index {Index}\n", $"index {Index + 1}\n") }),
            ("not-included", Good with { Proof = Put($"index {Index}\n", "index 0\n") }),
            ("not-included", Good with { Proof = Put($"index {Index}\n", $"index {Size}\n") }),
            // Beyond the end, where the way up looks the same.
            ("not-included", Good with { Proof = Put($"index {Index}\n", $"index {Index + 512}\n") }),
            ("not-included", Good with { Proof = Put($"index {Index}\n", $"index {long.MaxValue}\n") }),
            .. Enumerable.Range(0, proof.Path.Length).SelectMany(i => new[]
            {
                ("not-included", With(proof.Path.SetItem(i, TreeHash.Empty))),
                ("not-included", With(proof.Path.RemoveAt(i))),
                ("not-included", With(proof.Path.Insert(i, proof.Path[i]))),
            }),
            ("not-included", With([])),
            ("not-included", With([.. proof.Path, TreeHash.Empty])),
            ("not-included", With([.. Enumerable.Repeat(TreeHash.Empty, 63)])),
            ("not-included", Signed(new Checkpoint(SomeLedger.Origin, Size, TreeHash.Empty))),
            ("not-included", Signed(new Checkpoint(SomeLedger.Origin, Size * 2, Root(proof)))),
            ("not-included", Signed(new Checkpoint(SomeLedger.Origin, 0, Root(proof)))),
            ("not-included", Signed(new Checkpoint(SomeLedger.Origin, Index, Root(proof)))),

            // A head that the log did not sign.
            ("wrong-signature", Noted(SignedNote.Sign(head.Body, SomeLedger.Verifier, new byte[64]))),
            ("wrong-signature", Noted(SignedNote.Sign(head.Body, SomeLedger.Verifier, new byte[63]))),
            ("wrong-signature", Noted(SignedNote.Sign(head.Body, SomeLedger.Verifier, SignatureAlgorithm.Ed25519.Sign(strange, SignedNote.BytesToSign(head.Body))))),
            ("wrong-signature", Good with { Proof = $"{file}{last[..^9]}{(last[^9] == 'A' ? 'B' : 'A')}{last[^8..]}\n" }),
            ("not-signed", Noted(SignedNote.Sign(head.Body, SomeLedger.VerifierOf(SomeLedger.Origin, strange), SignatureAlgorithm.Ed25519.Sign(strange, SignedNote.BytesToSign(head.Body))))),
            ("not-signed", Noted(SignedNote.Sign(head.Body, SomeLedger.VerifierOf("another.test/ledger", SomeLedger.Key), SignatureAlgorithm.Ed25519.Sign(SomeLedger.Key, SignedNote.BytesToSign(head.Body))))),
            ("not-signed", Good with { LogKey = SomeLedger.VerifierOf(SomeLedger.Origin, strange).ToString() }),
            ("other-log", Good with { LogKey = SomeLedger.VerifierOf("another.test/ledger", SomeLedger.Key).ToString() }),
            ("other-log", Signed(new Checkpoint("another.test/ledger", Size, Root(proof)))),
            ("no-checkpoint", Noted(Sign("hello\n"))),
            ("no-checkpoint", Noted(Sign(head.Body + "more\n"))),
            ("no-checkpoint", Noted(Sign(head.Body.Replace("\n300\n", "\n0300\n", StringComparison.Ordinal)))),

            // A key of the log that is none: its name, its hash, its kind.
            .. new string?[] { "", "\n", null, "x", SomeLedger.Verifier + "\n\n", " " + SomeLedger.Verifier, SomeLedger.Verifier + "=", SomeLedger.Verifier.ToString()[1..], SomeLedger.Verifier.ToString()[..^4] }
                .Select(key => ("no-log-key", Good with { LogKey = key })),
            ("no-log-key", Good with { LogKey = SomeLedger.Verifier.ToString().Replace($"+{SomeLedger.Verifier.Id:x8}+", $"+{SomeLedger.Verifier.Id ^ 1:x8}+", StringComparison.Ordinal) }),
            ("no-log-key", Good with { LogKey = SomeLedger.Verifier.ToString().Replace($"+{SomeLedger.Verifier.Id:x8}+", $"+{SomeLedger.Verifier.Id:X8}+", StringComparison.Ordinal) }),
            ("no-log-key", Good with { LogKey = OfAnotherKind() }),

            // Files that are no proof.
            .. new string?[] { "", null, "\n\n", "c2sp.org/tlog-proof@v1\n\n", Put("@v1\nextra", "@v2\nextra"), Put("\n", "\r\n"), file[..^1], file + "\n", file + " ", "\n" + file }
                .Select(none => ("no-proof", Good with { Proof = none })),
            ("no-proof", Good with { Proof = Put($"index {Index}\n", $"index 0{Index}\n") }),
            ("no-proof", Good with { Proof = Put($"index {Index}\n", $"index -{Index}\n") }),
            ("no-proof", Good with { Proof = Put("\u2014 ", "- ") }),
            ("no-proof", With([.. Enumerable.Repeat(TreeHash.Empty, 64)])),
            ("no-proof", Good with { Proof = Without(0) }),
            ("no-proof", Good with { Proof = Without(1) }),
            ("no-proof", Good with { Proof = Without(2) }),
            ("no-proof", Good with { Proof = Twice(1) }),
            ("no-proof", Good with { Proof = Twice(2) }),
        ];

        var found = await FindAsync([.. cases.Select(c => c.Claim)]);
        Assert.Equal(cases.Select((c, i) => $"{i} wrong {c.Expected}"), found.Select((f, i) => $"{i} {f}"));

        Claim With(ImmutableArray<MerkleHash> path) => Good with { Proof = new TlogProof(proof.Entry, Index, path, proof.Note).ToString() };
        Claim Noted(SignedNote note) => Good with { Proof = new TlogProof(proof.Entry, Index, proof.Path, note).ToString() };
        Claim Signed(Checkpoint checkpoint) => Noted(SomeLedger.Sign(checkpoint));
    }

    [Fact, Proves("S4")]
    public async Task No_changed_or_missing_character_goes_unnoticed()
    {
        var (file, key) = (Good.Proof!, Good.LogKey!);
        Claim[] changed =
        [
            .. Enumerable.Range(0, file.Length).SelectMany(i => new[] { Good with { Proof = Changed(file, i) }, Good with { Proof = file.Remove(i, 1) } }),
            .. Enumerable.Range(0, key.Length).SelectMany(i => new[] { Good with { LogKey = Changed(key, i) }, Good with { LogKey = key.Remove(i, 1) } }),
            .. Enumerable.Range(0, 32).Select(i => Good with { Survey = Changed(Good.Survey!, i) }),
            .. Enumerable.Range(0, Pair.PublicKey.Length).Select(i => Good with { Spki = Convert.ToBase64String(Pair.PublicKey.SetItem(i, (byte)(Pair.PublicKey[i] ^ 1)).AsSpan()) }),
            .. file.Split('\n').SelectMany((_, i) => new[] { Good with { Proof = string.Join('\n', file.Split('\n').Where((_, n) => n != i)) } }),
        ];
        Assert.All(await FindAsync(changed), (found, i) => Assert.True(found.StartsWith("wrong ", StringComparison.Ordinal), $"{i}: {found}"));

        // Another letter, never the same: the next one, or A where that is no letter of the file.
        static string Changed(string text, int i) => text[..i] + (char.IsAsciiLetterOrDigit((char)(text[i] + 1)) ? (char)(text[i] + 1) : text[i] == 'A' ? 'B' : 'A') + text[(i + 1)..];
    }

    [Fact, Proves("S4")]
    public async Task A_browser_without_the_signature_says_so_and_finds_everything_else_that_is_wrong()
    {
        var proof = ProofOf(Opened);
        using var strange = Key.Create(SignatureAlgorithm.Ed25519);
        await using var visit = await OpenAsync();
        var found = await PassScriptTests.RunAsync<string[]>(visit.Page, WithoutEd25519 + Check, [new[]
        {
            Good.ToScript(),
            (Good with { Survey = new string('0', 32) }).ToScript(),
            (Good with { Spki = "" }).ToScript(),
            (Good with { Proof = new TlogProof(proof.Entry, Index, proof.Path.SetItem(0, TreeHash.Empty), proof.Note).ToString() }).ToScript(),
            (Good with { LogKey = SomeLedger.VerifierOf(SomeLedger.Origin, strange).ToString() }).ToScript(),
        }]);
        Assert.Equal(["unsigned-here no-ed25519", "wrong other-survey", "wrong other-key", "wrong not-included", "wrong not-signed"], found);
    }

    private static LedgerEntry Opening() => SomeLedger.Entry(1) with
    {
        Kind = EntryKind.SurveyOpened,
        Subject = null,
        Role = ActorRole.PrivacyOfficer,
        Evidence = Survey,
        Fields = default,
        Detail = Pair.Fingerprint,
    };

    private static byte[][] Bodies(byte[] body, int index, int size) =>
        [.. Enumerable.Range(0, size).Select(i => i == index ? body : CanonicalEntry.Encode(SomeLedger.Entry(i)))];

    private static TlogProof ProofOf(byte[] body, int index = Index, int size = Size)
    {
        var (tree, tiles) = SomeLedger.Grow([.. Bodies(body, index, size).Select(b => TreeHash.Leaf(b))]);
        return new TlogProof([.. body], index, InclusionProof.Make(index, size, id => tiles[id]).Path, SomeLedger.Sign(tree));
    }

    private static string Proof(LedgerEntry entry) => ProofOf(CanonicalEntry.Encode(entry)).ToString();

    private static MerkleHash Root(TlogProof proof) => Checkpoint.TryParse(proof.Note.Text, out var head) ? head.Root : default;

    private static SignedNote Sign(string text) => SignedNote.Sign(text, SomeLedger.Verifier, SignatureAlgorithm.Ed25519.Sign(SomeLedger.Key, SignedNote.BytesToSign(text)));

    // A well-formed verifier key of a kind that is not Ed25519.
    private static string OfAnotherKind()
    {
        byte[] key = [2, .. SomeLedger.Verifier.PublicKey];
        var id = SHA256.HashData([.. Encoding.UTF8.GetBytes(SomeLedger.Origin + "\n"), .. key]).AsSpan(0, 4);
        return $"{SomeLedger.Origin}+{Convert.ToHexStringLower(id)}+{Convert.ToBase64String(key)}";
    }

    private async Task<string[]> FindAsync(params Claim[] claims)
    {
        await using var visit = await OpenAsync();
        return await PassScriptTests.RunAsync<string[]>(visit.Page, Check, [claims.Select(c => c.ToScript()).ToArray()]);
    }

    private async Task<Visit> OpenAsync()
    {
        var visit = await browser.VisitAsync(house.Program);
        await visit.GoAsync("/policy");
        return visit;
    }

    private sealed record Claim(string? Proof)
    {
        public string? Spki { get; init; } = PassScriptTests.Key(Pair);

        public string? LogKey { get; init; } = SomeLedger.Verifier.ToString();

        public string? Survey { get; init; } = CheckKeyScriptTests.Survey.ToString("N");

        internal object ToScript() => new { spki = Spki, proof = Proof, logKey = LogKey, survey = Survey };
    }
}
