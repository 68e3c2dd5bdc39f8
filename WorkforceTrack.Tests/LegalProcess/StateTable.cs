using WorkforceTrack.Domain.LegalProcess;

namespace WorkforceTrack.Tests.LegalProcess;

/// <summary>
/// What may be done where, and by whom, written down from what is promised and not from the program. A letter is one person: support,
/// security (E), privacy officer, counsel, management, the subject (X), the program (A). Whatever is not here is forbidden.
/// </summary>
internal static class StateTable
{
    private const string Led = "RenewHold P, Withdraw P, Postpone P";

    internal static readonly IReadOnlyDictionary<string, (Func<Road> Reach, string Allowed)> Rows = new Dictionary<string, (Func<Road>, string)>(StringComparer.Ordinal)
    {
        ["received"] = (() => new Road(), "RefuseInformal SEP, Authenticate SEP, Withdraw P, Postpone P"),
        ["authenticated"] = (() => new Road().Go('S', new CaseMove.Authenticate(isGenuine: true)), "RefuseInformal SEP, Classify P, Withdraw P, Postpone P"),
        ["classified as a subpoena"] = (() => new Road().Classified(CaseKind.CivilSubpoena), "Preserve P, Withdraw P, Postpone P"),
        ["classified as informal"] = (() => new Road().Classified(CaseKind.InformalRequest), "RefuseInformal SEP"),
        ["classified as an emergency"] = (() => new Road().Classified(CaseKind.EmergencyRequest), "Assess SEP, Withdraw P, Postpone P"),
        ["classified as a claim of our own"] = (() => new Road().Classified(CaseKind.OwnClaim), "Assess C, Withdraw P, Postpone P"),
        ["preserved"] = (() => new Road().Preserved(), $"FindDefective C, FindOverbroad C, FindValid C, {Led}"),
        ["preserved, hold run out"] = (() => new Road().Preserved().Later(90), $"FindDefective C, FindOverbroad C, FindValid C, ReleaseHold A, {Led}"),
        ["only to preserve"] = (() => new Road().Preserved(CaseKind.PreservationRequest), $"FindDefective C, Close P, {Led}"),
        ["only to preserve, after 45 days"] = (() => new Road().Preserved(CaseKind.PreservationRequest).Later(45), $"FindDefective C, EndSilence A, {Led}"),
        ["only to preserve, told"] = (() => new Road().Preserved(CaseKind.PreservationRequest).Later(45).Go('A', new CaseMove.EndSilence()), $"FindDefective C, Close P, RecordDelivery PA, {Led}"),
        ["narrowing"] = (() => new Road().Preserved().Go('C', new CaseMove.FindOverbroad()), $"Narrow P, FindDefective C, {Led}"),
        ["reviewed"] = (() => new Road().Preserved().Go('C', new CaseMove.FindValid(Demand.Asked)), $"CheckSecrecy C, {Led}"),
        ["nothing binds to silence"] = (() => new Road().Checked(), $"Notify P, {Led}"),
        ["an order binds to silence"] = (() => new Road().Checked(Demand.Order(Demand.Came.AddDays(60))), $"Delay P, CheckSecrecyAgain C, {Led}"),
        ["the order has ended"] = (() => new Road().Checked(Demand.Order(Demand.Came.AddDays(60))).Later(60), $"Notify P, CheckSecrecyAgain C, EndSilence A, {Led}"),
        ["notifying"] = (() => new Road().Checked().Go('P', new CaseMove.Notify()), $"RecordDelivery PA, Object X, {Led}"),
        ["notified, window open"] = (() => new Road().Notified(), $"Object X, {Led}"),
        ["notified, window closed"] = (() => new Road().Notified().Later(14), $"Approve PM, {Led}"),
        ["frozen"] = (Frozen, $"DecideObjection C, Object X, RecordDelivery PA, {Led}"),
        ["delayed"] = (() => new Road().Delayed(), $"Approve PM, CheckSecrecyAgain C, {Led}"),
        ["delayed, the order has ended"] = (() => new Road().Delayed().Later(60), $"CheckSecrecyAgain C, EndSilence A, {Led}"),
        ["an emergency"] = (() => new Road().Emergency(), "Approve PCM, Withdraw P, Postpone P"),
        ["an emergency that nobody acted on"] = (() => new Road().Emergency().Later(30), "EndSilence A, Withdraw P, Postpone P"),
        ["approved by one"] = (() => new Road().Notified().Later(14).Go('P', new CaseMove.Approve()), $"Approve M, {Led}"),
        ["approved by one in silence"] = (() => new Road().Delayed().Go('M', new CaseMove.Approve()), $"Approve P, CheckSecrecyAgain C, {Led}"),
        ["approved"] = (() => new Road().Notified().Later(14).Approved(), $"Produce SE, {Led}"),
        ["approved in silence"] = (() => new Road().Delayed().Approved(), $"Produce SE, CheckSecrecyAgain C, {Led}"),
        ["approved, the order has ended"] = (() => new Road().Delayed().Approved().Later(60), $"CheckSecrecyAgain C, EndSilence A, {Led}"),
        ["approved alone"] = (() => new Road().Emergency().Go('P', new CaseMove.Approve(isAlone: true)), "Produce E, Approve CM, Withdraw P, Postpone P"),
        ["produced"] = (() => new Road().Notified().Later(14).Approved().Go('S', new CaseMove.Produce()), "Close P"),
        ["produced, hold run out"] = (() => new Road().Notified().Later(14).Approved().Go('S', new CaseMove.Produce()).Later(90), "Close P, ReleaseHold A"),
        ["produced in silence"] = (() => new Road().Delayed().Approved().Go('S', new CaseMove.Produce()), "Close P, CheckSecrecyAgain C"),
        ["produced, the order has ended"] = (() => new Road().Delayed().Approved().Go('S', new CaseMove.Produce()).Later(60), "CheckSecrecyAgain C, EndSilence A"),
        ["produced alone"] = (Alone, "Approve CM, EndDanger P, ReviewAfterwards CM"),
        ["produced alone, examined"] = (() => Alone().Go('C', new CaseMove.ReviewAfterwards()), "Approve CM, EndDanger P"),
        ["produced in an emergency, examined"] = (() => Alone().Go('M', new CaseMove.Approve()).Go('C', new CaseMove.ReviewAfterwards()), "EndDanger P"),
        ["produced in an emergency, examined and told"] = (
            () => Alone().Go('M', new CaseMove.Approve()).Go('C', new CaseMove.ReviewAfterwards()).Go('P', new CaseMove.EndDanger()), "RecordDelivery PA, Close P"),
        ["closed, yet to be told"] = (() => new Road().Delayed().Approved().Go('S', new CaseMove.Produce()).Go('P', new CaseMove.Close()), "CheckSecrecyAgain C"),
        ["closed, the order has ended"] = (() => new Road().Delayed().Approved().Go('S', new CaseMove.Produce()).Go('P', new CaseMove.Close()).Later(60), "CheckSecrecyAgain C, EndSilence A"),
        ["closed"] = (() => new Road().Notified().Later(14).Approved().Go('S', new CaseMove.Produce()).Go('P', new CaseMove.Close()), ""),
        ["closed, told late"] = (
            () => new Road().Delayed().Approved().Go('S', new CaseMove.Produce()).Go('P', new CaseMove.Close()).Later(60).Go('A', new CaseMove.EndSilence()), "RecordDelivery PA"),
        ["delayed, taken back"] = (() => new Road().Delayed().Go('P', new CaseMove.Withdraw()), "CheckSecrecyAgain C"),
        ["delayed, taken back, the order has ended"] = (() => new Road().Delayed().Go('P', new CaseMove.Withdraw()).Later(60), "CheckSecrecyAgain C, EndSilence A"),
        ["only to preserve, returned"] = (() => new Road().Preserved(CaseKind.PreservationRequest).Go('C', new CaseMove.FindDefective()), ""),
        ["only to preserve, returned, after 45 days"] = (() => new Road().Preserved(CaseKind.PreservationRequest).Go('C', new CaseMove.FindDefective()).Later(45), "EndSilence A"),
        ["refused"] = (() => new Road().Go('S', new CaseMove.RefuseInformal()), ""),
        ["returned"] = (() => new Road().Preserved().Go('C', new CaseMove.FindDefective()), ""),
    };

