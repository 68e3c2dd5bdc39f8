using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Surveys;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Domain.Surveys;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Surveys;

public sealed class ThemingDeskTests
{
    private const int Many = 24;

    [Fact, Proves("S6")]
    public async Task Alone_one_reads_nothing_and_two_together_read_each_with_an_entry_that_says_who()
    {
        await using var poll = await HeldPoll.CloseAsync(Many, Many);
        var (desk, mina) = (poll.Get<ThemingDesk>(), await poll.Office.HireAsync(StaffRole.Management));

        Assert.IsType<DeskVisit.Alone>(await desk.ReadAsync(poll.Officer, poll.Id));
        Assert.IsType<DeskVisit.Alone>(await desk.ReadAsync(poll.Officer, poll.Id));
        Assert.Empty(await LooksAsync(poll));
        Assert.IsType<DeskVisit.Accompanied>(await desk.ComeAsync(mina, poll.Id));
        Assert.IsType<DeskVisit.Accompanied>(await desk.StayAsync(poll.Officer, poll.Id));
        Assert.Empty(await LooksAsync(poll));

        var read = Assert.IsType<DeskVisit.Together>(await desk.ReadAsync(mina, poll.Id));
        Assert.IsType<DeskVisit.Together>(await desk.ReadAsync(poll.Officer, poll.Id));

        Assert.Equal(Enumerable.Range(0, Many).Select(HeldPoll.Words), read.Comments.Select(c => c.Words).Order(StringComparer.Ordinal));
        Assert.Equal(
            [(mina.Id.Value, poll.Id.Value, ActorRole.Management, DeskSeats.WitnessDigest(poll.Officer.Id)), (poll.Officer.Id.Value, poll.Id.Value, ActorRole.PrivacyOfficer, DeskSeats.WitnessDigest(mina.Id))],
            (await LooksAsync(poll)).Select(e => (e.Actor!.Value, e.Evidence!.Value, e.Role, e.Detail!.Value)));
    }

    [Fact, Proves("S6")]
    public async Task One_person_at_two_machines_is_alone()
    {
        await using var poll = await HeldPoll.CloseAsync(Many, Many);
        var again = await LogInAgainAsync(poll, poll.Officer);

        await poll.Get<ThemingDesk>().ComeAsync(poll.Officer, poll.Id);

        Assert.IsType<DeskVisit.Alone>(await poll.Get<ThemingDesk>().ReadAsync(again, poll.Id));
        // The seat went along; the first machine holds none.
        Assert.Equal(DeskObstacle.LeftTheDesk, ObstacleOf(await poll.Get<ThemingDesk>().StayAsync(poll.Officer, poll.Id)));
    }

    public static TheoryData<string> WaysToBeGone => ["left", "logged off", "deactivated", "another role", "not signed", "silent"];

    [Theory, Proves("S6")]
    [MemberData(nameof(WaysToBeGone))]
    public async Task Whoever_may_not_act_any_more_or_is_gone_is_no_company(string way)
    {
        await using var poll = await HeldPoll.CloseAsync(Many, Many);
        var (desk, mina) = (poll.Get<ThemingDesk>(), await poll.Office.HireAsync(StaffRole.Management));
        await desk.ComeAsync(mina, poll.Id);
        var read = Assert.IsType<DeskVisit.Together>(await desk.ReadAsync(poll.Officer, poll.Id));

        if (way == "left") desk.Leave(mina, poll.Id);
        else if (way == "logged off") await poll.Get<EndSession>().AllAsync(mina.Person.Id);
        else if (way == "silent") poll.Office.Store.Clock.Advance(DeskSeats.LongestSilence + TimeSpan.FromSeconds(1));
        else await ChangeAsync(poll, mina, way);

        Assert.IsType<DeskVisit.Alone>(await desk.ReadAsync(poll.Officer, poll.Id));
        Assert.IsType<DeskVisit.Alone>(await desk.SortAsync(poll.Officer, poll.Id, read.Comments[0].Id, "Breaks"));
        Assert.Single(await LooksAsync(poll));
    }

