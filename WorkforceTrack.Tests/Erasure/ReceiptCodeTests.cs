using CsCheck;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Erasure;

public sealed class ReceiptCodeTests
{
    [Fact, Proves("T2")]
    public void A_code_is_read_however_it_is_typed() => Gen.Select(Gen.Byte.Array[ReceiptCode.SecretLength], Gen.Bool, Gen.Bool).Sample((random, isSmall, isSpaced) =>
    {
        var code = ReceiptCode.From(random);
        var typed = ReceiptCode.Shown(code);
        if (isSmall) typed = typed.ToLowerInvariant();
        if (isSpaced) typed = $"  {typed.Replace('-', ' ')}\t";
        Assert.Equal(code, ReceiptCode.Read(typed, ReceiptCode.SecretLength));
    }, iter: Counts.Cases);

    [Fact, Proves("T2")]
    public void What_is_no_code_is_read_as_none()
    {
        Gen.String.Sample(text =>
        {
            if (ReceiptCode.Read(text, ReceiptCode.ReferenceLength) is { } read) Assert.Equal(read, ReceiptCode.Read(ReceiptCode.Shown(read), ReceiptCode.ReferenceLength));
        }, iter: Counts.Cases);
        Assert.Null(ReceiptCode.Read(new string('A', 10_000), ReceiptCode.SecretLength));
        Assert.Null(ReceiptCode.Read("ABCDEFG0", ReceiptCode.ReferenceLength));
    }

    [Fact, Proves("D6"), Proves("T2")]
    public void A_hold_keeps_what_some_hold_in_force_names_and_nothing_else()
    {
        var now = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        var fields = Gen.Enum<PersonalField>().Array[0, 4].Select(some => FieldSet.From(some));
        Gen.Select(fields, Gen.Int[-2, 2]).Array[0, 5].Sample(drawn =>
        {
            var holds = drawn.Select(d => (Fields: d.Item1, Until: d.Item2 == 0 ? null : (DateTimeOffset?)now.AddHours(d.Item2))).ToList();
            var kept = HeldBack.Of(holds, now);
            foreach (var field in Names.All<PersonalField>())
                Assert.Equal(holds.Exists(h => h.Fields.Contains(field) && h.Until > now), kept.Contains(field));
        }, iter: Counts.Cases);
    }

    [Fact, Proves("O1")]
    public void A_retention_says_its_figure_once()
    {
        var declared = (KeptFor.Days)RecordDeclarations.Of(RecordKind.CasePackages).KeptFor;

        Assert.Equal("30 days after the case is over", declared.Words);
        Assert.Equal("1 day after the case is over", declared.Of(1).Words);
        Assert.Equal("5 years after the case is over", declared.Of(1826).Words);
        Assert.Equal("400 days after the case is over", declared.Of(400).Words);
    }
}
