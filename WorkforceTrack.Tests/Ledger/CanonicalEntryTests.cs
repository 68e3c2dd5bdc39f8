using System.Text;
using CsCheck;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Tests.Ledger;

public sealed class CanonicalEntryTests
{
    private const string Whole =
        """
        workforcetrack/entry@v1
        id: 00112233445566778899aabbccddeeff
        at: 2026-01-31T04:05:00.123Z
        kind: staff-look
        subject: 00112233445566778899aabbccddeeff
        role: privacy-officer
        actor: 00112233445566778899aabbccddeeff
        to: staff
        to-id: 00112233445566778899aabbccddeeff
        to-name: 4ddbc4dfae4ea2507216ff9f4f697db0f6d26614857a8175b4de9561dcebe68f
        purpose: give-support
        basis: internal-use
        evidence: 00112233445566778899aabbccddeeff
        policy: 1.20
        fields: user-id,email
        refused: nothing-asked,no-purpose
        visible: 2026-05-01
        note: 4ddbc4dfae4ea2507216ff9f4f697db0f6d26614857a8175b4de9561dcebe68f
        detail: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
        salt: 0000000000000000000000000000002a

        """;

    private static readonly Guid SomeId = new("00112233-4455-6677-8899-aabbccddeeff");

    private static readonly LedgerEntry WholeEntry = new()
    {
        Id = new EntryId(SomeId),
        At = EntryTime.At(new DateTimeOffset(2026, 1, 31, 5, 5, 0, 123, TimeSpan.FromHours(1)).AddTicks(9)),
        Kind = EntryKind.StaffLook,
        Subject = new LedgerSubject(SomeId),
        Role = ActorRole.PrivacyOfficer,
        Actor = SomeId,
        RecipientKind = RecipientKind.Staff,
        Recipient = SomeId,
        RecipientName = Commitment.To(new Salt(1), "Grüße"),
        Purpose = Purpose.GiveSupport,
        Basis = LegalBasis.InternalUse,
        Evidence = SomeId,
        Policy = new PolicyNumber(1, 20),
        Fields = FieldSet.Of(PersonalField.Email, PersonalField.UserId),
        Refusals = [RefusalReason.NoPurpose, RefusalReason.NothingAsked],
        Visibility = Visibility.HiddenUntil(new DateOnly(2026, 5, 1)),
        Note = Commitment.To(new Salt(1), "Grüße"),
        Detail = Digest.Of([]),
        Salt = new Salt(42),
    };

    [Fact]
    public void The_bytes_of_an_entry_are_these_and_stay_these() =>
        Assert.Equal(Whole, Encoding.UTF8.GetString(CanonicalEntry.Encode(WholeEntry)));

