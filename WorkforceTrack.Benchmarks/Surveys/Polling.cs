using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WorkforceTrack.App.Demonstration;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Surveys;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Surveys;
using WorkforceTrack.Tests.Surveys;

namespace WorkforceTrack.Benchmarks.Surveys;

/// <summary>Surveys that are open over a <see cref="Ground"/>: the demonstration's twelve questions, passes made beforehand, answers by chance.</summary>
internal sealed class Polling
{
    private readonly Ground ground;

    private Polling(Ground ground, Caller.OfStaff officer) => (this.ground, Officer) = (ground, officer);

    internal static Questionnaire Questionnaire => DemonstrationQuestions.Shifts;

    internal Caller.OfStaff Officer { get; }

    internal static async Task<Polling> BeginAsync(Ground ground)
    {
        var officer = await ground.HireOfficerAsync();
        await ground.Services.GetRequiredService<DescribeSurveys>().PublishAsync(officer);
        return new Polling(ground, officer);
    }

    internal async Task<ShelvedSurvey> OpenAsync(Audience audience)
    {
        var draft = (SurveyAnswer.Done)await ground.Services.GetRequiredService<WriteSurvey>().BeginAsync(Officer, audience, Questionnaire);
        var answer = await ground.Services.GetRequiredService<StartSurvey>().OpenAsync(Officer, draft.Survey, draft.Version);
        return ground.Services.GetRequiredService<SurveyShelf>().Find(draft.Survey) ?? throw new InvalidOperationException(SurveyAnswerWords.Of(answer));
    }

    /// <summary>Passes as members would have them, signed by the survey's own key without the blinding: to the booth they are the same.</summary>
    internal string[] MakePasses(SurveyId survey, int count)
    {
        var bytes = ground.Services.GetRequiredService<KeyRing>().FindProgramKey($"survey/{survey.Value:N}/signing")!;
        var passes = new string[count];
        Parallel.For(0, count, () => Read(bytes), (i, _, key) =>
        {
            var message = RandomNumberGenerator.GetBytes(SurveyPass.MessageLength);
            passes[i] = Blinding.PassText(message, key.SignData(message, HashAlgorithmName.SHA384, RSASignaturePadding.Pss));
            return key;
        }, key => key.Dispose());
        return passes;
    }

    /// <summary>What one person answers: all that is asked, by chance, and words from every tenth.</summary>
    internal static Dictionary<string, Answer> Answers(int turn)
    {
        var answers = new Dictionary<string, Answer>(StringComparer.Ordinal);
        foreach (var question in Questionnaire.Questions)
        {
            if (question is Question.Statement) continue;
            if (question is Question.Comment)
            {
                if (turn % 10 == 0) answers[question.Key] = new Answer.Said("The late shift should end before the last bus leaves.");
                continue;
            }

            var first = RandomNumberGenerator.GetInt32(question.Options.Length);
            answers[question.Key] = question is Question.MultipleChoice && first > 0 ? new Answer.Chosen(0, first) : new Answer.Chosen(first);
        }

        return answers;
    }

    /// <summary>The cookie of a member who logged in a moment ago.</summary>
    internal async Task<string> LogInAsync(PersonRow person)
    {
        await using var scope = ground.Services.CreateAsyncScope();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        (http.Request.Scheme, http.Request.Host, http.Request.Path) = ("http", new HostString("localhost"), "/login");
        await scope.ServiceProvider.GetRequiredService<StartSession>().ForAsync(http, person);
        return http.Response.Headers.SetCookie.ToString().Split(';')[0];
    }

    private static RSA Read(byte[] privateKey)
    {
        var key = RSA.Create();
        key.ImportPkcs8PrivateKey(privateKey, out _);
        return key;
    }
}