    [Fact, Proves("S6")]
    public async Task An_open_page_without_a_person_holds_no_seat_for_long()
    {
        await using var poll = await HeldPoll.CloseAsync(Many, Many);
        var (desk, mina, clock) = (poll.Get<ThemingDesk>(), await poll.Office.HireAsync(StaffRole.Management), poll.Office.Store.Clock);
        await desk.ComeAsync(mina, poll.Id);
        for (var waited = TimeSpan.Zero; waited < DeskSeats.LongestStillness; waited += TimeSpan.FromSeconds(20))
        {
            Assert.IsType<DeskVisit.Alone>(await desk.StayAsync(mina, poll.Id));
            clock.Advance(TimeSpan.FromSeconds(20));
        }

        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(DeskObstacle.LeftTheDesk, ObstacleOf(await desk.StayAsync(mina, poll.Id)));
        Assert.IsType<DeskVisit.Alone>(await desk.ReadAsync(poll.Officer, poll.Id));
    }

    [Fact, Proves("S6")]
    public async Task Before_the_close_and_after_the_release_nobody_reads()
    {
        await using var poll = await HeldPoll.OpenAsync();
        var (desk, mina) = (poll.Get<ThemingDesk>(), await poll.Office.HireAsync(StaffRole.Management));
        for (var person = 0; person < Many + 20; person++) await poll.CastAsync(person, HeldPoll.Words(person));
        await BothAsync(DeskObstacle.StillOpen);

        await poll.CloseAsync();
        await desk.ComeAsync(mina, poll.Id);
        Assert.IsType<DeskVisit.Together>(await desk.ReadAsync(poll.Officer, poll.Id));
        await desk.ComeAsync(mina, poll.Id);
        await using (var booth = poll.Office.Store.Booth())
        {
            var some = await booth.Comments.Select(c => c.Id).FirstAsync(TestContext.Current.CancellationToken);
            Assert.Null(await desk.SortAsync(poll.Officer, poll.Id, some, "Known to one alone"));
        }

        await poll.ReleaseAsync();
        // What was too rare to be published is not kept beside the words either.
        await using (var booth = poll.Office.Store.Booth()) Assert.True(await booth.Comments.AllAsync(c => c.Theme == null, TestContext.Current.CancellationToken));

        await BothAsync(DeskObstacle.Published);
        Assert.Single(await LooksAsync(poll));

        async Task BothAsync(DeskObstacle obstacle)
        {
            foreach (var person in new[] { poll.Officer, mina, poll.Officer }) Assert.Equal(obstacle, ObstacleOf(await desk.ReadAsync(person, poll.Id)));
            Assert.Equal(obstacle, ObstacleOf(await desk.SortAsync(mina, poll.Id, Guid.Empty, "Breaks")));
        }
    }

    [Theory, Proves("S6")]
    [InlineData(24, 19)]
    [InlineData(24, 0)]
    [InlineData(9, 9)]
    public async Task Where_there_are_too_few_none_is_read(int answers, int comments)
    {
        await using var poll = await HeldPoll.CloseAsync(answers, comments);
        var mina = await poll.Office.HireAsync(StaffRole.Management);

        foreach (var person in new[] { poll.Officer, mina, poll.Officer }) Assert.Equal(DeskObstacle.TooFew, ObstacleOf(await poll.Get<ThemingDesk>().ReadAsync(person, poll.Id)));
        Assert.Empty(await LooksAsync(poll));
    }

    [Fact, Proves("S6")]
    public async Task Comments_to_a_question_that_few_commented_on_stay_sealed()
    {
        await using var poll = await HeldPoll.CloseAsync(Many, Many);
        var mina = await poll.Office.HireAsync(StaffRole.Management);
        Assert.Contains(await poll.StoredCommentsAsync(), c => c.Question == HeldPoll.RareComments);
        await poll.Get<ThemingDesk>().ComeAsync(mina, poll.Id);

        var read = Assert.IsType<DeskVisit.Together>(await poll.Get<ThemingDesk>().ReadAsync(poll.Officer, poll.Id));

        Assert.All(read.Comments, c => Assert.Equal(HeldPoll.Comments, c.Question));
    }

