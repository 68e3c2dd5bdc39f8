using CsCheck;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Erasure;

public sealed class HeldBackTests
{
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
