using Microsoft.Playwright;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Browser;

/// <summary>A visitor writes to us; support answers; the visitor reads it. By keyboard, without an account.</summary>
[Collection(Journeys.Name), Trait("needs", "browser")]
public sealed class MessageJourneyTests(Chromium browser, OpenHouse house)
{
    [Fact, Proves("C4"), Proves("AC3")]
    public async Task A_visitor_writes_and_reads_the_answer()
    {
        await using var visitor = await house.VisitAsync(browser, null);
        await visitor.GoAsync("/contact");
        await visitor.TypeAsync("Message", "Is the advice desk open on Saturdays?");
        await visitor.EnterAsync("Send");
        await visitor.ArriveAsync("Your message is here");
        await EveryPageTests.AssertWholeAsync(visitor);
        var codes = await visitor.Page.Locator("code.secret").AllInnerTextsAsync();

        await using var sam = await house.VisitAsync(browser, "sam");
        await sam.GoAsync("/console/messages");
        await EveryPageTests.AssertWholeAsync(sam);
        await sam.EnterAsync(codes[0]);
        await sam.SeeAsync("Is the advice desk open on Saturdays?");
        await EveryPageTests.AssertWholeAsync(sam);
        await sam.TypeAsync("Answer", "Yes, from nine to noon.");
        await sam.EnterAsync("Send the answer");
        await Assertions.Expect(sam.Named("Send the answer")).ToHaveCountAsync(0);
        await sam.SeeAsync("Yes, from nine to noon.");
        await EveryPageTests.AssertWholeAsync(sam);

        await visitor.GoAsync($"/contact/{codes[0].Replace("-", "", StringComparison.Ordinal)}");
        await visitor.TypeAsync("Secret", codes[1]);
        await visitor.EnterAsync("Open");
        await visitor.ArriveAsync("Your answer");
        await visitor.SeeAsync("Yes, from nine to noon.");
        await EveryPageTests.AssertWholeAsync(visitor);
        visitor.AssertQuiet();
        sam.AssertQuiet();
    }
}
