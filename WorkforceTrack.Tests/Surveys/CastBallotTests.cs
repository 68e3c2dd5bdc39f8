using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Surveys;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Surveys;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Surveys;

public sealed class CastBallotTests
{
    [Fact, Proves("S4")]
    public async Task A_pass_is_good_for_one_cast_and_a_second_one_changes_nothing()
    {
        await using var survey = await HeldSurvey.OpenAsync(Audience.Members, HeldSurvey.Short);
        var pass = await survey.PassAsync("anna");

        Assert.Equal(CastAnswer.Taken, await survey.CastAsync(pass, HeldSurvey.Answers(1, 0, 2)));
        var before = (await survey.StateAsync()).ToString();
        // The same request once more, and the same pass with other answers.
        Assert.Equal(CastAnswer.AlreadySpent, await survey.CastAsync(pass, HeldSurvey.Answers(1, 0, 2)));
        Assert.Equal(CastAnswer.AlreadySpent, await survey.CastAsync(pass, HeldSurvey.Answers(0, 1)));

        var after = await survey.StateAsync();
        Assert.Equal(before, after.ToString());
        Assert.Single(after.Spent);
        Assert.Equal([new Cell(0, 0, 1), new Cell(1, 0, 1), new Cell(2, 0, 1), new Cell(3, 0, 0), new Cell(4, 0, 0), new Cell(5, 1, 0)], Assert.Single(after.Waiting).Cells);
    }

    [Fact, Proves("S4")]
    public async Task What_is_no_pass_of_this_survey_is_refused_and_changes_nothing()
    {
        await using var survey = await HeldSurvey.OpenAsync(Audience.Members, HeldSurvey.Short);
        var member = await survey.JoinAsync("anna");
        var pass = await survey.PassAsync(member);
        var other = await survey.OpenOneMoreAsync(Audience.Members, HeldSurvey.Short);
        var theirs = Blinding.Draw(survey.Get<SurveyShelf>().Find(other)!.PublicKey!);
        var fromOther = theirs.PassText(Assert.IsType<DrawAnswer.Signed>(await survey.Get<DrawPass>().DrawAsync(member, other, theirs.BlindedMessage)).Signature);
        using var mine = RSA.Create(2048);
        var message = RandomNumberGenerator.GetBytes(64);
        var forged = Blinding.PassText(message, mine.SignData(message, HashAlgorithmName.SHA384, RSASignaturePadding.Pss));
        var before = (await survey.StateAsync()).ToString();

        foreach (var no in new[]
        {
            null, "", " ", "pass", pass[..^1], pass + "A", " " + pass, pass.ToUpperInvariant(), pass.Replace("-1.", "-2.", StringComparison.Ordinal), fromOther, forged,
            Blinding.PassText(message, RandomNumberGenerator.GetBytes(256)), Blinding.PassText(message, new byte[256]), new string('x', 100_000), "workforcetrack-pass-1..", "a.b.c\0",
        })
            Assert.Equal(CastAnswer.NotAPass, await survey.CastAsync(no, HeldSurvey.Answers(0, 0)));

        Assert.Equal(before, (await survey.StateAsync()).ToString());
        Assert.Equal(CastAnswer.NotAPass, await survey.Get<CastBallot>().CastAsync(other, pass, network: null, HeldSurvey.Answers(0, 0)));
        Assert.Equal(CastAnswer.Taken, await survey.CastAsync(pass, HeldSurvey.Answers(0, 0)));
    }

    [Fact, Proves("S2")]
    public async Task Answers_that_do_not_fit_spend_no_pass_and_every_question_can_be_skipped()
    {
        await using var survey = await HeldSurvey.OpenAsync(Audience.Members, HeldSurvey.Short);
        var pass = await survey.PassAsync("anna");
        var before = (await survey.StateAsync()).ToString();
        foreach (var (key, answer) in new (string, Answer)[]
        {
            ("a", new Answer.Chosen(3)), ("a", new Answer.Chosen(-1)), ("a", new Answer.Chosen(0, 1)), ("a", new Answer.Chosen()), ("a", new Answer.Said("one")), ("m", new Answer.Chosen(1, 1)),
            ("m", new Answer.Chosen(3)), ("more", new Answer.Chosen(0)), ("more", new Answer.Said("")), ("more", new Answer.Said(new string('x', Answer.Said.Longest + 1))), ("more", new Answer.Said("a\0b")),
        })
            Assert.Equal(CastAnswer.DoesNotFit, await survey.CastAsync(pass, new(StringComparer.Ordinal) { [key] = answer }));
        Assert.Equal(before, (await survey.StateAsync()).ToString());

        Assert.Equal(CastAnswer.Taken, await survey.CastAsync(pass, new(StringComparer.Ordinal) { ["unknown"] = new Answer.Chosen(0) }));
        Assert.Empty(Assert.Single((await survey.StateAsync()).Waiting).Cells);
    }

