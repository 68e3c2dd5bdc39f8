using Bunit;
using Microsoft.Extensions.DependencyInjection;
using WorkforceTrack.App.Shell;
using WorkforceTrack.App.Staff;
using WorkforceTrack.App.Staff.Components;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.Tests.Staff;

public sealed class StaffPageTests
{
    [Fact]
    public async Task The_manager_gives_somebody_another_role()
    {
        await using var office = await Office.OpenAsync();
        var (mina, sam) = (await office.HireAsync(StaffRole.Management), await office.HireAsync(StaffRole.Support, "sam"));
        await using var desk = Desk.Of(office, mina);
        var page = await ShowAsync(desk, office, mina);

        page.Find("button[aria-label='Change the standing of The support sam']").Click();
        page.Find("select").Change("Security");
        page.FindAll("button").Single(b => b.TextContent is "Change the role").Click();

        page.WaitForAssertion(() => Assert.Contains(desk.Services.GetRequiredService<ToastQueue>().Current, t => t.Text is "The support sam: Security, active."), TimeSpan.FromSeconds(5));
        var people = Assert.IsType<StaffReview.People>(await office.Get<ReviewStaff>().ReadAsync(mina)).All;
        Assert.Equal(new StaffStanding(StaffRole.Security, IsActive: true), people.Single(p => p.Id == sam.Id).Standing);
    }

    [Fact]
    public async Task Nobody_is_deactivated_without_a_yes_and_everybody_stays_who_they_are_after_a_no()
    {
        await using var office = await Office.OpenAsync();
        var (mina, sam) = (await office.HireAsync(StaffRole.Management), await office.HireAsync(StaffRole.Support, "sam"));
        await using var desk = Desk.Of(office, mina);
        var page = await ShowAsync(desk, office, mina);
        page.Find("button[aria-label='Change the standing of The support sam']").Click();

        page.FindAll("section button").Single(b => b.TextContent is "Deactivate").Click();
        page.FindAll("dialog button").Single(b => b.TextContent is "Keep active").Click();
        Assert.True(await IsActiveAsync(office, mina, sam.Id));

        page.FindAll("section button").Single(b => b.TextContent is "Deactivate").Click();
        page.FindAll("dialog button").Single(b => b.TextContent is "Deactivate").Click();
        page.WaitForAssertion(() => Assert.NotEmpty(desk.Services.GetRequiredService<ToastQueue>().Current), TimeSpan.FromSeconds(5));
        Assert.False(await IsActiveAsync(office, mina, sam.Id));
    }

    [Fact]
    public async Task One_does_not_find_a_way_to_change_oneself()
    {
        await using var office = await Office.OpenAsync();
        var mina = await office.HireAsync(StaffRole.Management);
        await using var desk = Desk.Of(office, mina);

        var page = await ShowAsync(desk, office, mina);

        Assert.Empty(page.FindAll("tbody button"));
        Assert.Contains("This is you", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_is_let_in_and_what_is_not_fit_is_said_at_the_field()
    {
        await using var office = await Office.OpenAsync();
        var mina = await office.HireAsync(StaffRole.Management);
        await using var desk = Desk.Of(office, mina);
        var form = desk.Render<LetInForm>();

        form.Find("input[name=staff-user-id]").Change("newcomer");
        form.Find("input[name=staff-address]").Change("no address");
        form.Find("input[name=staff-name]").Change("New Comer");
        form.Find("form").Submit();
        form.WaitForAssertion(() => Assert.Contains("Please write one whole address", form.Find(".error").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(5));
        form.Find("input[name=staff-address]").Change("newcomer@office.example");
        form.Find("form").Submit();

        form.WaitForAssertion(() => Assert.Contains("choose one by mail", form.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.Equal("", form.Find("input[name=staff-user-id]").GetAttribute("value") ?? "");
    }

    private static async Task<IRenderedComponent<StaffTable>> ShowAsync(BunitContext desk, Office office, App.SignIn.Caller.OfStaff who)
    {
        var people = Assert.IsType<StaffReview.People>(await office.Get<ReviewStaff>().ReadAsync(who)).All;
        return desk.Render<StaffTable>(parameters => parameters.Add(t => t.People, people).Add(t => t.OnChanged, () => { }));
    }

    private static async Task<bool> IsActiveAsync(Office office, App.SignIn.Caller.OfStaff who, Domain.Shared.StaffId person) =>
        Assert.IsType<StaffReview.People>(await office.Get<ReviewStaff>().ReadAsync(who)).All.Single(p => p.Id == person).Standing.IsActive;
}
