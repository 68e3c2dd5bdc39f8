using Bunit;
using WorkforceTrack.App.Shell;

namespace WorkforceTrack.Tests.Shell;

public sealed class ConfirmTests : BunitContext
{
    private readonly BunitJSModuleInterop _module;

    public ConfirmTests()
    {
        _module = JSInterop.SetupModule("./Shell/Confirm.razor.js");
        _module.SetupVoid("open", _ => true).SetVoidResult();
        _module.SetupVoid("close", _ => true).SetVoidResult();
    }

    [Fact]
    public async Task The_safe_answer_comes_first_and_takes_the_focus()
    {
        var confirm = Show();
        var answer = await AskAsync(confirm);

        _module.VerifyInvoke("open");
        var buttons = confirm.FindAll("dialog button");
        Assert.Equal("Keep things as they are", buttons[0].TextContent);
        Assert.True(buttons[0].HasAttribute("autofocus"));
        Assert.False(buttons[1].HasAttribute("autofocus"));
        Assert.False(answer.IsCompleted);
    }

    [Fact]
    public async Task Escape_is_a_no()
    {
        var confirm = Show();
        var answer = await AskAsync(confirm);

        confirm.Find("dialog").TriggerEvent("oncancel", EventArgs.Empty);

        Assert.False(await answer);
    }

    [Fact]
    public async Task Only_the_act_itself_is_a_yes_and_the_dialog_closes_first()
    {
        var confirm = Show();
        var answer = await AskAsync(confirm);

        confirm.FindAll("dialog button")[1].Click();

        Assert.True(await answer);
        _module.VerifyInvoke("close");
    }

    [Fact]
    public async Task Leaving_the_page_is_a_no()
    {
        var confirm = Show();
        var answer = await AskAsync(confirm);

        await confirm.Instance.DisposeAsync();

        Assert.False(await answer);
    }

    [Fact]
    public async Task The_same_question_can_be_asked_again()
    {
        var confirm = Show();
        var first = await AskAsync(confirm);
        confirm.FindAll("dialog button")[0].Click();
        Assert.False(await first);

        var second = await AskAsync(confirm);
        confirm.FindAll("dialog button")[1].Click();
        Assert.True(await second);
    }

    private IRenderedComponent<Confirm> Show() => Render<Confirm>(parameters => parameters
        .Add(c => c.Title, "Withdraw this consent?").Add(c => c.Yes, "Withdraw consent").AddChildContent("<p>The partner is refused from then on.</p>"));

    private static async Task<Task<bool>> AskAsync(IRenderedComponent<Confirm> confirm)
    {
        Task<bool>? answer = null;
        await confirm.InvokeAsync(() => { answer = confirm.Instance.AskAsync(); });
        return answer!;
    }
}