    [Fact, Proves("S4")]
    public async Task Of_many_casts_of_one_pass_at_one_moment_exactly_one_is_taken()
    {
        await using var survey = await HeldSurvey.OpenAsync(Audience.Members, HeldSurvey.Short);
        var passes = new[] { await survey.PassAsync("anna"), await survey.PassAsync("berta"), await survey.PassAsync("carl") };
        var answers = new ConcurrentBag<(int Pass, CastAnswer Answer)>();
        var threads = Enumerable.Range(0, 12).Select(t => new Thread(() =>
        {
            for (var n = 0; n < 3; n++) answers.Add(((t + n) % 3, survey.CastAsync(passes[(t + n) % 3], HeldSurvey.Answers(t % 3, 0)).GetAwaiter().GetResult()));
        })).ToArray();
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());

        Assert.All(Enumerable.Range(0, 3), pass => Assert.Single(answers, a => a == (pass, CastAnswer.Taken)));
        Assert.Equal(33, answers.Count(a => a.Answer == CastAnswer.AlreadySpent));
        var state = await survey.StateAsync();
        Assert.Equal((3, 3), (state.Spent.Count, state.Waiting.Count));
    }

    [Fact, Proves("S3"), Proves("S4")]
    public async Task Each_cast_is_counted_once_and_counters_rise_only_by_ten_or_more()
    {
        await using var survey = await HeldSurvey.OpenAsync(Audience.Members, HeldSurvey.Short);
        var expected = new Dictionary<Cell, int>();
        var counted = 0;
        for (var n = 0; n < 37; n++)
        {
            var answers = HeldSurvey.Answers(n * 7 % 3, n % 2, n % 3);
            if (n % 5 == 0) answers.Remove("b");
            if (n % 3 == 0) answers["more"] = new Answer.Said($"Word number {n}");
            foreach (var cell in Ballot.Read(HeldSurvey.Short, answers)!.Cells) expected[cell] = expected.GetValueOrDefault(cell) + 1;
            Assert.Equal(CastAnswer.Taken, await survey.CastAsync(await survey.PassAsync($"member{n}"), answers));

            var now = await survey.StateAsync();
            Assert.Equal(n + 1, now.Counted + now.Waiting.Count);
            Assert.Equal(n + 1, now.Spent.Count);
            Assert.Equal(now.Counted, now.InTable(0));
            Assert.True(now.Counted == counted || (now.Counted - counted >= 10 && now.Waiting.Count == 10), $"After {n + 1} casts {counted} became {now.Counted}.");
            counted = now.Counted;
        }

        await survey.PassAsync("who keeps the pass");
        Assert.Equal(30 - 10, counted);
        Assert.IsType<SurveyAnswer.Done>(await survey.CloseAsync());
        var closed = await survey.StateAsync();
        Assert.Equal((false, 37, 0), (closed.IsOpen, closed.Counted, closed.Waiting.Count));
        Assert.All(closed.Counts, c => Assert.Equal(expected.GetValueOrDefault(c.Key), c.Value));
        Assert.Equal(HeldSurvey.Short.Tables.Sum(t => t.Rows * t.Columns), closed.Counts.Count);
        Assert.Equal((37, 37, 29), (closed.InTable(0), closed.InTable(1), closed.InTable(4)));
        Assert.Equal(Enumerable.Range(0, 37).Where(n => n % 3 == 0).Select(n => $"Word number {n}").Order(StringComparer.Ordinal),
            closed.Comments.Select(c => survey.Get<SurveyKeys>().OpenComment(survey.Id, c.Question, c.Sealed)).Order(StringComparer.Ordinal));
        Assert.Empty(closed.Spent);
        Assert.Equal(0, closed.Drawn);
        var passes = survey.Get<SurveyShelf>().Find(survey.Id)!.Survey.Passes!;
        Assert.Equal(new PassCounts(38, 37), passes);
    }

    [Fact, Proves("S3")]
    public async Task Of_fewer_than_ten_answers_nothing_is_kept()
    {
        await using var survey = await HeldSurvey.OpenAsync(Audience.Members, HeldSurvey.Short);
        for (var n = 0; n < 9; n++)
        {
            var answers = HeldSurvey.Answers(0, 0);
            answers["more"] = new Answer.Said("A word.");
            Assert.Equal(CastAnswer.Taken, await survey.CastAsync(await survey.PassAsync($"member{n}"), answers));
        }

        Assert.IsType<SurveyAnswer.Done>(await survey.CloseAsync());
        var closed = await survey.StateAsync();
        Assert.Equal((9, 0, 0), (closed.Counted, closed.InTable(0), closed.Comments.Count));
    }

    [Fact, Proves("S3")]
    public async Task How_much_somebody_writes_changes_no_size_while_answers_wait()
    {
        await using var survey = await HeldSurvey.OpenAsync(Audience.Members, HeldSurvey.Short);
        var sizes = new HashSet<int> { await WaitingSizeAsync(survey) };
        for (var n = 0; n < 22; n++)
        {
            var answers = HeldSurvey.Answers(0, 0);
            if (n % 2 == 0) answers["more"] = new Answer.Said(new string('x', Answer.Said.Longest));
            Assert.Equal(CastAnswer.Taken, await survey.CastAsync(await survey.PassAsync($"member{n}"), answers));
            sizes.Add(await WaitingSizeAsync(survey));
        }

        Assert.Single(sizes);
    }

    [Fact, Proves("S4")]
    public async Task A_close_that_was_cut_short_between_the_stores_is_finished_by_pressing_it_again()
    {
        await using var survey = await HeldSurvey.OpenAsync(Audience.Members, HeldSurvey.Short);
        var late = await survey.PassAsync("late");
        for (var n = 0; n < 23; n++) Assert.Equal(CastAnswer.Taken, await survey.CastAsync(await survey.PassAsync($"member{n}"), HeldSurvey.Answers(n % 3, 0)));
        // The booth is closed, and then the program ends: the main store knows nothing of it yet.
        Assert.Equal(23, await survey.Get<BallotBox>().CloseAsync(survey.Id));
        var before = (await survey.StateAsync()).ToString();
        Assert.Equal(CastAnswer.NotOpen, await survey.CastAsync(late, HeldSurvey.Answers(0, 0)));
        Assert.Equal(before, (await survey.StateAsync()).ToString());

        Assert.IsType<SurveyAnswer.Done>(await survey.CloseAsync());
        var closed = await survey.StateAsync();
        Assert.Equal((23, 23, 0), (closed.Counted, closed.InTable(0), closed.Drawn));
        var passes = survey.Get<SurveyShelf>().Find(survey.Id)!.Survey.Passes!;
        Assert.Equal(new PassCounts(24, 23), passes);
    }

    [Fact, Proves("S4"), Proves("S2")]
    public async Task After_close_nothing_is_taken_who_drew_is_forgotten_and_the_keys_are_in_no_file()
    {
        await using var survey = await HeldSurvey.OpenAsync(Audience.Members, HeldSurvey.Short);
        var keys = new[] { "signing", "drawing", "waiting" }.Select(use => HeldSurvey.Key(survey.Id, use)).ToArray();
        var late = await survey.PassAsync("late");
        var spent = await survey.PassAsync("spent");
        Assert.Equal(CastAnswer.Taken, await survey.CastAsync(spent, HeldSurvey.Answers(0, 0)));
        byte[][] drawn;
        await using (var main = survey.Store.Main())
        {
            drawn = [.. (await main.PassesDrawn.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken)).SelectMany(p => new[] { p.Drawer, p.Blinded })];
        }

        Assert.Equal(4, drawn.Count(bytes => IsInAFile(survey.Store.Folder, bytes)));
        byte[][] wrapped;
        await using (var vault = survey.Store.Vault())
        {
            wrapped = [.. (await vault.ProgramKeys.AsNoTracking().Where(k => keys.Contains(k.Name)).Select(k => k.Wrapped).ToListAsync(TestContext.Current.CancellationToken))];
        }

        Assert.Equal(3, wrapped.Length);
        var search = keys.Select(k => survey.Get<KeyRing>().FindProgramKey(k)!).Concat(wrapped).Select(k => k[^24..]).ToArray();
        Assert.Equal(3, search.Count(bytes => IsInAFile(survey.Store.Folder, bytes)));

        Assert.IsType<SurveyAnswer.Done>(await survey.CloseAsync());

        var before = (await survey.StateAsync()).ToString();
        Assert.Equal(CastAnswer.NotOpen, await survey.CastAsync(late, HeldSurvey.Answers(0, 0)));
        Assert.Equal(CastAnswer.NotOpen, await survey.CastAsync(spent, HeldSurvey.Answers(0, 0)));
        Assert.Equal(SurveyObstacle.WrongPhase, Assert.IsType<SurveyAnswer.NotNow>(await survey.CloseAsync()).Obstacle);
        Assert.Equal(before, (await survey.StateAsync()).ToString());
        Assert.All(keys, key => Assert.Null(survey.Get<KeyRing>().FindProgramKey(key)));
        Assert.Equal(0, (await survey.StateAsync()).Drawn);
        Assert.All([.. search, .. drawn], bytes => Assert.False(IsInAFile(survey.Store.Folder, bytes)));
    }

    [Fact, Proves("S1"), Proves("S3")]
    public async Task Anyone_answers_a_poll_without_a_pass_as_often_as_the_limit_of_the_network_allows()
    {
        await using var poll = await HeldSurvey.OpenAsync(Audience.Visitors, HeldSurvey.Short, "--Survey:PollAnswersPerNetwork=3");
        var (here, there) = (poll.Get<PollLimit>().Hide("192.0.2.1"), poll.Get<PollLimit>().Hide("192.0.2.2"));
        for (var n = 0; n < 3; n++) Assert.Equal(CastAnswer.Taken, await poll.CastAsync(pass: null, HeldSurvey.Answers(0, 0), here));
        // What does not fit is none.
        Assert.Equal(CastAnswer.DoesNotFit, await poll.CastAsync(pass: null, HeldSurvey.Answers(9, 0), there));
        var before = (await poll.StateAsync()).ToString();

        Assert.Equal(CastAnswer.TooMany, await poll.CastAsync(pass: null, HeldSurvey.Answers(0, 0), here));
        Assert.Equal(before, (await poll.StateAsync()).ToString());
        Assert.Equal(CastAnswer.Taken, await poll.CastAsync("no pass is needed", HeldSurvey.Answers(0, 0), there));
        Assert.Equal(4, (await poll.StateAsync()).Waiting.Count);
        Assert.All(TestFolder.FilesUnder(poll.Store.Folder.Root), file => Assert.Equal(-1, Read(file).AsSpan().IndexOf("192.0.2."u8)));
        Assert.DoesNotContain(poll.Store.Log.All, line => line.Contains("192.0.2.", StringComparison.Ordinal));
    }

    [Fact, Proves("S1"), Proves("S3")]
    public async Task A_poll_that_is_handed_in_again_since_the_acknowledgement_was_lost_is_counted_once()
    {
        await using var poll = await HeldSurvey.OpenAsync(Audience.Visitors, HeldSurvey.Short);
        var (one, other) = (Base64Url.EncodeToString(Randomness.Bytes(32)), Base64Url.EncodeToString(Randomness.Bytes(32)));
        Assert.Equal(CastAnswer.Taken, await poll.CastAsync(one, HeldSurvey.Answers(0, 0)));
        // Another answer with the same ticket is not counted, and nobody is thanked for it as if it were.
        Assert.Equal(CastAnswer.TakenBefore, await poll.CastAsync(one, HeldSurvey.Answers(0, 0)));
        Assert.Equal(CastAnswer.TakenBefore, await poll.CastAsync(one, HeldSurvey.Answers(1, 1)));
        Assert.Single((await poll.StateAsync()).Waiting);

        Assert.Equal(CastAnswer.Taken, await poll.CastAsync(other, HeldSurvey.Answers(0, 0)));
        Assert.Equal(2, (await poll.StateAsync()).Waiting.Count);
        await poll.CloseAsync();
        Assert.All([one, other], ticket => Assert.False(IsInAFile(poll.Store.Folder, PollTicket.KeyOf(ticket)!.Value.ToArray())));
    }

    private static async Task<int> WaitingSizeAsync(HeldSurvey survey)
    {
        await using var booth = survey.Store.Booth();
        return (await booth.Boxes.AsNoTracking().SingleAsync(TestContext.Current.CancellationToken)).Waiting.Length;
    }

    private static bool IsInAFile(TestFolder folder, byte[] bytes) => TestFolder.FilesUnder(folder.Root).Any(file => Read(file).AsSpan().IndexOf(bytes) >= 0);

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
