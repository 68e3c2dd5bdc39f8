using CsCheck;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.WebLogs;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.WebLogs;

public sealed class IncidentTests
{
    [Fact, Proves("W4"), Proves("W5")]
    public void What_the_table_allows_can_be_done_and_everything_else_is_refused()
    {
        var wrong = new List<string>();
        var (allowed, refused) = (0, 0);
        foreach (var (place, way, move, who, isAllowed) in IncidentTable.Everything())
        {
            var answer = way.Incident.Go(move, IncidentTable.At(who, way.Now));
            if (answer is IncidentAnswer.Moved) allowed++;
            else refused++;
            if (answer is IncidentAnswer.Moved != isAllowed)
                wrong.Add($"{place}: {move.GetType().Name} by {who} {(isAllowed ? $"is refused: {string.Join(", ", ((IncidentAnswer.Refused)answer).Faults)}" : "is not refused")}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        TestContext.Current.TestOutputHelper?.WriteLine($"{IncidentTable.Rows.Count} places: {allowed} moves taken, {refused} refused.");
    }

    [Fact]
    public void The_table_knows_every_phase_and_every_kind_of_move()
    {
        Assert.Equal(Names.All<IncidentPhase>(), IncidentTable.Rows.Values.Select(row => row.Reach().Incident.Phase).Distinct().Order());
        Assert.Equal(typeof(IncidentMove).GetNestedTypes().Select(t => t.Name).Order(StringComparer.Ordinal), IncidentTable.Moves.Select(m => m.GetType().Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_phase_is_sealed_and_comes_back_from_its_name()
    {
        foreach (var row in IncidentTable.Rows.Values)
        {
            var there = row.Reach().Incident;
            Assert.True(there.GetType().IsSealed);
            Assert.Empty(there.GetType().GetConstructors());
            Assert.Same(there.GetType(), Incident.In(there.Phase, there.File).GetType());
        }
    }

    [Theory, Proves("W4")]
    [InlineData('S')]
    [InlineData('C')]
    [InlineData('M')]
    [InlineData('A')]
    public void Only_security_and_the_privacy_officer_open_one(char who) =>
        Assert.Contains(IncidentFault.NotYourRole, Assert.IsType<IncidentAnswer.Refused>(Incident.Report(default, IncidentTable.At($"{who}", IncidentTable.Opened))).Faults);

    [Fact, Proves("W4")]
    public void Nobody_looks_without_a_reason_of_their_own_and_of_the_other()
    {
        var way = IncidentTable.Looked();
        IncidentMoment At(bool one, bool other) => new(IncidentTable.Person('E', one), IncidentTable.Person('P', other), way.Now, IncidentTable.Kept);

        Assert.Equal([IncidentFault.ReasonMissing], way.Faults(At(one: true, other: false), new IncidentMove.Look()));
        Assert.Equal([IncidentFault.ReasonMissing], way.Faults(At(one: false, other: true), new IncidentMove.Look()));
        Assert.Contains(IncidentFault.ReasonMissing, Assert.IsType<IncidentAnswer.Refused>(Incident.Report(default, At(one: false, other: true) with { Beside = null })).Faults);
        Assert.Equal([IncidentFault.ReasonMissing], way.Faults(At(one: false, other: true) with { Beside = null }, new IncidentMove.Close()));
    }

    [Fact, Proves("W4")]
    public void A_scope_is_a_time_that_is_over_and_not_the_whole_log()
    {
        var now = IncidentTable.Opened;
        IncidentScope Of(double from, double until, int addresses = 0, int pages = 0) => new(
            now.AddDays(from), now.AddDays(until), [.. Enumerable.Range(0, addresses).Select(n => ClientAddress.Of([203, 0, 113, (byte)n]))], [.. Enumerable.Range(0, pages).Select(n => $"/{n}")]);

        Assert.All(new[] { Of(-1, 0), Of(-40, -39), Of(-31, 0, addresses: 1), Of(-31, 0, pages: 20), Of(-0.5, -0.1, addresses: 20) }, s => Assert.True(s.IsSoundAt(now)));
        Assert.All(
            new[] { Of(-1, 0.1), Of(0, 0), Of(-1, -2), Of(-1.1, 0), Of(-31.1, 0, addresses: 1), Of(-0.5, 0, addresses: 21), Of(-0.5, 0, pages: 21) }, s => Assert.False(s.IsSoundAt(now)));
        Assert.Equal([IncidentFault.ScopeNotSound], new Way().Faults(IncidentTable.At("EP", now), new IncidentMove.SetScope(Of(-2, 0))));
    }

    [Fact, Proves("W4"), Proves("W5")]
    public void A_scope_covers_just_the_lines_that_fit_in_every_respect() => Gen.Select(Gen.Int[-5, 5], Gen.Byte[0, 5], Gen.Int[0, 3], Gen.Bool, Gen.Bool).Sample(
        (hours, from, page, byAddress, byPage) =>
        {
            var now = IncidentTable.Opened;
            var scope = new IncidentScope(now.AddHours(-3), now.AddHours(-1), byAddress ? [ClientAddress.Of([203, 0, 113, 2]), ClientAddress.Of([203, 0, 113, 0])] : [], byPage ? ["/1"] : []);
            var line = WebLogLine.Of(now.AddHours(hours), ClientAddress.Of([203, 0, 113, from]), domain: null, $"/{page}", "x", referrer: null);

            Assert.Equal(hours is -3 or -2 && (!byAddress || from is 0 or 2) && (!byPage || page == 1), scope.Covers(line));
            // Of a network that was cut, no single address is left to be meant.
            Assert.Equal(hours is -3 or -2 && (!byPage || page == 1), scope.Covers(line.Cut()));
        },
        iter: Counts.Cases);

    [Fact]
    public void Every_fault_and_phase_has_words_of_its_own()
    {
        var words = Names.All<IncidentFault>().Select(IncidentWords.Of).Concat(Names.All<IncidentPhase>().Select(IncidentWords.Of)).ToList();
        Assert.Distinct(words);
        Assert.All(words, w => Assert.DoesNotContain('!', w));
    }

    [Fact]
    public void A_scope_does_not_print() => Assert.Equal("(a scope of lines)", $"{IncidentTable.Scope}");
}
