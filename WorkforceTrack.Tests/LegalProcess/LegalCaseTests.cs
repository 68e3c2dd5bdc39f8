using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.LegalProcess;

public sealed class LegalCaseTests
{
    [Fact, Proves("D6"), Proves("D7"), Proves("D8")]
    public void What_the_table_allows_can_be_done_and_everything_else_is_refused()
    {
        var wrong = new List<string>();
        var (allowed, refused) = (0, 0);
        foreach (var (state, road, move, who, isAllowed) in StateTable.Everything())
        {
            var answer = road.Case.Go(move, Demand.By(who, road.Now));
            if (answer is CaseAnswer.Moved) allowed++;
            else refused++;
            if (answer is CaseAnswer.Moved != isAllowed)
                wrong.Add($"{state}: {move.GetType().Name} by {who} {(isAllowed ? $"is refused: {string.Join(", ", ((CaseAnswer.Refused)answer).Faults)}" : "is not refused")}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        TestContext.Current.TestOutputHelper?.WriteLine($"{StateTable.Rows.Count} states: {allowed} moves taken, {refused} refused.");
    }

    [Fact]
    public void The_table_knows_every_phase_and_every_kind_of_move()
    {
        Assert.Equal(Names.All<CasePhase>(), StateTable.Rows.Values.Select(row => row.Reach().Case.Phase).Distinct().Order());
        Assert.Equal(
            CaseMove.Kinds.Select(kind => kind.Name).Order(StringComparer.Ordinal),
            StateTable.Moves(Demand.Came).Select(move => move.GetType().Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_phase_is_sealed_and_comes_back_from_its_name()
    {
        foreach (var row in StateTable.Rows.Values)
        {
            var there = row.Reach().Case;
            Assert.True(there.GetType().IsSealed);
            Assert.Empty(there.GetType().GetConstructors());
            Assert.Same(there.GetType(), CasePhases.In(there.Phase, there.File).GetType());
        }
    }

    [Fact, Proves("D6")]
    public void An_informal_request_is_refused_in_one_step_from_where_it_comes_in()
    {
        var file = new Road().Go('S', new CaseMove.RefuseInformal()).Case.File;
        Assert.Equal((CaseKind.InformalRequest, CaseOutcome.Refused), (file.Kind, file.Outcome));
    }

    [Fact, Proves("D6")]
    public void What_is_given_is_never_wider_than_what_was_asked_or_than_before()
    {
        var wider = Demand.Asked with { Period = Demand.Period with { To = Demand.Period.To.AddDays(1) } };
        Assert.Equal([CaseFault.ScopeWider], Faults(new Road().Preserved(), 'C', new CaseMove.FindValid(wider)));
        var narrowed = new Road().Preserved().Go('C', new CaseMove.FindOverbroad()).Go('P', new CaseMove.Narrow(Demand.Narrower));
        Assert.Equal([CaseFault.ScopeWider], Faults(narrowed, 'C', new CaseMove.FindValid(Demand.Asked)));
        Assert.Equal([CaseFault.ScopeNotNarrower], Faults(new Road().Preserved().Go('C', new CaseMove.FindOverbroad()), 'P', new CaseMove.Narrow(Demand.Asked)));
        Assert.Equal(1, narrowed.Case.File.NarrowingRounds);
    }

    [Fact, Proves("D6")]
    public void A_scope_that_names_nobody_nothing_one_twice_or_no_days_is_none()
    {
        var dana = Demand.Asked.Members[0];
        foreach (var scope in new[]
        {
            CaseScope.Nothing, Demand.Asked with { Members = [dana, dana] }, Demand.Asked with { Members = [dana with { Fields = FieldSet.Empty }] },
            Demand.Asked with { Period = new CasePeriod(Demand.Period.To, Demand.Period.From) },
        }) Assert.Contains(CaseFault.ScopeNotSound, Faults(new Road().Preserved(), 'C', new CaseMove.FindValid(scope)));
    }

    [Fact, Proves("D7")]
    public void The_window_is_a_week_or_until_the_due_date_whichever_is_later()
    {
        Assert.Equal(Demand.Came.AddDays(14), new Road().Notified().Case.File.WindowEnds);
        var late = new Road().Checked().Go('P', new CaseMove.Notify()).Later(10).Go('A', new CaseMove.RecordDelivery(Demand.Dana)).Later(2).Go('A', new CaseMove.RecordDelivery(Demand.Bo));
        Assert.Equal(Demand.Came.AddDays(19), late.Case.File.WindowEnds);
    }

    [Fact, Proves("D7")]
    public void A_mere_request_does_not_bind_to_silence_and_no_silence_is_without_an_end()
    {
        var reviewed = new Road().Preserved().Go('C', new CaseMove.FindValid(Demand.Asked));
        Assert.Equal([CaseFault.NothingBindsToSilence], Faults(reviewed, 'C', new CaseMove.CheckSecrecy(Demand.Order(Demand.Came.AddDays(9)) with { Ground = SilenceGround.Preservation })));
        Assert.Equal([CaseFault.SilenceNotSound], Faults(reviewed, 'C', new CaseMove.CheckSecrecy(Demand.Order(Demand.Came))));
        Assert.Equal([CaseFault.SilenceNotSound], Faults(reviewed, 'C', new CaseMove.CheckSecrecy(Demand.Order(Demand.Came.AddDays(91), isUnlimited: true))));
        var year = reviewed.Go('C', new CaseMove.CheckSecrecy(Demand.Order(Demand.Came.AddDays(365)))).Case;
        Assert.Equal(Demand.Came.AddDays(90), year.File.Silence!.CheckBy);
        Assert.Contains(CaseAgenda.Of(year, Demand.Terms, Demand.Came), task => task.Duty == CaseDuty.CheckSecrecyAgain && task.DueAt == Demand.Came.AddDays(90));
        var endless = new Road().Checked(Demand.Order(Demand.Came.AddDays(90), isUnlimited: true)).Case;
        Assert.Contains(CaseAgenda.Of(endless, Demand.Terms, Demand.Came), task => task.Duty == CaseDuty.ChallengeSilence);
    }

    [Fact, Proves("D7")]
    public void An_order_that_ends_before_the_data_went_opens_the_window_and_voids_what_was_approved()
    {
        var road = new Road().Delayed().Approved().Later(60).Go('A', new CaseMove.EndSilence());
        Assert.Equal(CasePhase.Notifying, road.Case.Phase);
        Assert.Empty(road.Case.File.Approvals);
        Assert.Equal(2, road.Case.File.Notices.Length);
    }

    [Fact, Proves("D7")]
    public void A_sustained_objection_takes_the_member_out_and_the_last_one_ends_the_case()
    {
        var road = new Road().Notified();
        road.GoAs(new CaseActor.TheSubject(Demand.Bo), new CaseMove.Object());
        road.Go('X', new CaseMove.Object()).Go('C', new CaseMove.DecideObjection(Demand.Bo, isSustained: true));
        Assert.Equal((CasePhase.Frozen, true), (road.Case.Phase, road.Case.File.Scope.FieldsOf(Demand.Bo).IsEmpty));
        road.Go('C', new CaseMove.DecideObjection(Demand.Dana, isSustained: true));
        Assert.Equal((CasePhase.Refused, (CaseHold?)null), (road.Case.Phase, road.Case.File.Hold));
    }

    [Fact, Proves("D6")]
    public void Closing_releases_the_hold_and_says_how_much_was_given()
    {
        var whole = new Road().Notified().Later(14).Approved().Go('S', new CaseMove.Produce()).Go('P', new CaseMove.Close()).Case.File;
        Assert.Equal((CaseOutcome.Fully, (CaseHold?)null), (whole.Outcome, whole.Hold));
        var part = new Road().Preserved().Go('C', new CaseMove.FindValid(Demand.Narrower)).Go('C', new CaseMove.CheckSecrecy(silence: null)).Go('P', new CaseMove.Notify())
            .Go('A', new CaseMove.RecordDelivery(Demand.Dana)).Later(14).Approved().Go('S', new CaseMove.Produce()).Go('P', new CaseMove.Close()).Case.File;
        Assert.Equal(CaseOutcome.Partly, part.Outcome);
    }

    [Fact, Proves("D8")]
    public void What_was_done_in_an_emergency_waits_first_for_those_who_look_at_it_afterwards()
    {
        var road = new Road().Emergency().Go('P', new CaseMove.Approve(isAlone: true));
        Assert.Equal((CaseDuty.Produce, CaseWaits.Releaser), First(road));
        road.Go('E', new CaseMove.Produce());
        Assert.Equal((CaseDuty.ApproveSecond, CaseWaits.Approver), First(road));
        road.Go('M', new CaseMove.Approve());
        Assert.Equal((CaseDuty.ReviewAfterwards, CaseWaits.Counsel), First(road));
        road.Go('C', new CaseMove.ReviewAfterwards());
        Assert.Equal((CaseDuty.Close, CaseWaits.Owner), First(road));

        static (CaseDuty, CaseWaits) First(Road at) => CaseAgenda.Of(at.Case, Demand.Terms, at.Now)[0] is var task ? (task.Duty, task.Waits) : default;
    }

    [Fact]
    public void Every_fault_duty_and_phase_has_words_of_its_own()
    {
        var words = Names.All<CaseFault>().Select(CaseWords.Of).Concat(Names.All<CasePhase>().Select(CaseWords.Of)).ToList();
        Assert.Distinct(words);
        Assert.Distinct(Names.All<CaseDuty>().Select(CaseWords.Of));
        Assert.All(words, w => Assert.DoesNotContain('!', w));
    }

    private static IEnumerable<CaseFault> Faults(Road road, char who, CaseMove move) => Assert.IsType<CaseAnswer.Refused>(road.Case.Go(move, Demand.By(who, road.Now))).Faults;
}
