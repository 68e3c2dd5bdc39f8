using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Surveys;
using WorkforceTrack.Domain.Members;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Surveys;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Surveys;

public sealed class DrawPassTests
{
    [Fact, Proves("S4")]
    public async Task A_member_draws_one_pass_and_the_same_message_gets_the_same_signature()
    {
        await using var survey = await HeldSurvey.OpenAsync(Audience.Members, HeldSurvey.Short);
        var member = await survey.JoinAsync("anna");
        Assert.False(await survey.Get<DrawPass>().HasDrawnAsync(member, survey.Id));
        var drawn = Blinding.Draw(survey.PublicKey);
        var first = Assert.IsType<DrawAnswer.Signed>(await survey.DrawAsync(member, drawn.BlindedMessage));
        var before = (await survey.StateAsync()).ToString();

        var again = Assert.IsType<DrawAnswer.Signed>(await survey.DrawAsync(member, drawn.BlindedMessage));
        await AssertRefusedAsync(survey, member, DrawFault.AlreadyDrawn);

        Assert.Equal(first.Signature, again.Signature);
        Assert.Equal(before, (await survey.StateAsync()).ToString());
        Assert.Equal(1, (await survey.StateAsync()).Drawn);
        Assert.True(await survey.Get<DrawPass>().HasDrawnAsync(member, survey.Id));
        Assert.False(await survey.Get<DrawPass>().HasDrawnAsync(await survey.JoinAsync("berta"), survey.Id));
    }

    [Fact, Proves("S4")]
    public async Task Only_a_member_who_stays_draws_a_pass()
    {
        await using var survey = await HeldSurvey.OpenAsync(Audience.Members, HeldSurvey.Short);
        var leaving = await survey.JoinAsync("leaving");
        await survey.SetStateAsync(leaving, AccountState.Leaving);
        var closed = await survey.JoinAsync("closed");
        await survey.SetStateAsync(closed, AccountState.Closed);

        await AssertRefusedAsync(survey, leaving, DrawFault.NotAMember);
        await AssertRefusedAsync(survey, closed, DrawFault.NotAMember);
        await AssertRefusedAsync(survey, survey.Officer, DrawFault.NotAMember);
        await AssertRefusedAsync(survey, new Caller.Visitor(), DrawFault.NotAMember);
        Assert.Equal(0, (await survey.StateAsync()).Drawn);
    }

    [Fact, Proves("S4")]
    public async Task A_poll_or_a_survey_that_is_not_open_gives_no_pass()
    {
        await using var survey = await HeldSurvey.OpenAsync(Audience.Members, HeldSurvey.Short);
        var member = await survey.JoinAsync("anna");
        var poll = await survey.OpenOneMoreAsync(Audience.Visitors, HeldSurvey.Short);
        var draft = Assert.IsType<SurveyAnswer.Done>(await survey.Get<WriteSurvey>().BeginAsync(survey.Officer, Audience.Members, HeldSurvey.Short)).Survey;
        var message = Blinding.Draw(survey.PublicKey).BlindedMessage;

        foreach (var id in new[] { poll, draft, new SurveyId(Guid.NewGuid()) })
            Assert.Equal(DrawFault.NotOpen, Assert.IsType<DrawAnswer.Refused>(await survey.Get<DrawPass>().DrawAsync(member, id, message)).Fault);
        Assert.IsType<SurveyAnswer.Done>(await survey.CloseAsync());
        Assert.Equal(DrawFault.NotOpen, Assert.IsType<DrawAnswer.Refused>(await survey.DrawAsync(member, message)).Fault);
        Assert.Equal(0, (await survey.StateAsync()).Drawn);
    }

    [Fact, Proves("S4")]
    public async Task What_is_no_blinded_message_is_not_signed_and_uses_up_nothing()
    {
        await using var survey = await HeldSurvey.OpenAsync(Audience.Members, HeldSurvey.Short);
        var member = await survey.JoinAsync("anna");
        foreach (var message in new byte[][] { [], [1], new byte[256], new byte[257], [.. Enumerable.Repeat((byte)255, 256)], RandomNumberGenerator.GetBytes(255) })
            Assert.Equal(DrawFault.NotBlinded, Assert.IsType<DrawAnswer.Refused>(await survey.DrawAsync(member, message)).Fault);

        Assert.Equal(0, (await survey.StateAsync()).Drawn);
        Assert.Equal(CastAnswer.Taken, await survey.CastAsync(await survey.PassAsync(member), HeldSurvey.Answers(0, 0)));
    }

    [Fact, Proves("S4")]
    public async Task Of_many_draws_at_one_moment_exactly_one_counts()
    {
        await using var survey = await HeldSurvey.OpenAsync(Audience.Members, HeldSurvey.Short);
        var member = await survey.JoinAsync("anna");
        var messages = Enumerable.Range(0, 8).Select(_ => Blinding.Draw(survey.PublicKey).BlindedMessage).ToArray();

        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(n => Task.Run(() => survey.DrawAsync(member, messages[n % 8]))));

        var signed = Enumerable.Range(0, 24).Where(n => answers[n] is DrawAnswer.Signed).ToArray();
        Assert.Single(signed.Select(n => n % 8).Distinct());
        Assert.Single(signed.Select(n => Convert.ToHexString(((DrawAnswer.Signed)answers[n]).Signature)).Distinct());
        Assert.All(answers.OfType<DrawAnswer.Refused>(), no => Assert.Equal(DrawFault.AlreadyDrawn, no.Fault));
        Assert.Equal(1, (await survey.StateAsync()).Drawn);
    }

    [Fact, Proves("S4"), Proves("S3")]
    public async Task That_somebody_drew_stands_without_a_time_an_id_or_an_entry()
    {
        await using var survey = await HeldSurvey.OpenAsync(Audience.Members, HeldSurvey.Short);
        var member = await survey.JoinAsync("anna");
        var entries = (await survey.Office.LedgerAsync()).Count;
        await survey.PassAsync(member);

        Assert.Equal(entries, (await survey.Office.LedgerAsync()).Count);
        await using var main = survey.Store.Main();
        var row = await main.PassesDrawn.AsNoTracking().SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["Blinded", "Drawer", "Survey"], main.Model.FindEntityType(typeof(PassDrawnRow))!.GetProperties().Select(p => p.Name).Order());
        Assert.Equal((32, 32), (row.Drawer.Length, row.Blinded.Length));
        Assert.Equal(-1, row.Drawer.AsSpan().IndexOf(member.Id.Value.ToByteArray().AsSpan(0, 8)));
    }

    private static async Task AssertRefusedAsync(HeldSurvey survey, Caller caller, DrawFault fault) =>
        Assert.Equal(fault, Assert.IsType<DrawAnswer.Refused>(await survey.DrawAsync(caller, Blinding.Draw(survey.PublicKey).BlindedMessage)).Fault);
}
