using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Surveys;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Members;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Domain.Surveys;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Staff;

namespace WorkforceTrack.Tests.Surveys;

/// <summary>A survey or poll on a real store, opened by the use cases that staff use, with people to answer it.</summary>
internal sealed class HeldSurvey : IAsyncDisposable
{
    internal const string Booth = "--Booth:Origin=https://booth.example";

    /// <summary>One question of each kind that is counted otherwise, and one comment.</summary>
    internal static readonly Questionnaire Short = new(
        "Shifts",
        "How your shifts are planned.",
        [Asked.Single("a", 3), Asked.Multiple("m", 3), Asked.Single("b", 2), new Question.Comment("more", "Anything else?", help: null, condition: null)],
        [new CrossTab("a", "b")]);

    private HeldSurvey(Office office, Caller.OfStaff officer) => (Office, Officer) = (office, officer);

    internal Office Office { get; }

    internal Caller.OfStaff Officer { get; }

    internal SurveyId Id { get; private set; }

    internal TestStore Store => Office.Store;

    internal byte[] PublicKey => Get<SurveyShelf>().Find(Id)!.PublicKey!;

    internal static Task<HeldSurvey> OpenAsync(Audience audience, Questionnaire questionnaire, params string[] settings) => OpenAsync(new Staging { Settings = [Booth, .. settings] }, audience, questionnaire);

    internal static async Task<HeldSurvey> OpenAsync(Staging staging, Audience audience, Questionnaire questionnaire)
    {
        var office = await Office.OpenAsync(staging);
        var held = new HeldSurvey(office, await office.HireAsync(StaffRole.PrivacyOfficer));
        Assert.Null(await held.Get<DescribeSurveys>().PublishAsync(held.Officer));
        held.Id = await held.OpenOneMoreAsync(audience, questionnaire);
        return held;
    }

    /// <summary>Takes up a survey that an earlier process left open on this disk.</summary>
    internal static async Task<HeldSurvey> TakeUpAsync(TestFolder disk, SurveyId survey)
    {
        var office = await Office.OpenAsync(new Staging { Folder = disk, Settings = [Booth] });
        await using var vault = office.Store.Vault();
        var person = await vault.People.AsNoTracking().SingleAsync(p => p.Kind == PersonKind.Staff);
        return new HeldSurvey(office, new Caller.OfStaff(person, await vault.Sessions.AsNoTracking().FirstAsync(s => s.Person == person.Id), StaffRole.PrivacyOfficer)) { Id = survey };
    }

    internal T Get<T>()
        where T : notnull => Office.Get<T>();

    internal async Task<SurveyId> OpenOneMoreAsync(Audience audience, Questionnaire questionnaire)
    {
        var draft = Assert.IsType<SurveyAnswer.Done>(await Get<WriteSurvey>().BeginAsync(Officer, audience, questionnaire));
        Assert.IsType<SurveyAnswer.Done>(await Get<StartSurvey>().OpenAsync(Officer, draft.Survey, draft.Version));
        return draft.Survey;
    }

    internal async Task<Caller.Member> JoinAsync(string userId)
    {
        var person = await Office.JoinAsync(userId);
        var now = Store.Clock.GetUtcNow();
        return new Caller.Member(person, new SessionRow { Id = Guid.NewGuid(), Person = person.Id, StartedAt = now, LastSeenAt = now, SealedDevice = [], Access = Guid.NewGuid() });
    }

    internal Task SetStateAsync(Caller.Member member, AccountState state) => Store.Writer.WriteAsync(async work =>
        (await work.Db.Members.SingleAsync(m => m.Id == member.Id)).State = state);

    internal Task<DrawAnswer> DrawAsync(Caller caller, byte[] blinded) => Get<DrawPass>().DrawAsync(caller, Id, blinded);

    /// <summary>What member and browser do together: blind, have it signed, unblind.</summary>
    internal async Task<string> PassAsync(Caller.Member member)
    {
        var drawn = Blinding.Draw(PublicKey);
        return drawn.PassText(Assert.IsType<DrawAnswer.Signed>(await DrawAsync(member, drawn.BlindedMessage)).Signature);
    }

    internal async Task<string> PassAsync(string userId) => await PassAsync(await JoinAsync(userId));

    internal Task<CastAnswer> CastAsync(string? pass, Dictionary<string, Answer> answers, string? network = null) => Get<CastBallot>().CastAsync(Id, pass, network, answers);

    internal Task<SurveyAnswer> CloseAsync() => Get<EndSurvey>().CloseAsync(Officer, Id);

    /// <summary>Answers to <see cref="Short"/>; the multiple choice is skipped when nothing of it is chosen.</summary>
    internal static Dictionary<string, Answer> Answers(int a, int b, params int[] m)
    {
        var answers = new Dictionary<string, Answer>(StringComparer.Ordinal) { ["a"] = new Answer.Chosen(a), ["b"] = new Answer.Chosen(b) };
        if (m.Length > 0) answers["m"] = new Answer.Chosen([.. m]);
        return answers;
    }

    /// <summary>What is stored of this survey, as it stands: counters, passes, comments, and how many casts wait.</summary>
    internal async Task<BoxState> StateAsync()
    {
        await using var booth = Store.Booth();
        await using var main = Store.Main();
        var box = await booth.Boxes.AsNoTracking().SingleAsync(b => b.Survey == Id);
        return new BoxState(
            box.IsOpen,
            box.Counted,
            box.Waiting.Length == 0 ? [] : WaitingCasts.Open(Get<SurveyKeys>().Waiting(Id), Id, box.Waiting),
            await booth.Counts.AsNoTracking().Where(c => c.Survey == Id).ToDictionaryAsync(c => new Cell(c.Table, c.Row, c.Column), c => c.Count),
            [.. (await booth.Spent.AsNoTracking().Where(s => s.Survey == Id).Select(s => s.Pass).ToListAsync()).Select(Convert.ToHexString)],
            await booth.Comments.AsNoTracking().Where(c => c.Survey == Id).ToListAsync(),
            await main.PassesDrawn.CountAsync(p => p.Survey == Id));
    }

    internal static string Key(SurveyId survey, string use) => $"survey/{survey.Value:N}/{use}";

    public ValueTask DisposeAsync() => Office.DisposeAsync();
}

/// <summary>What is stored of a survey at one moment.</summary>
internal sealed record BoxState(
    bool IsOpen, int Counted, IReadOnlyList<WaitingCast> Waiting, Dictionary<Cell, int> Counts, HashSet<string> Spent, IReadOnlyList<CommentRow> Comments, int Drawn)
{
    internal int InTable(int table) => Counts.Where(c => c.Key.Table == table).Sum(c => c.Value);

    /// <summary>Everything that could change, in words that can be compared.</summary>
    public override string ToString() =>
        $"{(IsOpen ? "open" : "closed")}; {Counted} counted, {Waiting.Count} waiting, {Spent.Count} spent, {Drawn} drawn, {Comments.Count} comments; {string.Join(' ', Counts.OrderBy(c => c.Key.Table).ThenBy(c => c.Key.Row).ThenBy(c => c.Key.Column).Select(c => c.Value))}";
}
