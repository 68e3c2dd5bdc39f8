using System.Reflection;
using WorkforceTrack.Domain.Engagements;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Tests.Policy;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Engagements;

/// <summary>The life of an engagement, purely: what is wrong now does not exist now (D5).</summary>
public sealed class EngagementPhaseTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly EngagementId Id = new(new Guid("0d5f7c1e-2d0a-4a9e-9a53-8f2f6f0c7a11"));
    private static readonly Digest Paper = Digest.Of([1]);
    private static readonly Keeper Priya = Keeper.Of(new StaffId(new Guid("10000000-0000-0000-0000-000000000001")), StaffRole.PrivacyOfficer)!;
    private static readonly Keeper Mina = Keeper.Of(new StaffId(new Guid("10000000-0000-0000-0000-000000000002")), StaffRole.Management)!;
    private static readonly EngagementTerms Terms = new(EngagementKind.Auditor, FieldSet.Of(PersonalField.Region), Now.AddDays(1), Now.AddDays(21));

    public static TheoryData<EngagementStep, int> Moments
    {
        get
        {
            var all = new TheoryData<EngagementStep, int>();
            foreach (var step in Names.All<EngagementStep>())
            {
                foreach (var day in new[] { 0, 1, 20, 21, 22, 400 }) all.Add(step, day);
            }

            return all;
        }
    }

    [Theory, Proves("D5")]
    [MemberData(nameof(Moments))]
    public void At_every_moment_an_engagement_is_in_one_phase_and_none_other_comes_back_from_the_store(EngagementStep step, int day)
    {
        var (stored, at) = (Stored(step), Now.AddDays(day));
        var expected = step switch
        {
            EngagementStep.Drafted => EngagementPhase.Drafted,
            EngagementStep.Settled => EngagementPhase.Settled,
            _ when day < 1 => EngagementPhase.Awaited,
            _ when day < 21 => EngagementPhase.InForce,
            _ => EngagementPhase.Ended,
        };

        Assert.Equal(expected, stored.PhaseAt(at));
        Assert.Equal(expected == EngagementPhase.Drafted, stored.AsDraft() is not null);
        Assert.Equal(expected is EngagementPhase.Awaited or EngagementPhase.InForce, stored.AsSigned(at) is not null);
        Assert.Equal(expected == EngagementPhase.Ended, stored.AsEnded(at) is not null);
        Assert.Equal(expected == EngagementPhase.Settled, stored.AsSettled() is not null);
    }

    [Theory, Proves("D5")]
    [InlineData(typeof(DraftedEngagement), nameof(DraftedEngagement.Begin), nameof(DraftedEngagement.Confirm), nameof(DraftedEngagement.WhyNotChange), nameof(DraftedEngagement.WithDocument))]
    [InlineData(typeof(SignedEngagement), nameof(SignedEngagement.End), nameof(SignedEngagement.LetsInAt))]
    [InlineData(typeof(EndedEngagement), nameof(EndedEngagement.Settle))]
    [InlineData(typeof(SettledEngagement))]
    public void A_phase_can_do_what_is_right_now_and_nothing_else(Type phase, params string[] moves)
    {
        var methods = phase.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly);
        Assert.Equal(moves, methods.Where(m => !m.IsSpecialName).Select(m => m.Name).Order(StringComparer.Ordinal));
        Assert.All(phase.GetProperties(), p => Assert.Null(p.SetMethod));
        Assert.Empty(phase.GetConstructors());
        Assert.True(phase.IsSealed);
    }

    [Fact, Proves("D5")]
    public void Two_roles_look_after_engagements_and_nobody_else_can_be_asked_to() =>
        Assert.Equal([StaffRole.PrivacyOfficer, StaffRole.Management], Names.All<StaffRole>().Where(role => Keeper.Of(Priya.Id, role) is not null));

    [Fact, Proves("D5")]
    public void Nobody_confirms_what_they_entered_themselves_whatever_else_is_there()
    {
        var draft = DraftedEngagement.Begin(Id, Terms, Priya).WithDocument(Paper);

        Assert.Equal([EngagementFault.OwnDraft], Refused(draft.Confirm(Priya, 1, 1, ExamplePartner.Version, Now)));
        Assert.Equal(Mina.Id, Assert.IsType<ConfirmingAnswer.Confirmed>(draft.Confirm(Mina, 1, 1, ExamplePartner.Version, Now)).Engagement.ConfirmedBy);
        Assert.Equal(EngagementFault.NotYourDraft, draft.WhyNotChange(Mina));
    }

    [Fact, Proves("D5"), Proves("O2")]
    public void Everything_that_is_in_the_way_of_confirming_is_said_at_once()
    {
        var draft = DraftedEngagement.Begin(Id, Terms, Priya);

        Assert.Equal([EngagementFault.UseNotDescribed, EngagementFault.NoDocument, EngagementFault.NoMember, EngagementFault.NobodyEngaged], Refused(draft.Confirm(Mina, 0, 0, policy: null, Now)));
        Assert.Equal(
            [EngagementFault.TermIsOver, EngagementFault.TooManyMembers, EngagementFault.TooManyPeople],
            Refused(draft.WithDocument(Paper).Confirm(Mina, EngagementTerms.MostMembers + 1, EngagementTerms.MostPeople + 1, ExamplePartner.Version, Now.AddDays(21))));
    }

    [Fact, Proves("D5"), Proves("O2")]
    public void Terms_are_within_the_policy_and_within_a_year()
    {
        Assert.Empty(Terms.Faults(ExamplePartner.Version, Now));
        Assert.Equal([EngagementFault.NoField], (Terms with { Fields = FieldSet.Empty }).Faults(ExamplePartner.Version, Now));
        Assert.Equal([EngagementFault.FieldNotDescribed], (Terms with { Fields = FieldSet.Of(PersonalField.Phone) }).Faults(ExamplePartner.Version, Now));
        Assert.Equal([EngagementFault.EndsBeforeItBegins], (Terms with { From = Terms.Until }).Faults(ExamplePartner.Version, Now));
        Assert.Equal([EngagementFault.TermTooLong], (Terms with { Until = Terms.From.AddMonths(EngagementTerms.LongestMonths).AddTicks(1) }).Faults(ExamplePartner.Version, Now));
        Assert.Empty((Terms with { Until = Terms.From.AddMonths(EngagementTerms.LongestMonths) }).Faults(ExamplePartner.Version, Now));
        // What auditors may read, consultants may not all.
        Assert.Equal([EngagementFault.FieldNotDescribed], (Terms with { Kind = EngagementKind.Consultant, Fields = FieldSet.Of(PersonalField.FullName) }).Faults(ExamplePartner.Version, Now));
        var undescribed = ExamplePartner.Version with { Flows = [.. ExamplePartner.Version.Flows.Where(f => f.Purpose != Purpose.Audit)] };
        Assert.Equal([EngagementFault.UseNotDescribed], Terms.Faults(undescribed, Now));
    }

    [Fact, Proves("D5")]
    public void Ended_early_it_is_over_from_that_moment_and_ending_it_again_moves_nothing()
    {
        var signed = Stored(EngagementStep.Signed).AsSigned(Now)!;
        var ended = signed.End(Mina, Now.AddDays(3));

        Assert.True(signed.LetsInAt(Terms.Until.AddTicks(-1)));
        Assert.False(signed.LetsInAt(Terms.Until));
        Assert.True(ended.LetsInAt(Now.AddDays(3).AddTicks(-1)));
        Assert.False(ended.LetsInAt(Now.AddDays(3)));
        Assert.Equal(Now.AddDays(3), ended.End(Priya, Now.AddDays(5)).Until);
    }

    [Fact, Proves("D5")]
    public void What_was_given_is_certified_as_it_stands_in_the_ledger_or_not_at_all()
    {
        var ended = Stored(EngagementStep.Signed).AsEnded(Terms.Until)!;
        var nothing = GivenList.From(Id, []);
        var something = GivenList.From(Id, [Given(Id, 1, PersonalField.Region), Given(Id, 1, PersonalField.Employer), Given(Id, 2, PersonalField.Region)]);

        Assert.Equal([(1, 2, "region,employer"), (2, 1, "region")], something.Members.Select(m => (m.Evidence.ToByteArray()[0] + 0, m.Times, m.Fields.ToString())));
        Assert.Equal(EngagementFault.NoCertificate, Fault(ended.Settle(Priya, something, something.Digest, certificate: null, Terms.Until)));
        Assert.Equal(EngagementFault.ChangedMeanwhile, Fault(ended.Settle(Priya, something, nothing.Digest, Paper, Terms.Until)));
        Assert.Equal(something.Digest, Assert.IsType<SettlingAnswer.Done>(ended.Settle(Priya, something, something.Digest, Paper, Terms.Until)).Engagement.List);
        Assert.IsType<SettlingAnswer.Done>(ended.Settle(Priya, nothing, nothing.Digest, certificate: null, Terms.Until));
    }

    [Fact, Proves("D5")]
    public void The_list_takes_no_refusal_no_look_and_nothing_of_another_engagement()
    {
        var other = new EngagementId(new Guid("0d5f7c1e-2d0a-4a9e-9a53-8f2f6f0c7a12"));
        LedgerEntry[] entries =
        [
            Given(Id, 1, PersonalField.Region),
            Given(other, 1, PersonalField.Employer),
            Given(Id, 2, PersonalField.Region) with { Kind = EntryKind.Refusal },
            Given(Id, 3, PersonalField.Region) with { Kind = EntryKind.Engagement },
            Given(Id, 4, PersonalField.Region) with { RecipientKind = RecipientKind.Partner },
        ];

        Assert.Equal(FieldSet.Of(PersonalField.Region), Assert.Single(GivenList.From(Id, entries).Members).Fields);
        Assert.NotEqual(GivenList.From(Id, entries).Digest, GivenList.From(Id, [.. entries, Given(Id, 1, PersonalField.FullName)]).Digest);
    }

    [Fact, Proves("D5")]
    public void Reminders_begin_at_the_end_and_follow_one_another_by_the_pause_whatever_was_missed()
    {
        var task = new CertificateTask(Days: 30, ReminderDays: 14);
        var end = Terms.Until;

        Assert.False(task.IsReminderDue(end, null, end.AddTicks(-1)));
        Assert.True(task.IsReminderDue(end, null, end));
        Assert.False(task.IsReminderDue(end, end, end.AddDays(14).AddTicks(-1)));
        Assert.True(task.IsReminderDue(end, end, end.AddDays(14)));
        Assert.False(task.IsReminderDue(end, end.AddDays(100), end.AddDays(101)));
        Assert.False(task.IsOverdue(end, end.AddDays(30).AddTicks(-1)));
        Assert.True(task.IsOverdue(end, end.AddDays(30)));
    }

    private static StoredEngagement Stored(EngagementStep step) => new(Id, Terms, step, Priya.Id)
    {
        Document = Paper, ConfirmedBy = Mina.Id, ConfirmedAt = Now, SettledBy = Priya.Id, SettledAt = Terms.Until, List = Paper, Certificate = Paper,
    };

    private static LedgerEntry Given(EngagementId to, byte member, PersonalField field) => new()
    {
        Id = new EntryId(new Guid(member, 0, 0, new byte[8])),
        At = EntryTime.At(Now),
        Kind = EntryKind.Disclosure,
        Role = ActorRole.Engaged,
        RecipientKind = RecipientKind.Engaged,
        Recipient = to.Value,
        Evidence = new Guid(member, 0, 0, new byte[8]),
        Fields = FieldSet.Of(field),
        Salt = new Salt(7),
    };

    private static IEnumerable<EngagementFault> Refused(ConfirmingAnswer answer) => Assert.IsType<ConfirmingAnswer.Refused>(answer).Faults;

    private static EngagementFault Fault(SettlingAnswer answer) => Assert.IsType<SettlingAnswer.Refused>(answer).Fault;
}
