using System.Net;
using System.Security.Cryptography;
using System.Text;
using WorkforceTrack.App.Surveys;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Surveys;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Surveys;

/// <summary>A result as anyone gets it, without a log-in.</summary>
[Trait("needs", "server")]
public sealed class ResultsOverHttpTests
{
    private const string Path = $"/surveys/{ResultsPageTests.Slug}/results";

    [Fact, Proves("S5")]
    public async Task Page_and_files_are_open_to_anyone_and_the_json_is_the_stored_bytes()
    {
        await using var program = await RunningProgram.StartAsync();
        using var client = program.NewClient();
        var stop = TestContext.Current.CancellationToken;
        foreach (var missing in new[] { Path, $"{Path}.json", $"{Path}.csv" })
        {
            using var none = await client.GetAsync(missing, stop);
            Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        }

        program.Get<SurveyShelf>().Set(ResultsPageTests.Row(ResultsPageTests.Published));
        var browser = new PaperBrowser(client);
        await browser.OpenAsync(Path);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("about 63 %", browser.Text, StringComparison.Ordinal);
        // No circuit: nothing on the page asks for one.
        Assert.DoesNotContain("\"type\":\"server\"", browser.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);

        using var json = await client.GetAsync($"{Path}.json", stop);
        var bytes = await json.Content.ReadAsByteArrayAsync(stop);
        Assert.Equal(("application/json", $"{ResultsPageTests.Slug}-results.json"), (json.Content.Headers.ContentType!.MediaType, json.Content.Headers.ContentDisposition!.FileName));
        Assert.Equal(ReleaseJson.Write(ResultsPageTests.Published), bytes);
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(bytes)), browser.Text, StringComparison.Ordinal);

        using var csv = await client.GetAsync($"{Path}.csv", stop);
        Assert.Equal("text/csv; charset=utf-8; header=present", csv.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment", csv.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal(ReleaseCsv.Write(ResultsPageTests.Published), Encoding.UTF8.GetString(await csv.Content.ReadAsByteArrayAsync(stop)));
    }
}

/// <summary>What the ledger binds is what anyone gets.</summary>
public sealed class ResultsOnRecordTests
{
    [Fact, Proves("S5")]
    public async Task The_entry_of_the_release_binds_the_bytes_that_are_served_and_there_is_one_release()
    {
        await using var poll = await HeldPoll.CloseAsync(answers: 44, comments: 0);
        await poll.ReleaseAsync();
        var bytes = poll.Shelved.Release!;

        var entry = Assert.Single(await poll.Office.LedgerAsync(), e => e.Kind == EntryKind.SurveyReleased);
        Assert.Equal((poll.Id.Value, Digest.Of(bytes)), (entry.Evidence!.Value, entry.Detail!.Value));
        Assert.True(ReleaseJson.TryRead(bytes, out var release));
        Assert.Equal("About 45 answers.", ReleaseWords.Answers(release.Answers));

        var again = Assert.IsType<SurveyAnswer.NotNow>(await poll.Get<PublishResults>().ReleaseAsync(poll.Officer, poll.Id));
        Assert.Equal(SurveyObstacle.WrongPhase, again.Obstacle);
        Assert.Same(bytes, poll.Shelved.Release);
        // After a restart the same bytes are served.
        await poll.Get<SurveyShelf>().OpenAsync();
        Assert.Equal(bytes, poll.Shelved.Release);
    }
}
