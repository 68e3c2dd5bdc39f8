using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using WorkforceTrack.Tests.Cast;

namespace WorkforceTrack.Tests.Browser;

/// <summary>
/// One person at one browser. Everything that goes wrong on the way is kept: errors of the console and of scripts, and any
/// request to a host that is not ours (K1).
/// </summary>
internal sealed partial class Visit : IAsyncDisposable
{
    private const int FarthestStop = 150;

    // The machine that runs the tests may be busy with others; a person would wait too.
    internal const float Patience = 60_000;

    private readonly ConcurrentQueue<string> complaints = [];
    private readonly ConcurrentBag<HttpStatusCode> expected = [];
    private readonly Uri home;

    private Visit(Uri home, IBrowserContext context, IPage page)
    {
        this.home = home;
        Context = context;
        Page = page;
    }

    /// <summary>The other origin of ours: the booth.</summary>
    internal Uri Booth => new UriBuilder(home) { Host = "127.0.0.1" }.Uri;

    internal IBrowserContext Context { get; }

    internal IPage Page { get; }

    internal static async Task<Visit> BeginAsync(RunningProgram program, IBrowserContext context)
    {
        context.SetDefaultTimeout(Patience);
        var page = context.Pages is [var first, ..] ? first : await context.NewPageAsync();
        var visit = new Visit(program.Address, context, page);
        visit.Watch(page);
        context.Page += (_, opened) => visit.Watch(opened);
        context.Request += (_, request) => visit.Judge(request.Url);
        context.WebError += (_, error) => visit.complaints.Enqueue($"script: {error.Error}");
        return visit;
    }

    /// <summary>A page of this status is what the test is after; the browser writes it to the console all the same.</summary>
    internal Visit Expecting(HttpStatusCode status)
    {
        expected.Add(status);
        return this;
    }

    internal void AssertQuiet() => Assert.Empty(complaints);

    internal async Task GoAsync(string path)
    {
        await Page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        await Page.Locator("h1").First.WaitForAsync();
    }