    [Fact, Proves("S6")]
    public async Task Other_roles_members_and_visitors_are_refused()
    {
        await using var poll = await HeldPoll.CloseAsync(Many, Many);
        var desk = poll.Get<ThemingDesk>();
        var mina = await poll.Office.HireAsync(StaffRole.Management);
        await desk.ComeAsync(mina, poll.Id);
        foreach (var role in Names.All<StaffRole>().Where(r => r is not (StaffRole.PrivacyOfficer or StaffRole.Management)))
        {
            var other = await poll.Office.HireAsync(role);
            Assert.Equal(RefusalReason.RoleNotEntitled, ReasonOf(await desk.ReadAsync(other, poll.Id)));
            Assert.Equal(RefusalReason.RoleNotEntitled, ReasonOf(await desk.SortAsync(other, poll.Id, Guid.Empty, theme: null)));
        }

        Assert.Equal(RefusalReason.AdherenceNotSigned, ReasonOf(await desk.ReadAsync(await poll.Office.HireAsync(StaffRole.PrivacyOfficer, signed: false), poll.Id)));
        Assert.Equal(RefusalReason.NotStaff, ReasonOf(await desk.ReadAsync(new Caller.Visitor(), poll.Id)));
        Assert.Equal(RefusalReason.NotStaff, ReasonOf(await desk.ReadAsync(new Caller.Member(await poll.Office.JoinAsync("alice"), mina.Session), poll.Id)));
        // None of them became company.
        Assert.IsType<DeskVisit.Alone>(await desk.ReadAsync(mina, poll.Id));
    }

    [Fact, Proves("S6")]
    public async Task The_order_is_another_at_each_look_and_never_that_of_the_store()
    {
        await using var poll = await HeldPoll.CloseAsync(Many, Many);
        var (desk, mina) = (poll.Get<ThemingDesk>(), await poll.Office.HireAsync(StaffRole.Management));
        await desk.ComeAsync(mina, poll.Id);

        var first = Assert.IsType<DeskVisit.Together>(await desk.ReadAsync(poll.Officer, poll.Id)).Comments.Select(c => c.Id).ToArray();
        var second = Assert.IsType<DeskVisit.Together>(await desk.ReadAsync(poll.Officer, poll.Id)).Comments.Select(c => c.Id).ToArray();
        var stored = (await poll.StoredCommentsAsync()).Where(c => c.Question == HeldPoll.Comments).Select(c => c.Id).ToArray();

        Assert.Equal(stored.Order(), first.Order());
        Assert.NotEqual(first, second);
        Assert.NotEqual(stored, first);
    }

    [Fact, Proves("S5"), Proves("S6")]
    public async Task Themes_are_published_and_their_exact_counts_are_not()
    {
        await using var poll = await HeldPoll.CloseAsync(Many, Many);
        var (desk, mina) = (poll.Get<ThemingDesk>(), await poll.Office.HireAsync(StaffRole.Management));
        await desk.ComeAsync(mina, poll.Id);
        var comments = Assert.IsType<DeskVisit.Together>(await desk.ReadAsync(poll.Officer, poll.Id)).Comments;
        for (var at = 0; at < 17; at++) Assert.Null(await desk.SortAsync(poll.Officer, poll.Id, comments[at].Id, at < 14 ? " Breaks " : "Pay"));
        foreach (var unfit in new[] { "", "  ", "two\nlines", "\u202Eback", new string('a', ThemeName.Longest + 1) })
            Assert.Equal(DeskObstacle.ThemeUnfit, ObstacleOf(await desk.SortAsync(mina, poll.Id, comments[20].Id, unfit)));
        Assert.Equal(DeskObstacle.CommentGone, ObstacleOf(await desk.SortAsync(mina, poll.Id, Guid.NewGuid(), "Breaks")));
        Assert.Null(await desk.SortAsync(mina, poll.Id, comments[0].Id, theme: null));

        await poll.ReleaseAsync();

        Assert.Equal(
            [("Breaks", "about 15")],
            poll.Shelved.Published!.Themes.Select(t => (t.Theme, ReleaseWords.Of(t.Printed))).Order());
    }

