using System.Diagnostics;
using System.Security.Cryptography;
using WorkforceTrack.App.Surveys;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Surveys;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Surveys;

namespace WorkforceTrack.Tests.Promises;

/// <summary>
/// The program's services in a process of their own, casting until they are killed. It is a test that only <see cref="KilledBooth"/>
/// starts: the program has no way for it, and shall have none.
/// </summary>
public sealed class BoothUnderLoad
{
    private const string OrderName = "WT_BOOTH_UNDER_LOAD";
    internal const string Closing = "closing";

    /// <summary>Starts it on a disk; what is acknowledged comes to a file, a pass a line.</summary>
    internal static Process Begin(TestFolder disk, SurveyId survey, string acknowledged, int castsBeforeClose)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "WorkforceTrack.Tests.dll"), "-method", $"{typeof(BoothUnderLoad).FullName}.{nameof(Casts_until_it_is_killed)}", "-explicit", "only", "-noLogo", "-noColor", "-noAutoReporters" })
            start.ArgumentList.Add(argument);
        start.Environment[OrderName] = $"{disk.Root}|{survey.Value:N}|{acknowledged}|{castsBeforeClose}";
        return Process.Start(start)!;
    }

    /// <summary>What a pass answers: taken from the form under which it is spent, so that rows and counters can be held against each other one by one.</summary>
    internal static Dictionary<string, Answer> AnswersOf(ReadOnlySpan<byte> spent)
    {
        var answers = HeldSurvey.Answers(spent[0] % 3, spent[1] % 2, spent[2] % 3);
        answers["more"] = new Answer.Said(Convert.ToHexString(spent));
        return answers;
    }

    [Fact(Explicit = true)]
    public async Task Casts_until_it_is_killed()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable(OrderName) is { Length: > 0 }, "Only KilledBooth starts this.");
        var order = Environment.GetEnvironmentVariable(OrderName)!.Split('|');
        await using var survey = await HeldSurvey.TakeUpAsync(TestFolder.At(order[0]), new SurveyId(Guid.ParseExact(order[1], "N")));
        await using var acknowledged = new StreamWriter(order[2], append: true) { AutoFlush = true };
        var casts = int.Parse(order[3], System.Globalization.CultureInfo.InvariantCulture);
        var left = casts == 0 ? int.MaxValue : casts;
        var key = survey.Get<KeyRing>().FindProgramKey(HeldSurvey.Key(survey.Id, "signing"))!;
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
        {
            // A pass as a member draws one, without the blinding: what is killed here is the booth.
            using var signer = RSA.Create();
            signer.ImportPkcs8PrivateKey(key, out var _);
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var message = RandomNumberGenerator.GetBytes(SurveyPass.MessageLength);
                var pass = Blinding.PassText(message, signer.SignData(message, HashAlgorithmName.SHA384, RSASignaturePadding.Pss));
                Assert.True(SurveyPass.TryParse(pass, out var parsed));
                Assert.Equal(CastAnswer.Taken, await survey.CastAsync(pass, AnswersOf(parsed.SpentKey.ToArray())));
                lock (acknowledged) acknowledged.WriteLine(pass);
            }
        })));
        await acknowledged.WriteLineAsync(Closing);
        await survey.CloseAsync();
        await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
    }
}
