using System.Collections.Immutable;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Members;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.LegalProcess;

/// <summary>
/// Random walks through cases: anyone tries anything at any time. Beside each walk stands a witness who only writes down what was
/// done by whom and when, and judges from that alone whether the data might go.
/// </summary>
public sealed class CaseWalkProperties
{
    private const int Steps = 40;

    private static readonly PolicyVersion Policy = ExampleVersion();

    [Fact, Proves("D6"), Proves("D7"), Proves("D8")]
    public void Data_goes_only_by_two_within_the_scope_after_notice_or_lawfully_before_and_by_the_right_hands()
    {
        var (produced, permits, emergencies) = (0, 0, 0);
        for (var number = 0; number < Counts.Cases; number++)
        {
            var chance = Counts.Chance(number);
            var walk = new Walk(chance);
            for (var step = 0; step < Steps; step++) walk.Step();
            walk.AssertToldInTheEnd();
            produced += walk.Produced;
            permits += walk.Permits;
            emergencies += walk.Emergencies;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{Counts.Cases} walks from seed {Counts.Seed}: {produced} handed over, {emergencies} of them in an emergency; the gate permitted {permits} times.");
        Assert.True(produced >= Counts.Cases / 50, $"Only {produced} walks handed anything over: the property says too little.");
        Assert.True(emergencies > 0);
    }

    private static PolicyVersion ExampleVersion() => PolicyText.Version1(new DateOnly(2026, 1, 1), []);

    private sealed class Walk(Random chance)
    {
        // Two people in each role: whom a step is forbidden as a person, a colleague may take it.
        private static readonly CaseActor.OfStaff[] Staff = [.. Enumerable.Range(0, 10).Select(n => new CaseActor.OfStaff(Demand.Staff(n), (StaffRole)(n % 5)))];

        private readonly List<(CaseMove Move, CaseActor Actor, DateTimeOffset At)> taken = [];
        private LegalCase about = LegalCase.Receive(new CaseId(Guid.NewGuid()), Demand.Came, Demand.Came.AddDays(chance.Next(1, 20)), Demand.Terms);
        private DateTimeOffset now = Demand.Came;
        private bool wasSilent;

        internal int Produced { get; private set; }

        internal int Emergencies { get; private set; }

        internal int Permits { get; private set; }

        internal void Step()
        {
            // Time passes in hours or days, or up to the end of something.
            if (chance.Next(5) == 0) now = chance.Next(3) == 0 && CaseAgenda.TurnsAt(about, now) is { } turn && turn > now ? turn : now.AddHours(chance.Next(1, 24 * 12));
            var (move, actor) = Try();
            AskTheGate();
            if (about.Go(move, new CaseMoment(actor, Demand.Terms, now)) is not CaseAnswer.Moved moved) return;
            if (move is CaseMove.Produce) Judge((CaseActor.OfStaff)actor);
            taken.Add((move, actor, now));
            about = moved.Next;
            wasSilent |= about.File.Silence is not null;
        }

        /// <summary>Whatever was kept in silence is told when nothing more is done but time passes, and nothing waits for time then.</summary>
        internal void AssertToldInTheEnd()
        {
            now = now.AddYears(5);
            var program = new CaseMoment(new CaseActor.TheProgram(), Demand.Terms, now);
            while (CaseAgenda.DueMoves(about, program) is [var move, ..]) about = ((CaseAnswer.Moved)about.Go(move, program)).Next;
            Assert.Null(about.File.Silence);
            Assert.True(!wasSilent || about.File.IsTold, "A silence ended and nobody was told.");
            Assert.False(CaseAgenda.TurnsAt(about, now) <= now, "The case turns for ever.");
        }

        // Mostly what the phase knows, so that walks get somewhere; now and then anything, by anyone.
        private (CaseMove Move, CaseActor Actor) Try()
        {
            var moves = Moves();
            if (chance.Next(6) == 0) return (moves[chance.Next(moves.Length)], Anyone());
            var here = Array.FindAll(moves, move => about.Knows(move, new CaseMoment(Staff[0], Demand.Terms, now)) && (!EndsEarly(move) || chance.Next(12) == 0));
            if (here.Length == 0) return (moves[0], Anyone());
            var chosen = here[chance.Next(here.Length)];
            var first = chance.Next(Staff.Length + 2);
            for (var turn = 0; turn < Staff.Length + 2; turn++)
            {
                var actor = Person((first + turn) % (Staff.Length + 2));
                if (about.Go(chosen, new CaseMoment(actor, Demand.Terms, now)) is CaseAnswer.Moved) return (chosen, actor);
            }

            return (chosen, Anyone());
        }

        private static bool EndsEarly(CaseMove move) => move is CaseMove.Withdraw or CaseMove.RefuseInformal or CaseMove.FindDefective or CaseMove.Postpone or CaseMove.RenewHold;

        private CaseActor Anyone() => Person(chance.Next(Staff.Length + 2));

        private CaseActor Person(int number) => number < Staff.Length ? Staff[number]
            : number == Staff.Length ? new CaseActor.TheSubject(chance.Next(2) == 0 ? Demand.Dana : Demand.Bo)
            : new CaseActor.TheProgram();

        private CaseMove[] Moves()
        {
            var member = chance.Next(2) == 0 ? Demand.Dana : Demand.Bo;
            var unlimited = chance.Next(2) == 0;
            return [.. StateTable.Moves(now).Select(move => move switch
            {
                CaseMove.Classify => new CaseMove.Classify((CaseKind)chance.Next(1, 11), Scope()),
                CaseMove.Narrow => new CaseMove.Narrow(Scope()),
                CaseMove.FindValid => new CaseMove.FindValid(Scope()),
                CaseMove.Assess => new CaseMove.Assess(Scope()),
                CaseMove.CheckSecrecy when chance.Next(2) == 0 => new CaseMove.CheckSecrecy(Demand.Order(now.AddDays(chance.Next(1, unlimited ? 90 : 200)), unlimited)),
                CaseMove.RecordDelivery => new CaseMove.RecordDelivery(member),
                CaseMove.DecideObjection => new CaseMove.DecideObjection(member, chance.Next(2) == 0),
                CaseMove.Approve => new CaseMove.Approve(chance.Next(3) == 0),
                _ => move,
            })];
        }

        private CaseScope Scope() => chance.Next(3) switch
        {
            0 => Demand.Asked,
            1 => Demand.Narrower,
            _ => about.File.Scope.IsEmpty ? Demand.Asked : about.File.Scope,
        };

        /// <summary>What the witness says when data goes.</summary>
        private void Judge(CaseActor.OfStaff releaser)
        {
            Produced++;
            var file = about.File;
            var asked = ((CaseMove.Classify)taken.Last(t => t.Move is CaseMove.Classify).Move).Asked;
            var isEmergency = file.Kind == CaseKind.EmergencyRequest;
            if (isEmergency) Emergencies++;

            // Within what was asked, and what was found valid or assessed last.
            Assert.True(asked.Covers(file.Scope));
            var fixedScope = taken.Select(t => t.Move).Last(m => m is CaseMove.FindValid or CaseMove.Assess) switch { CaseMove.FindValid v => v.Scope, CaseMove.Assess a => a.Scope, _ => CaseScope.Nothing };
            Assert.True(fixedScope.Covers(file.Scope));
            Assert.All(Sustained(), member => Assert.True(file.Scope.FieldsOf(member).IsEmpty));

            // By two different people since the members were told or silence began anew; by one where a life is in danger.
            var since = taken.FindLastIndex(t => t.Move is CaseMove.EndSilence || (t.Move is CaseMove.CheckSecrecyAgain again && again.EndsAt <= t.At));
            var approvals = taken.Skip(since + 1).Where(t => t.Move is CaseMove.Approve).ToList();
            var approvers = approvals.Select(t => ((CaseActor.OfStaff)t.Actor).Staff).Distinct().ToList();
            var isAlone = isEmergency && approvals.Exists(t => t.Move is CaseMove.Approve { IsAlone: true });
            Assert.True(approvers.Count >= (isAlone ? 1 : 2), "Too few approved.");
            Assert.All(approvals, t => Assert.Contains(((CaseActor.OfStaff)t.Actor).Role, isEmergency ? [StaffRole.PrivacyOfficer, StaffRole.Counsel, StaffRole.Management] : new[] { StaffRole.PrivacyOfficer, StaffRole.Management }));

            // Nobody approves a judgement of one's own, and whoever hands over decided nothing.
            var judges = taken.Where(t => t.Move is CaseMove.FindValid or CaseMove.FindOverbroad or CaseMove.Assess or CaseMove.CheckSecrecy or CaseMove.DecideObjection)
                .Select(t => ((CaseActor.OfStaff)t.Actor).Staff).ToList();
            Assert.Empty(approvers.Intersect(judges));
            var leads = taken.Where(t => t.Move is CaseMove.Classify or CaseMove.Preserve or CaseMove.Narrow or CaseMove.Notify or CaseMove.Delay).Select(t => ((CaseActor.OfStaff)t.Actor).Staff);
            Assert.DoesNotContain(releaser.Staff, approvers.Concat(judges).Concat(leads));
            Assert.Contains(releaser.Role, new[] { StaffRole.Support, StaffRole.Security });

            // Everyone concerned was told and had a week, and every objection was decided; or silence is lawful still.
            Assert.Empty(Objected().Except(Decided()));
            var told = taken.FindIndex(t => t.Move is CaseMove.Notify or CaseMove.EndSilence || (t.Move is CaseMove.CheckSecrecyAgain again && again.EndsAt <= t.At));
            if (told >= 0)
            {
                foreach (var scoped in file.Scope.Members)
                {
                    var delivered = taken.FirstOrDefault(t => t.Move is CaseMove.RecordDelivery d && d.Member == scoped.Member);
                    Assert.True(delivered.Move is not null && delivered.At + TimeSpan.FromDays(7) <= now, "A member had no week to object.");
                }
            }
            else
            {
                Assert.True(file.Silence is { } silence && silence.EndsAt > now, "The members are owed a notice.");
                Assert.True(isEmergency || file.Kind == CaseKind.OwnClaim || taken.Exists(t => t.Move is CaseMove.CheckSecrecy { Silence: not null }), "Silence without an order.");
            }
        }

        private IEnumerable<MemberId> Objected() => taken.Where(t => t.Move is CaseMove.Object).Select(t => ((CaseActor.TheSubject)t.Actor).Member);

        private IEnumerable<MemberId> Decided() => taken.Select(t => t.Move).OfType<CaseMove.DecideObjection>().Select(d => d.Member);

        private IEnumerable<MemberId> Sustained() => taken.Select(t => t.Move).OfType<CaseMove.DecideObjection>().Where(d => d.IsSustained).Select(d => d.Member);

        /// <summary>The gate, asked for what a case would let go, permits nothing that the case itself would refuse to hand over.</summary>
        private void AskTheGate()
        {
            var staff = Staff[chance.Next(Staff.Length)];
            var member = chance.Next(2) == 0 ? Demand.Dana : Demand.Bo;
            var part = new CasePart(new Guid(7, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]), new Guid(8, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]));
            var fields = about.File.Scope.FieldsOf(member) is { IsEmpty: false } approved && chance.Next(4) != 0 ? approved : FieldSet.Of(PersonalField.Email, PersonalField.BirthDate);
            var basis = about.File.Basis;
            var decision = DisclosurePolicy.Decide(
                new DisclosureRequest(new Asker.OfStaff(staff.Staff, staff.Role), RecipientKind.Authority, part.Recipient, CaseKinds.PurposeOf(basis), basis, fields),
                new DisclosureFacts(now, Policy, new SubjectFacts(member, new LedgerSubject(Guid.NewGuid()), AccountState.Open, AddressChecked: true), [])
                {
                    StaffRole = staff.Role,
                    LatestMaterial = Policy.Number,
                    Signature = new AdherenceSignature(Guid.NewGuid(), staff.Staff, Policy.Number, now),
                    Case = about.File.FactsFor(member, part, about is ApprovedCase),
                });
            if (decision is not Decision.Permitted) return;
            Permits++;
            Assert.IsType<CaseAnswer.Moved>(about.Go(new CaseMove.Produce(), new CaseMoment(staff, Demand.Terms, now)));
            Assert.True(about.File.Scope.FieldsOf(member).Covers(fields));
        }
    }
}
