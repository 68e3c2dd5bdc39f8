using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using NSec.Cryptography;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Tests.Ledger;

/// <summary>Entries, leaves and a signing log to test with.</summary>
internal static class SomeLedger
{
    public const string Origin = "workforcetrack.test/ledger";

    private static readonly Gen<Salt> Salts = Gen.Byte.Array[Salt.Length].Select(b => Salt.From(b));
    private static readonly Gen<Digest> Digests = Gen.Byte.Array[Digest.Length].Select(b => Digest.From(b));

    /// <summary>Any entry at all, with any of its parts present or absent.</summary>
    public static Gen<LedgerEntry> Entries { get; } =
        from who in Gen.Select(Gen.Guid, Maybe(Gen.Guid), Of<ActorRole>(), Maybe(Gen.Guid))
        from what in Gen.Select(Of<EntryKind>(), Times(), Maybe(Of<Purpose>()), Maybe(Of<LegalBasis>()), Maybe(Gen.Guid))
        from to in Gen.Select(Maybe(Of<RecipientKind>()), Maybe(Gen.Guid), Maybe(Digests))
        from rule in Gen.Select(Maybe(Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[0, int.MaxValue])), Subset<PersonalField>(), Subset<RefusalReason>())
        from rest in Gen.Select(Maybe(Gen.DateOnly), Maybe(Digests), Maybe(Digests), Salts)
        select new LedgerEntry
        {
            Id = new EntryId(who.Item1),
            At = what.Item2,
            Kind = what.Item1,
            Subject = who.Item2 is { } subject ? new LedgerSubject(subject) : null,
            Role = who.Item3,
            Actor = who.Item4,
            RecipientKind = to.Item1,
            Recipient = to.Item2,
            RecipientName = to.Item3 is { } name ? new Commitment(name) : null,
            Purpose = what.Item3,
            Basis = what.Item4,
            Evidence = what.Item5,
            Policy = rule.Item1 is { } number ? new PolicyNumber(number.Item1, number.Item2) : null,
            Fields = FieldSet.From(rule.Item2),
            Refusals = rule.Item3,
            Visibility = rest.Item1 is { } day ? Visibility.HiddenUntil(day) : Visibility.Now,
            Note = rest.Item2 is { } note ? new Commitment(note) : null,
            Detail = rest.Item3,
            Salt = rest.Item4,
        };

    public static Key Key { get; } = Key.Import(SignatureAlgorithm.Ed25519, [.. Enumerable.Range(7, 32).Select(i => (byte)i)], KeyBlobFormat.RawPrivateKey);

    public static VerifierKey Verifier { get; } = VerifierOf(Origin, Key);

    public static VerifierKey VerifierOf(string name, Key key) => new(name, key.PublicKey.Export(KeyBlobFormat.RawPublicKey));

    public static bool Check(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey) =>
        PublicKey.TryImport(SignatureAlgorithm.Ed25519, publicKey, KeyBlobFormat.RawPublicKey, out var key)
        && SignatureAlgorithm.Ed25519.Verify(key!, message, signature);

    public static SignedNote Sign(Checkpoint head) =>
        SignedNote.Sign(head.Body, Verifier, SignatureAlgorithm.Ed25519.Sign(Key, SignedNote.BytesToSign(head.Body)));

    public static SignedNote Sign(LedgerTree tree) => Sign(new Checkpoint(Origin, tree.Size, tree.Root));

    /// <summary>Some entry of no importance, another for each number.</summary>
    public static LedgerEntry Entry(int number) => new()
    {
        Id = new EntryId(Id(number, 1)),
        At = EntryTime.At(new DateTimeOffset(2026, 1, 31, 4, 5, 0, TimeSpan.Zero).AddMilliseconds(number)),
        Kind = number % 5 == 0 ? EntryKind.Refusal : EntryKind.Disclosure,
        Subject = new LedgerSubject(Id(number, 2)),
        Role = ActorRole.Partner,
        Actor = Id(number, 3),
        RecipientKind = RecipientKind.Partner,
        Recipient = Id(number, 4),
        Purpose = Purpose.JobMatching,
        Basis = LegalBasis.SelectedService,
        Policy = new PolicyNumber(1, 0),
        Fields = FieldSet.Of(PersonalField.Skills, PersonalField.Region),
        Refusals = number % 5 == 0 ? [RefusalReason.NoLiveConsent] : [],
        Salt = new Salt((UInt128)number),
    };

    public static ImmutableArray<MerkleHash> Leaves(int count) =>
        [.. Enumerable.Range(0, count).Select(i => TreeHash.Leaf(System.Text.Encoding.UTF8.GetBytes(i.ToString(CultureInfo.InvariantCulture))))];

    /// <summary>A tree with every tile of it, full or not, to read.</summary>
    public static (LedgerTree Tree, Dictionary<TileId, LedgerTile> Tiles) Grow(ReadOnlySpan<MerkleHash> leaves)
    {
        var step = LedgerTree.Empty.Append(leaves);
        return (step.Tree, step.Filled.Concat(step.Tree.Edge).ToDictionary(t => t.Id));
    }

    private static Guid Id(int number, byte part) => new(number, part, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    private static Gen<EntryTime> Times() => Gen.Select(Gen.DateTime, Gen.Bool, (moment, isDay) =>
    {
        var utc = new DateTimeOffset(DateTime.SpecifyKind(moment, DateTimeKind.Utc));
        return isDay ? EntryTime.DayOf(utc) : EntryTime.At(utc);
    });

    private static Gen<T> Of<T>() where T : struct, Enum => Gen.Enum<T>();

    private static Gen<ImmutableArray<T>> Subset<T>() where T : struct, Enum =>
        Of<T>().Array[0, 6].Select(values => values.Distinct().ToImmutableArray());

    private static Gen<T?> Maybe<T>(Gen<T> gen) where T : struct => Gen.Select(Gen.Bool, gen, (isThere, value) => isThere ? value : (T?)null);
}
