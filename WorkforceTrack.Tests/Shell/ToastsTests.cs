using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using WorkforceTrack.App.Shell;

namespace WorkforceTrack.Tests.Shell;

public sealed class ToastsTests : BunitContext
{
    private readonly FakeTimeProvider _time = new();
    private readonly ToastQueue _queue;

    public ToastsTests()
    {
        _queue = new ToastQueue(_time);
        Services.AddSingleton(_queue);
    }

    [Fact]
    public void A_toast_enters_a_region_that_is_read_out()
    {
        var toasts = Render<Toasts>();
        var outlet = toasts.Find("[role=status][aria-live=polite]");
        Assert.Equal(0, outlet.ChildElementCount);

        _queue.Show("Saved. Two partners will be told.");

        toasts.WaitForAssertion(() => Assert.Contains("Saved. Two partners will be told.", toasts.Find("[role=status]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void What_went_well_goes_by_itself_and_what_went_wrong_stays_until_it_is_closed()
    {
        var toasts = Render<Toasts>();
        _queue.Show("Saved.");
        _queue.Show("This did not work. Try again.", Tone.Bad);

        _time.Advance(TimeSpan.FromSeconds(9));

        toasts.WaitForAssertion(() => Assert.Equal("This did not work. Try again.", Assert.Single(toasts.FindAll(".toast")).TextContent.Trim()));
        toasts.Find("button").Click();
        Assert.Empty(toasts.FindAll(".toast"));
    }
}