    /// <summary>One of each kind, such that nothing but the state and the person stands against it.</summary>
    internal static IEnumerable<CaseMove> Moves(DateTimeOffset now) =>
    [
        new CaseMove.RefuseInformal(), new CaseMove.Authenticate(isGenuine: true), new CaseMove.Classify(CaseKind.CivilSubpoena, Demand.Asked), new CaseMove.Preserve(),
        new CaseMove.RenewHold(), new CaseMove.FindDefective(), new CaseMove.FindOverbroad(), new CaseMove.Narrow(Demand.Narrower), new CaseMove.FindValid(Demand.Narrower),
        new CaseMove.Assess(Demand.Narrower), new CaseMove.CheckSecrecy(silence: null), new CaseMove.CheckSecrecyAgain(now.AddDays(5)), new CaseMove.Notify(), new CaseMove.Delay(),
        new CaseMove.RecordDelivery(Demand.Dana), new CaseMove.Object(), new CaseMove.DecideObjection(Demand.Bo, isSustained: false), new CaseMove.Approve(), new CaseMove.Produce(),
        new CaseMove.EndDanger(), new CaseMove.ReviewAfterwards(), new CaseMove.Close(), new CaseMove.Withdraw(), new CaseMove.Postpone(now.AddDays(3)), new CaseMove.EndSilence(),
        new CaseMove.ReleaseHold(),
    ];

    /// <summary>Every state, with every kind of move and everyone who might try it.</summary>
    internal static IEnumerable<(string State, Road Road, CaseMove Move, char Who, bool IsAllowed)> Everything() =>
        from row in Rows
        let road = row.Value.Reach()
        from move in Moves(road.Now)
        from who in Demand.Actors.Keys
        select (row.Key, road, move, who, Allows(row.Value.Allowed, move, who));

    private static bool Allows(string allowed, CaseMove move, char who) => allowed.Split(", ").Any(words =>
        words.Split(' ') is [var kind, var people] && kind == move.GetType().Name && people.Contains(who, StringComparison.Ordinal));

    // Bo has the notice and objected; Dana's is on its way.
    private static Road Frozen()
    {
        var road = new Road().Checked().Go('P', new CaseMove.Notify()).Go('A', new CaseMove.RecordDelivery(Demand.Bo));
        road.GoAs(new CaseActor.TheSubject(Demand.Bo), new CaseMove.Object());
        return road;
    }

    private static Road Alone() => new Road().Emergency().Go('P', new CaseMove.Approve(isAlone: true)).Go('E', new CaseMove.Produce());
}
