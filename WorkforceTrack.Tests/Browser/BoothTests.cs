using System.Collections.Concurrent;
using System.Net;
using Microsoft.Playwright;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Browser;

/// <summary>The booth in a real browser: an origin of its own, in which nobody is known.</summary>
[Collection(Journeys.Name), Trait("needs", "browser")]
public sealed class BoothTests(Chromium browser, OpenHouse house)
{
    private const string Survey = "/me/surveys/how-your-shifts-are-planned";
    private const string Poll = "booth/the-harbour-festival";

    [Fact, Proves("S4")]
    public async Task The_booth_is_sent_no_cookie_and_no_referrer_and_sets_no_cookie()
    {
        await using var visit = await house.VisitAsync(browser, "alice");
        var requests = new ConcurrentBag<IRequest>();
        var answers = new ConcurrentBag<IResponse>();
        visit.Context.Request += (_, request) => Note(request.Url, () => requests.Add(request));
        visit.Context.Response += (_, response) => Note(response.Url, () => answers.Add(response));
        void Note(string url, Action note)
        {
            if (new Uri(url).Authority == visit.Booth.Authority) note();
        }

        await visit.GoAsync(Survey);
        var booth = Respondent.In(visit.Page);
        await booth.BeginAsync();
        await booth.AnswerAllAsync(0, "A word on the rota.");
        await booth.HandInAsync();

        Assert.True(requests.Count >= 8, $"Only {requests.Count} requests went to the booth.");
        foreach (var request in requests)
        {
            var headers = await request.AllHeadersAsync();
            Assert.DoesNotContain("cookie", headers.Keys);
            // Within the booth its own origin may stand there; where someone came from does not.
            Assert.DoesNotContain("localhost", headers.GetValueOrDefault("referer", ""), StringComparison.Ordinal);
        }

        foreach (var answer in answers) Assert.DoesNotContain("set-cookie", (await answer.AllHeadersAsync()).Keys);
        Assert.Empty(await visit.Context.CookiesAsync([visit.Booth.ToString()]));
        visit.AssertQuiet();
    }

    [Fact, Proves("S4")]
    public async Task The_member_page_reads_nothing_of_the_booth_and_log_off_clears_what_it_kept()
    {
        await using var visit = await house.VisitAsync(browser, person: null);
        await visit.LogInAsync("goran");
        await visit.GoAsync(Survey);
        var booth = Respondent.In(visit.Page);
        await booth.BeginAsync();
        await booth.AnswerAsync(0);

        Assert.Equal("SecurityError", await visit.Page.EvaluateAsync<string>("() => { try { return String(document.getElementById('booth').contentWindow.sessionStorage.length); } catch (e) { return e.name; } }"));
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => document.getElementById('booth').contentDocument === null"));
        Assert.DoesNotContain("wt-", await visit.Page.EvaluateAsync<string>("() => Object.keys(sessionStorage).join()"), StringComparison.Ordinal);
        Assert.True(await KeptAsync(visit) > 0);

        await visit.Named("Log off").ClickAsync();
        await visit.ArriveAsync("You are logged off");
        await visit.LogInAsync("goran");
        await visit.GoAsync(Survey);
        await Visit.SeeAsync(Respondent.In(visit.Page).Button("Take part"));
        Assert.Equal(0, await KeptAsync(visit));
        visit.AssertQuiet();
    }

    [Fact, Proves("S4")]
    public async Task What_a_tab_keeps_outlives_a_session_that_ended_by_itself_for_its_owner_alone()
    {
        await using var visit = await house.VisitAsync(browser, person: null);
        await visit.LogInAsync("bo");
        await visit.GoAsync(Survey);
        var booth = Respondent.In(visit.Page);
        await booth.BeginAsync();
        await booth.AnswerAsync(0);

        await EndSessionAsync(visit);
        await visit.LogInAsync("bo");
        await visit.GoAsync(Survey);
        await Visit.SeeAsync(booth.Locate(".place").Or(booth.Text("Your pass is in this tab")).First);
        Assert.True(await KeptAsync(visit) > 0);

        await EndSessionAsync(visit);
        await visit.LogInAsync("cy");
        await visit.GoAsync(Survey);
        await Visit.SeeAsync(booth.Button("Take part"));
        Assert.Equal(0, await KeptAsync(visit));
        visit.AssertQuiet();
    }

    // As an idle session ends: the cookie is worth nothing any more, and the tab knows nothing of it.
    private static Task EndSessionAsync(Visit visit) => visit.Context.ClearCookiesAsync();

