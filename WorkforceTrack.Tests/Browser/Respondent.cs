using Microsoft.Playwright;

namespace WorkforceTrack.Tests.Browser;

/// <summary>Someone who answers in the booth, in the frame of a page or on a page of its own.</summary>
internal sealed class Respondent(IPage page, IFrameLocator? frame = null)
{
    internal ILocator Button(string name) => By(AriaRole.Button, name);

    internal ILocator Heading(string name) => By(AriaRole.Heading, name);

    internal ILocator Text(string text) => frame?.GetByText(text) ?? page.GetByText(text);

    internal ILocator Locate(string selector) => frame?.Locator(selector) ?? page.Locator(selector);

    /// <summary>The booth in the frame of a member's survey page.</summary>
    internal static Respondent In(IPage page) => new(page, page.FrameLocator("#booth"));

    /// <summary>Presses "Take part" and waits for the first question.</summary>
    internal async Task BeginAsync()
    {
        await Button("Take part").ClickAsync();
        await ArriveAsync(Locate(".place, .question").First);
    }

    /// <summary>Answers what stands on the screen: of options the one at this place, or the last.</summary>
    internal async Task AnswerAsync(int place, string? words = null)
    {
        foreach (var question in await Locate(".question").AllAsync())
        {
            var options = question.Locator("input");
            if (await options.CountAsync() is > 0 and var count) await options.Nth(Math.Min(place, count - 1)).CheckAsync();
            else if (words is not null && await question.Locator("textarea").CountAsync() > 0)
            {
                await question.Locator("textarea").FillAsync(words);
                await question.Locator("textarea").BlurAsync();
            }
        }
    }

    /// <summary>Goes from question to question to the review, answering each.</summary>
    internal async Task AnswerAllAsync(int place, string? words = null)
    {
        while (true)
        {
            await AnswerAsync(place, words);
            if (await Button("Look through your answers").CountAsync() > 0)
            {
                await Button("Look through your answers").ClickAsync();
                await Visit.SeeAsync(Heading("Look through your answers"));
                return;
            }

            await NextAsync();
        }
    }

    /// <summary>Goes to the next question, and waits until it is there: what is done before would be done to the one that goes.</summary>
    internal async Task NextAsync()
    {
        var here = await Locate(".place").InnerTextAsync();
        await Button("Next").Or(Button("Skip")).ClickAsync();
        await Assertions.Expect(Locate(".place")).Not.ToHaveTextAsync(here, new() { Timeout = Visit.Patience });
    }

    internal async Task HandInAsync()
    {
        await Button("Hand in my answers").ClickAsync();
        await ArriveAsync(Heading("Thank you"));
    }

    private async Task ArriveAsync(ILocator at)
    {
        try
        {
            await at.WaitForAsync(new() { Timeout = 30_000 });
        }
        catch (TimeoutException)
        {
            // What stands there instead says more than that something does not.
            Assert.Fail(await Locate("body").InnerTextAsync());
        }
    }

    private ILocator By(AriaRole role, string name) =>
        frame?.GetByRole(role, new() { Name = name, Exact = true }) ?? page.GetByRole(role, new() { Name = name, Exact = true });
}