    [Fact, Proves("S6")]
    public async Task Thirty_days_after_the_release_the_comments_and_their_key_are_gone()
    {
        await using var poll = await HeldPoll.CloseAsync(Many, Many);
        var sealedBefore = await poll.StoredCommentsAsync();
        var (keys, remove) = (poll.Get<SurveyKeys>(), poll.Get<RemoveComments>());
        Assert.Equal(0, await remove.SweepAsync());
        await poll.ReleaseAsync();
        poll.Office.Store.Clock.Advance(remove.KeptFor - TimeSpan.FromMinutes(1));
        Assert.Equal(0, await remove.SweepAsync());
        Assert.StartsWith("comment-of-", keys.OpenComment(poll.Id, HeldPoll.Comments, sealedBefore.First(c => c.Question == HeldPoll.Comments).Sealed), StringComparison.Ordinal);

        poll.Office.Store.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await remove.SweepAsync());

        Assert.Empty(await poll.StoredCommentsAsync());
        // Whoever copied the sealed bytes before has nothing left to open them with: not here, and not in the vault.
        Assert.All(sealedBefore, c => Assert.Throws<InvalidOperationException>(() => keys.OpenComment(poll.Id, c.Question, c.Sealed)));
        await using (var vault = poll.Office.Store.Vault())
            Assert.Empty(await vault.ProgramKeys.Where(k => k.Name.StartsWith("survey/")).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await remove.SweepAsync());
    }

    [Fact, Proves("S6")]
    public async Task Words_of_a_comment_are_in_no_log()
    {
        await using var poll = await HeldPoll.CloseAsync(Many, Many, LogLevel.Trace);
        var (desk, mina) = (poll.Get<ThemingDesk>(), await poll.Office.HireAsync(StaffRole.Management));
        await desk.ComeAsync(mina, poll.Id);
        var read = Assert.IsType<DeskVisit.Together>(await desk.ReadAsync(poll.Officer, poll.Id));
        await desk.SortAsync(mina, poll.Id, read.Comments[0].Id, "Breaks");

        Assert.Equal("(a comment)", read.Comments[0].ToString());
        Assert.NotEmpty(poll.Office.Store.Log.All);
        Assert.DoesNotContain(poll.Office.Store.Log.All, line => line.Contains("comment-of-", StringComparison.Ordinal));
    }

    [Fact]
    public void Everything_that_can_come_of_a_visit_has_words()
    {
        DeskVisit[] visits =
        [
            new DeskVisit.Alone(), new DeskVisit.Accompanied(), new DeskVisit.Together([]),
            .. Names.All<DeskObstacle>().Select(o => new DeskVisit.NotNow(o)),
            .. Names.All<RefusalReason>().Select(r => new DeskVisit.NotAllowed(r)),
        ];

        Assert.All(visits.Select(DeskWords.Of), words =>
        {
            Assert.EndsWith(".", words, StringComparison.Ordinal);
            Assert.DoesNotContain('!', words);
        });
    }

    private static DeskObstacle? ObstacleOf(DeskVisit? visit) => Assert.IsType<DeskVisit.NotNow>(visit).Obstacle;

    private static RefusalReason ReasonOf(DeskVisit? visit) => Assert.IsType<DeskVisit.NotAllowed>(visit).Reason;

    private static async Task<List<LedgerEntry>> LooksAsync(HeldPoll poll) => (await poll.Office.LedgerAsync()).FindAll(e => e.Kind == EntryKind.CommentsRead);

    private static async Task<Caller.OfStaff> LogInAgainAsync(HeldPoll poll, Caller.OfStaff staff)
    {
        await using var vault = poll.Office.Store.Vault();
        var now = poll.Office.Store.Clock.GetUtcNow();
        var session = new SessionRow { Id = Guid.NewGuid(), Person = staff.Person.Id, StartedAt = now, LastSeenAt = now, SealedDevice = [], Access = Guid.NewGuid() };
        vault.Sessions.Add(session);
        await vault.SaveChangesAsync(TestContext.Current.CancellationToken);
        return new Caller.OfStaff(staff.Person, session, staff.Role);
    }

    private static async Task ChangeAsync(HeldPoll poll, Caller.OfStaff staff, string way)
    {
        await using var main = poll.Office.Store.Main();
        var stop = TestContext.Current.CancellationToken;
        if (way == "deactivated") await main.Staff.Where(s => s.Id == staff.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.IsActive, false), stop);
        else if (way == "another role") await main.Staff.Where(s => s.Id == staff.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.Role, StaffRole.Support), stop);
        else Assert.Equal(1, await main.Signatures.Where(s => s.Staff == staff.Id).ExecuteDeleteAsync(stop));
    }
}