    [Fact, Proves("S4")]
    public async Task A_tab_closed_midway_goes_on_from_the_pass_file_and_the_pass_is_good_once()
    {
        string file;
        await using (var first = await house.VisitAsync(browser, "fatima"))
        {
            await first.GoAsync(Survey);
            var booth = Respondent.In(first.Page);
            await booth.BeginAsync();
            await booth.AnswerAsync(1);
            var download = await first.Page.RunAndWaitForDownloadAsync(() => booth.Button("Keep my pass as a file, for later").ClickAsync());
            file = Path.Combine(Path.GetTempPath(), $"wt-{Guid.NewGuid():N}.txt");
            await download.SaveAsAsync(file);
        }

        try
        {
            await using (var second = await house.VisitAsync(browser, "fatima"))
            {
                await second.GoAsync(Survey);
                var booth = Respondent.In(second.Page);
                await booth.Button("Take part").ClickAsync();
                await Visit.SeeAsync(booth.Text("cannot be drawn again"));
            }

            // Nobody is logged in, in a booth of its own.
            for (var time = 0; time < 2; time++)
            {
                await using var again = await house.VisitAsync(browser, person: null);
                await again.Page.GotoAsync(new Uri(again.Booth, "booth/how-your-shifts-are-planned").ToString());
                var booth = new Respondent(again.Page);
                await booth.Locate("#pass-file:not([disabled])").SetInputFilesAsync(file);
                await Visit.SeeAsync(booth.Text("Your pass is in this tab"));
                await booth.BeginAsync();
                await booth.AnswerAllAsync(0);
                if (time == 0)
                {
                    await booth.HandInAsync();
                    continue;
                }

                await booth.Button("Hand in my answers").ClickAsync();
                await Visit.SeeAsync(booth.Text("This pass was used already"));
                again.AssertQuiet();
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact, Proves("S2")]
    public async Task A_draft_outlives_a_reload_in_its_tab_and_every_question_can_be_skipped()
    {
        await using var visit = await house.VisitAsync(browser, person: null);
        await visit.Page.GotoAsync(new Uri(visit.Booth, Poll).ToString());
        var booth = new Respondent(visit.Page);
        await booth.BeginAsync();
        await booth.AnswerAsync(1);
        await booth.Button("Next").ClickAsync();
        await Visit.SeeAsync(booth.Text("What would you like to see?"));
        await visit.Page.ReloadAsync();
        await Visit.SeeAsync(booth.Text("What would you like to see?"));
        await booth.Button("Skip").ClickAsync();
        await booth.Button("Look through your answers").ClickAsync();
        await Visit.SeeAsync(booth.Text("Perhaps"));
        Assert.Equal(2, await booth.Text("Skipped").CountAsync());
        await booth.HandInAsync();
        await visit.Page.ReloadAsync();
        await Visit.SeeAsync(booth.Button("Take part"));
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Every_screen_of_the_booth_is_whole_for_everyone()
    {
        await using var visit = await house.VisitAsync(browser, person: null);
        await visit.Page.GotoAsync(new Uri(visit.Booth, "booth/how-your-shifts-are-planned").ToString());
        var booth = new Respondent(visit.Page);
        await Visit.SeeAsync(booth.Button("Take part"));
        await booth.Locate("details summary").ClickAsync();
        await EveryPageTests.AssertWholeAsync(visit);
        await booth.Button("Take part").ClickAsync();
        await Visit.SeeAsync(booth.Text("A pass is drawn on the survey's own page"));
        await EveryPageTests.AssertWholeAsync(visit);

        await visit.Page.GotoAsync(new Uri(visit.Booth, Poll).ToString());
        await booth.BeginAsync();
        for (var question = 0; question < 3; question++)
        {
            await booth.AnswerAsync(0);
            await EveryPageTests.AssertWholeAsync(visit);
            if (question < 2) await booth.NextAsync();
        }

        await booth.Button("All questions on one page").ClickAsync();
        await Visit.SeeAsync(booth.Heading("Your answers"));
        await EveryPageTests.AssertWholeAsync(visit);
        await booth.Button("Look through your answers").ClickAsync();
        await Visit.SeeAsync(booth.Heading("Look through your answers"));
        await EveryPageTests.AssertWholeAsync(visit);
        await booth.HandInAsync();
        await EveryPageTests.AssertWholeAsync(visit);
        visit.AssertQuiet();
    }

    [Fact, Proves("S4")]
    public async Task Each_origin_shows_its_own_pages_alone_and_a_log_in_at_the_booth_is_turned_away()
    {
        using var client = house.Program.NewClient();
        var booth = new UriBuilder(house.Program.Address) { Host = "127.0.0.1" }.Uri;
        foreach (var path in new[] { "me", "login", "console", "policy", "me/surveys", "partner/v1/members", "booth/none/more" })
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri(booth, path), TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("booth/the-harbour-festival", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri(booth, Poll), TestContext.Current.CancellationToken)).StatusCode);

        using var known = new HttpRequestMessage(HttpMethod.Get, new Uri(booth, Poll));
        known.Headers.TryAddWithoutValidation("Authorization", "Bearer something");
        Assert.Equal(HttpStatusCode.BadRequest, (await client.SendAsync(known, TestContext.Current.CancellationToken)).StatusCode);
        using var foreign = new HttpRequestMessage(HttpMethod.Get, new Uri(booth, "_blazor?id=1"));
        foreign.Headers.TryAddWithoutValidation("Origin", "https://evil.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(foreign, TestContext.Current.CancellationToken)).StatusCode);
    }

    private static async Task<int> KeptAsync(Visit visit)
    {
        var frame = visit.Page.Frames.Single(f => f.Url.StartsWith(visit.Booth.ToString(), StringComparison.Ordinal));
        return await frame.EvaluateAsync<int>("() => Object.keys(sessionStorage).filter(k => k.startsWith('wt-')).length");
    }
}