    [Fact]
    public void A_members_own_access_is_written_without_a_time_of_day()
    {
        var moment = new DateTimeOffset(2026, 1, 31, 23, 59, 59, TimeSpan.Zero);
        var entry = SomeLedger.Entry(1) with { Kind = EntryKind.OwnAccess, At = EntryTime.DayOf(moment) };
        Assert.Contains("\nat: 2026-01-31\n", Encoding.UTF8.GetString(CanonicalEntry.Encode(entry)), StringComparison.Ordinal);
        Assert.Equal(new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero), entry.At.Moment);
    }

    [Fact]
    public void Every_entry_decodes_to_itself() => SomeLedger.Entries.Sample(entry =>
        CanonicalEntry.TryDecode(CanonicalEntry.Encode(entry), out var again) && again == entry && again.GetHashCode() == entry.GetHashCode());

    [Fact]
    public void Entries_that_differ_have_different_bytes() => Gen.Select(SomeLedger.Entries, SomeLedger.Entries).Sample((a, b) =>
        a == b == CanonicalEntry.Encode(a).AsSpan().SequenceEqual(CanonicalEntry.Encode(b)));

    [Fact]
    public void A_changed_byte_is_refused_or_gives_another_entry_and_another_leaf() =>
        Gen.Select(SomeLedger.Entries, Gen.Int[0, 5000], Gen.Byte[1, 255]).Sample((entry, place, change) =>
        {
            var bytes = CanonicalEntry.Encode(entry);
            var leaf = TreeHash.Leaf(bytes);
            bytes[place % bytes.Length] ^= change;
            return TreeHash.Leaf(bytes) != leaf && (!CanonicalEntry.TryDecode(bytes, out var other) || other != entry);
        });

    [Fact]
    public void Whatever_decodes_is_the_one_form_of_its_entry()
    {
        var part = Gen.OneOf("workforcetrack/entry@v1\n", "id: ", "at: ", "kind: ", "role: ", "salt: ", "fields: ", "policy: ", "visible: ",
            "00112233445566778899aabbccddeeff", "2026-01-31", "2026-02-30", "T04:05:00.123Z", "T24:00:00.000Z", "use", "member", "email", ",", "1.0", "01.0", "-1.0", "\n", "\r\n", " ");
        var made = part.Array[0, 20].Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts)));
        var damaged = Gen.Select(SomeLedger.Entries, Gen.Int[0, 5000], Gen.Int[0, 200], part, (entry, place, length, text) =>
        {
            var bytes = CanonicalEntry.Encode(entry);
            var from = place % bytes.Length;
            return (byte[])[.. bytes[..from], .. Encoding.UTF8.GetBytes(text), .. bytes[Math.Min(bytes.Length, from + length)..]];
        });
        Gen.OneOf(Gen.Byte.Array[0, 2000], made, damaged).Sample(bytes =>
            !CanonicalEntry.TryDecode(bytes, out var entry) || CanonicalEntry.Encode(entry).AsSpan().SequenceEqual(bytes), iter: 20_000);
    }

    [Theory]
    [InlineData("id: 00112233445566778899aabbccddeeff", "id: 00112233445566778899AABBCCDDEEFF")]
    [InlineData("at: 2026-01-31T04:05:00.123Z", "at: 2026-01-31T04:05:00.123+00:00")]
    [InlineData("at: 2026-01-31T04:05:00.123Z", "at: 2026-02-31T04:05:00.123Z")]
    [InlineData("kind: staff-look", "kind: StaffLook")]
    [InlineData("kind: staff-look", "kind: gossip")]
    [InlineData("policy: 1.20", "policy: 1.020")]
    [InlineData("fields: user-id,email", "fields: email,user-id")]
    [InlineData("fields: user-id,email", "fields: user-id,user-id")]
    [InlineData("fields: user-id,email", "fields: ")]
    [InlineData("purpose: give-support\nbasis: internal-use", "basis: internal-use\npurpose: give-support")]
    [InlineData("visible: 2026-05-01", "visible: 2026-5-01")]
    [InlineData("entry@v1", "entry@v2")]
    [InlineData("role: privacy-officer\n", "")]
    [InlineData("salt: 0000000000000000000000000000002a\n", "")]
    [InlineData("salt: 0000000000000000000000000000002a\n", "salt: 0000000000000000000000000000002a")]
    [InlineData("salt: 0000000000000000000000000000002a\n", "salt: 0000000000000000000000000000002a\n\n")]
    [InlineData("\n", "\r\n")]
    public void Another_spelling_is_refused(string spelling, string other)
    {
        Assert.True(CanonicalEntry.TryDecode(Encoding.UTF8.GetBytes(Whole), out _));
        Assert.Contains(spelling, Whole, StringComparison.Ordinal);
        Assert.False(CanonicalEntry.TryDecode(Encoding.UTF8.GetBytes(Whole.Replace(spelling, other, StringComparison.Ordinal)), out _));
    }

    [Fact]
    public void The_longest_entry_fits()
    {
        var entry = WholeEntry with
        {
            Kind = Longest<EntryKind>(),
            Role = Longest<ActorRole>(),
            RecipientKind = Longest<RecipientKind>(),
            Purpose = Longest<Purpose>(),
            Basis = Longest<LegalBasis>(),
            Policy = new PolicyNumber(int.MaxValue, int.MaxValue),
            Fields = FieldSet.From(Names.All<PersonalField>()),
            Refusals = [.. Names.All<RefusalReason>()],
        };
        Assert.True(CanonicalEntry.TryDecode(CanonicalEntry.Encode(entry), out var again));
        Assert.Equal(entry, again);
        Assert.Equal(Names.All<RefusalReason>(), again.Refusals);
    }

    [Fact]
    public void A_commitment_needs_the_salt_and_the_text() => Gen.Select(Gen.Byte.Array[16], Gen.String, Gen.String).Sample((salt, a, b) =>
    {
        // Lone surrogates have no UTF-8 of their own.
        if (a.Any(char.IsSurrogate) || b.Any(char.IsSurrogate)) return true;
        var commitment = Commitment.To(Salt.From(salt), a);
        var otherSalt = (byte[])salt.Clone();
        otherSalt[0] ^= 1;
        return commitment.Value == Digest.Of([.. salt, .. Encoding.UTF8.GetBytes(a)])
            && commitment == Commitment.To(Salt.From(salt), b) == string.Equals(a, b, StringComparison.Ordinal)
            && commitment != Commitment.To(Salt.From(otherSalt), a);
    });

    [Fact]
    public void A_hidden_entry_shows_from_its_day_on()
    {
        var hidden = Visibility.HiddenUntil(new DateOnly(2026, 5, 1));
        Assert.False(hidden.IsVisibleOn(new DateOnly(2026, 4, 30)));
        Assert.True(hidden.IsVisibleOn(new DateOnly(2026, 5, 1)));
        Assert.True(Visibility.Now.IsVisibleOn(DateOnly.MinValue));
    }

    private static T Longest<T>() where T : struct, Enum => Names.All<T>().MaxBy(value => value.ToString().Length);
}
