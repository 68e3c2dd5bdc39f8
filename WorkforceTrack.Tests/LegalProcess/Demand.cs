using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.Tests.LegalProcess;

/// <summary>A demand for data of two members, and the people who deal with it: one person in each role.</summary>
internal static class Demand
{
    internal static readonly DateTimeOffset Came = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    internal static readonly MemberId Dana = new(new Guid(1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]));

    internal static readonly MemberId Bo = new(new Guid(1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 2]));

    internal static readonly CaseTerms Terms = CaseTerms.Default;

    /// <summary>One for each letter: support, security, privacy officer, counsel, management, the subject, the program.</summary>
    internal static readonly IReadOnlyDictionary<char, CaseActor> Actors = new Dictionary<char, CaseActor>
    {
        ['S'] = Of(StaffRole.Support),
        ['E'] = Of(StaffRole.Security),
        ['P'] = Of(StaffRole.PrivacyOfficer),
        ['C'] = Of(StaffRole.Counsel),
        ['M'] = Of(StaffRole.Management),
        ['X'] = new CaseActor.TheSubject(Dana),
        ['A'] = new CaseActor.TheProgram(),
    };

    internal static CasePeriod Period { get; } = new(new DateOnly(2025, 1, 1), new DateOnly(2026, 2, 28));

    internal static CaseScope Asked { get; } = new(
        [new ScopedMember(Dana, FieldSet.Of(PersonalField.FullName, PersonalField.Email, PersonalField.Phone)), new ScopedMember(Bo, FieldSet.Of(PersonalField.FullName, PersonalField.Email))], Period);

    internal static CaseScope Narrower { get; } = Asked.Without(Bo) with { Period = Period with { From = new DateOnly(2025, 6, 1) } };

    internal static CaseMoment By(char who, DateTimeOffset now) => new(Actors[who], Terms, now);

    internal static StaffId Staff(int number) => new(new Guid(2, 0, 0, [0, 0, 0, 0, 0, 0, 0, (byte)number]));

    internal static CaseSilence Order(DateTimeOffset until, bool isUnlimited = false) => new(SilenceGround.Order, until, until, isUnlimited);

    private static CaseActor.OfStaff Of(StaffRole role) => new(Staff((int)role + 1), role);
}

/// <summary>A case on its way: each step must be taken, or the test is wrong.</summary>
internal sealed class Road
{
    internal Road() => Case = LegalCase.Receive(new CaseId(Guid.NewGuid()), Demand.Came, Demand.Came.AddDays(14), Demand.Terms);

    internal LegalCase Case { get; private set; }

    internal DateTimeOffset Now { get; private set; } = Demand.Came;

    internal Road Go(char who, CaseMove move)
    {
        Case = Assert.IsType<CaseAnswer.Moved>(Case.Go(move, Demand.By(who, Now))).Next;
        return this;
    }

    internal void GoAs(CaseActor actor, CaseMove move) => Case = Assert.IsType<CaseAnswer.Moved>(Case.Go(move, new CaseMoment(actor, Demand.Terms, Now))).Next;

    internal Road Later(double days)
    {
        Now = Now.AddDays(days);
        return this;
    }

    internal Road Classified(CaseKind kind) => kind == CaseKind.OwnClaim
        ? Go('P', new CaseMove.Classify(kind, Demand.Asked))
        : Go('S', new CaseMove.Authenticate(isGenuine: true)).Go('P', new CaseMove.Classify(kind, Demand.Asked));

    internal Road Preserved(CaseKind kind = CaseKind.CivilSubpoena) => Classified(kind).Go('P', new CaseMove.Preserve());

    internal Road Checked(CaseSilence? silence = null) => Preserved().Go('C', new CaseMove.FindValid(Demand.Asked)).Go('C', new CaseMove.CheckSecrecy(silence));

    internal Road Notified() => Checked().Go('P', new CaseMove.Notify()).Go('A', new CaseMove.RecordDelivery(Demand.Dana)).Go('A', new CaseMove.RecordDelivery(Demand.Bo));

    internal Road Delayed(double days = 60) => Checked(Demand.Order(Now.AddDays(days))).Go('P', new CaseMove.Delay());

    internal Road Approved() => Go('P', new CaseMove.Approve()).Go('M', new CaseMove.Approve());

    internal Road Emergency() => Classified(CaseKind.EmergencyRequest).Go('S', new CaseMove.Assess(Demand.Asked));
}
