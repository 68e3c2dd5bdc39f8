using WorkforceTrack.App.Engagements;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.Domain.Engagements;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Engagements;

/// <summary>Every phase, every move and everyone who could make it, on a real store: what is not on the list is refused, and changes nothing (D5).</summary>
public sealed class EveryStepTests
{
    private enum Move
    {
        Name,
        LeaveOut,
        Invite,
        Bring,
        Confirm,
        Discard,
        ShutOut,
        End,
        Settle,
    }

    private enum Who
    {
        Drafter,
        OtherKeeper,
        Counsel,
        Support,
        Security,
        Engaged,
        Member,
        Visitor,
    }

    // The whole table, by hand: the moves that are right, and for whom.
    private static readonly HashSet<(EngagementPhase, Move, Who)> Right =
    [
        .. Of(EngagementPhase.Drafted, Move.Name, Who.Drafter),
        .. Of(EngagementPhase.Drafted, Move.LeaveOut, Who.Drafter),
        .. Of(EngagementPhase.Drafted, Move.Invite, Who.Drafter),
        .. Of(EngagementPhase.Drafted, Move.Bring, Who.Drafter),
        .. Of(EngagementPhase.Drafted, Move.Confirm, Who.OtherKeeper),
        .. Of(EngagementPhase.Drafted, Move.Discard, Who.Drafter, Who.OtherKeeper),
        .. Of(EngagementPhase.Awaited, Move.ShutOut, Who.Drafter, Who.OtherKeeper),
        .. Of(EngagementPhase.Awaited, Move.End, Who.Drafter, Who.OtherKeeper),
        .. Of(EngagementPhase.InForce, Move.ShutOut, Who.Drafter, Who.OtherKeeper),
        .. Of(EngagementPhase.InForce, Move.End, Who.Drafter, Who.OtherKeeper),
        .. Of(EngagementPhase.Ended, Move.Settle, Who.Drafter, Who.OtherKeeper),
    ];

    private readonly Dictionary<Who, Caller> people = [];
    private int number;

    [Fact, Proves("D5")]
    public async Task What_is_not_right_now_is_refused_to_everyone_and_changes_nothing()
    {
        await using var room = await AuditRoom.OpenAsync();
        await room.Office.JoinAsync("cy");
        await GatherAsync(room);
        var tried = 0;
        foreach (var phase in Names.All<EngagementPhase>())
        {
            EngagementId? fresh = null;
            foreach (var move in Names.All<Move>())
            {
                foreach (var who in Names.All<Who>())
                {
                    var id = fresh ??= await InAsync(room, phase);
                    var before = (await room.RowAsync(id)).Version;
                    var ledger = (await room.Office.LedgerAsync()).Count;
                    var answer = await TryAsync(room, id, move, people[who]);
                    var isRight = Right.Contains((phase, move, who));
                    Assert.True(isRight == answer is EngagementAnswer.Done, $"{who} tries {move} in {phase}: {answer.GetType().Name}");
                    tried++;
                    if (isRight) fresh = null;
                    else Assert.Equal((before, ledger), ((await room.RowAsync(id)).Version, (await room.Office.LedgerAsync()).Count));
                }
            }
        }

        Assert.Equal(5 * 9 * 8, tried);
    }

    private static IEnumerable<(EngagementPhase, Move, Who)> Of(EngagementPhase phase, Move move, params Who[] who) => who.Select(w => (phase, move, w));

    private async Task GatherAsync(AuditRoom room)
    {
        people[Who.Drafter] = room.Priya;
        people[Who.OtherKeeper] = room.Mina;
        people[Who.Counsel] = await room.Office.HireAsync(StaffRole.Counsel);
        people[Who.Support] = await room.Office.HireAsync(StaffRole.Support);
        people[Who.Security] = await room.Office.HireAsync(StaffRole.Security);
        people[Who.Engaged] = await room.CallerAsync(await room.SignAsync(userId: "somebody-else"));
        people[Who.Member] = new Caller.Member(room.Alice, new App.Vault.SessionRow { Id = Guid.NewGuid(), Person = room.Alice.Id, SealedDevice = [] });
        people[Who.Visitor] = new Caller.Visitor();
    }

    private async Task<EngagementId> InAsync(AuditRoom room, EngagementPhase phase)
    {
        var userId = $"auditor-{number++}";
        var terms = room.Terms with { From = phase == EngagementPhase.Awaited ? room.Now.AddDays(5) : room.Now };
        if (phase == EngagementPhase.Drafted) return await room.DraftAsync(terms, userId);
        var id = await room.SignAsync(terms, userId);
        if (phase is EngagementPhase.Ended or EngagementPhase.Settled) Assert.IsType<EngagementAnswer.Done>(await room.Get<EndEngagement>().NowAsync(room.Mina, id));
        if (phase == EngagementPhase.Settled) Assert.IsType<EngagementAnswer.Done>(await room.SettleAsync(id));
        Assert.Equal(phase, (await room.RowAsync(id)).ToStored().PhaseAt(room.Now));
        return id;
    }

    private async Task<EngagementAnswer> TryAsync(AuditRoom room, EngagementId id, Move move, Caller who)
    {
        await using var store = room.Office.Store.Main();
        var engaged = store.EngagedPeople.Where(p => p.Engagement == id).Select(p => p.Id).First();
        return move switch
        {
            Move.Name => await room.Get<NameMember>().AddAsync(who, id, new("cy")),
            Move.LeaveOut => await room.Get<NameMember>().LeaveOutAsync(who, id, await room.RefAsync(id, room.Bo)),
            Move.Invite => await room.Get<InvitePerson>().AddAsync(who, id, $"another-{number++}", $"another-{number}@tidewater.example", "Another"),
            Move.Bring => await room.Get<DraftEngagement>().BringAsync(who, id, AuditRoom.Paper),
            Move.Confirm => await room.Get<ConfirmEngagement>().AsAsync(who, id, (await room.RowAsync(id)).Version),
            Move.Discard => await room.Get<DraftEngagement>().DiscardAsync(who, id),
            Move.ShutOut => await room.Get<InvitePerson>().ShutOutAsync(who, id, engaged),
            Move.End => await room.Get<EndEngagement>().NowAsync(who, id),
            Move.Settle => await room.Get<RecordCertificate>().AsAsync(who, id, (await room.GivenAsync(id)).Digest, AuditRoom.Proof),
            _ => throw new InvalidOperationException("A move that nobody knows."),
        };
    }
}