    /// <summary>Waits until this is the heading of the page.</summary>
    internal Task ArriveAsync(string heading) => Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 }))
        .ToHaveTextAsync(heading, new() { Timeout = Patience });

    internal Task SeeAsync(string text) => SeeAsync(Page.GetByRole(AriaRole.Main).GetByText(text).First);

    internal static Task SeeAsync(ILocator what) => Assertions.Expect(what).ToBeVisibleAsync(new() { Timeout = Patience });

    internal static Task SeeTextAsync(ILocator where, string text) => Assertions.Expect(where).ToContainTextAsync(text, new() { Timeout = Patience });

    /// <summary>Logs in the short way, where logging in is not what the test is about.</summary>
    internal async Task LogInAsync(string person)
    {
        await GoAsync("/login");
        await Page.Locator("input[name=UserId]").FillAsync(person);
        await Page.Locator("input[name=Password]").FillAsync(App.Demonstration.Cast.Password);
        await Page.Locator("form.form button[type=submit]").ClickAsync();
        await Assertions.Expect(Page).Not.ToHaveURLAsync(LogInAddress(), new() { Timeout = Patience });
        await Page.Locator("h1").First.WaitForAsync();
    }

    /// <summary>
    /// Waits until the address of the page matches. Asked again and again: the driver's own waiting for an address or an event of the page
    /// begins after the look that it follows, and what happens in between is never seen.
    /// </summary>
    internal static Task ReachAsync(IPage page, string pattern) => Assertions.Expect(page)
        .ToHaveURLAsync(new Regex(pattern, RegexOptions.None, TimeSpan.FromSeconds(1)), new() { Timeout = Patience });

    /// <summary>Waits until everything that the page names is there.</summary>
    internal static Task LoadedAsync(IPage page) => page.WaitForFunctionAsync("() => document.readyState === 'complete'");

    /// <summary>Waits until nothing more is on its way, and a page that acts listens. The address may change before the page does; its skip link tells whose page it is.</summary>
    internal async Task SettleAsync(IPage? page = null)
    {
        page ??= Page;
        await page.WaitForFunctionAsync(
            """
            () => document.readyState === 'complete' && !document.querySelector('main .skeleton')
              && [...document.querySelectorAll('a.skip')].every(skip => new URL(skip.href).pathname === location.pathname)
              && (!document.querySelector('main button[type=button]:not([disabled])') || [...document.querySelectorAll('main *')].some(e => Object.keys(e).some(k => k.startsWith('_blazorEvents'))))
            """);
    }

    /// <summary>A button, a link or a field by the name under which assistive tools know it.</summary>
    internal ILocator Named(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true })
        .Or(Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }))
        .Or(Page.GetByLabel(name, new() { Exact = true }));

    internal Task TabToAsync(string name) => TabToAsync(Named(name));

    /// <summary>Presses Tab until one of these has the focus, and sees to it that the focus can be seen at every stop (WCAG 2.4.7).</summary>
    internal async Task TabToAsync(ILocator target)
    {
        await target.First.WaitForAsync();
        await UntilItActsAsync(target.First);
        for (var stop = 0; stop < FarthestStop; stop++)
        {
            if (await target.EvaluateAllAsync<bool>("all => all.includes(document.activeElement)")) return;
            await Page.Keyboard.PressAsync("Tab");
            if (await Page.EvaluateAsync<string?>(UnseenFocus) is { } unseen) complaints.Enqueue($"focus that cannot be seen: {unseen}");
        }

        Assert.Fail($"The keyboard does not reach {target} on {Page.Url}.");
    }

    /// <summary>Goes to a button or a link by keyboard and presses Enter.</summary>
    internal Task EnterAsync(string name) => EnterAsync(Named(name));

    internal async Task EnterAsync(ILocator target)
    {
        await TabToAsync(target);
        await Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Goes to a box by keyboard and ticks it with the space bar.</summary>
    internal async Task TickAsync(string name)
    {
        await TabToAsync(name);
        await Page.Keyboard.PressAsync("Space");
        await Assertions.Expect(Named(name).First).ToBeCheckedAsync();
    }

    /// <summary>Goes to a field by keyboard and types.</summary>
    internal async Task TypeAsync(string name, string text)
    {
        await TabToAsync(name);
        await Page.Keyboard.TypeAsync(text);
    }

    /// <summary>Goes to a download by keyboard, takes it and gives its text.</summary>
    internal async Task<string> TakeAsync(ILocator link)
    {
        await TabToAsync(link);
        var download = await Page.RunAndWaitForDownloadAsync(() => Page.Keyboard.PressAsync("Enter"));
        return await File.ReadAllTextAsync(await download.PathAsync());
    }

    public ValueTask DisposeAsync() => Context.DisposeAsync();

    // A page that acts is drawn before its circuit is up; a button of it answers once Blazor listens to it.
    private async Task UntilItActsAsync(ILocator target)
    {
        if (!await target.EvaluateAsync<bool>("e => e.matches('button[type=button]')")) return;
        await Page.WaitForFunctionAsync(
            "() => [...document.querySelectorAll('main button[type=button]')].some(b => Object.keys(b).some(k => k.startsWith('_blazorEvents')))");
        await target.WaitForAsync();
    }

    private void Watch(IPage page)
    {
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !IsExpected(message.Text)) complaints.Enqueue($"console on {page.Url}: {message.Text}");
        };
        page.WebSocket += (_, socket) => Judge(socket.Url);
    }

    private bool IsExpected(string text) =>
        StatusInConsole().Match(text) is { Success: true } match && expected.Any(status => match.Groups["status"].Value == $"{(int)status}");

    private void Judge(string url)
    {
        if (Uri.TryCreate(url, UriKind.Absolute, out var to) && to.Scheme is "http" or "https" or "ws" or "wss" && to.Authority != home.Authority && to.Authority != Booth.Authority)
            complaints.Enqueue($"request to another host: {to.Authority}");
    }

    private const string UnseenFocus =
        """
        () => {
          const e = document.activeElement;
          // The last stop in a date is the browser's own calendar button, with the browser's own ring.
          if (!e || e === document.body || e.matches('input[type=date]:not(:focus-visible)')) return null;
          // A ring may be drawn around the line in which a link stands alone.
          const line = e.closest('li');
          const ringed = x => { const s = getComputedStyle(x); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0; };
          return ringed(e) || (line && ringed(line)) ? null : e.outerHTML.slice(0, 120);
        }
        """;

    [GeneratedRegex("^Failed to load resource: the server responded with a status of (?<status>[0-9]{3})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StatusInConsole();

    [GeneratedRegex("/login", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LogInAddress();
}
