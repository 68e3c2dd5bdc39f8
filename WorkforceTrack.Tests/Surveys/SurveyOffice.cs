using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Surveys;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Surveys;
using WorkforceTrack.Tests.Staff;

namespace WorkforceTrack.Tests.Surveys;

/// <summary>The office with a booth beside it: surveys brought as far as a test needs them, by the program's own use cases.</summary>
internal static class SurveyOffice
{
    internal static Task<Office> OpenAsync() => Office.OpenAsync("--Booth:Origin=https://booth.example");

    internal static async Task<SurveyId> DraftAsync(this Office office, Caller by, Audience audience = Audience.Members, Questionnaire? questionnaire = null) =>
        Done(await office.Get<WriteSurvey>().BeginAsync(by, audience, questionnaire ?? Example.Questionnaire)).Survey;

    internal static async Task<SurveyId> OpenedAsync(this Office office, Caller by, Audience audience = Audience.Members)
    {
        var survey = await office.DraftAsync(by, audience);
        Done(await office.Get<StartSurvey>().OpenAsync(by, survey, version: 1));
        return survey;
    }

    internal static async Task<SurveyId> ClosedAsync(this Office office, Caller by, Audience audience = Audience.Members)
    {
        var survey = await office.OpenedAsync(by, audience);
        Done(await office.Get<EndSurvey>().CloseAsync(by, survey));
        return survey;
    }

    internal static async Task<SurveyRow> RowAsync(this Office office, SurveyId survey)
    {
        await using var store = office.Store.Main();
        return await store.Surveys.AsNoTracking().SingleAsync(s => s.Id == survey);
    }

    internal static async Task<Caller.Member> MemberAsync(this Office office, string name)
    {
        var (person, now) = (await office.JoinAsync(name), office.Store.Clock.GetUtcNow());
        return new Caller.Member(person, new SessionRow { Id = Guid.NewGuid(), Person = person.Id, StartedAt = now, LastSeenAt = now, SealedDevice = [], Access = Guid.NewGuid() });
    }

    /// <summary>A member draws a pass, as the script in the booth does.</summary>
    internal static async Task<string> DrawAsync(this Office office, Caller.Member member, SurveyId survey)
    {
        var blinding = Blinding.Draw(office.Get<SurveyShelf>().Find(survey)!.PublicKey);
        var signed = Assert.IsType<DrawAnswer.Signed>(await office.Get<DrawPass>().DrawAsync(member, survey, blinding.BlindedMessage));
        return blinding.PassText(signed.Signature);
    }

    internal static Task<CastAnswer> CastAsync(this Office office, SurveyId survey, string? pass = null, string? network = null) =>
        office.Get<CastBallot>().CastAsync(survey, pass, network, new Dictionary<string, Answer>(StringComparer.Ordinal) { ["works"] = new Answer.Chosen(0) });

    /// <summary>Publishes a policy in which no survey is described.</summary>
    internal static Task UndescribeAsync(this Office office)
    {
        var current = office.Get<PolicyInForce>().Version!;
        return office.Get<PolicyShelf>().PublishAsync(current with { Number = new PolicyNumber(current.Number.Major, current.Number.Minor + 1), IsMaterial = false, Surveys = [] });
    }

    internal static SurveyAnswer.Done Done(SurveyAnswer answer) => Assert.IsType<SurveyAnswer.Done>(answer);

    internal static void Refused(SurveyObstacle because, SurveyAnswer answer) => Assert.Equal(because, Assert.IsType<SurveyAnswer.NotNow>(answer).Obstacle);
}
