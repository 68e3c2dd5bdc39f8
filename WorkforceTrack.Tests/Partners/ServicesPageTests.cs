using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MudBlazor.Services;
using WorkforceTrack.App.Consents;
using WorkforceTrack.App.Partners;
using WorkforceTrack.App.Shell;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Partners;

public sealed class ServicesPageTests : BunitContext, IAsyncLifetime
{
    private TestStore store = null!;
    private PartnerScene scene = null!;
    private Caller.Member member = null!;

    public async ValueTask InitializeAsync()
    {
        store = await TestStore.OpenAsync();
        scene = await PartnerScene.SetAsync(store.Services);
        member = await scene.MemberAsync("Ana");
        await using (var vault = store.Vault())
        {
            vault.Sessions.Add(member.Session);
            await vault.SaveChangesAsync();
        }

        JSInterop.Mode = JSRuntimeMode.Loose;
        JSInterop.SetupModule("./Shell/Confirm.razor.js").Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddScoped<ToastQueue>();
        Services.AddSingleton<TimeProvider>(store.Clock);
        Services.AddSingleton(store.Get<IOptions<OrganisationOptions>>());
        Services.AddSingleton(store.Get<Callers>());
        Services.AddScoped<CurrentCaller>();
        foreach (var useCase in new object[] { store.Get<ReadServices>(), store.Get<SelectService>(), store.Get<DropService>(), store.Get<ReadConsents>(), store.Get<GiveConsent>(), store.Get<WithdrawConsent>() })
            Services.AddSingleton(useCase.GetType(), useCase);
        var authorization = this.AddAuthorization();
        authorization.SetAuthorized("someone").SetClaims(new Claim(Callers.SessionClaim, member.Session.Id.ToString("N")));
        SetRendererInfo(new RendererInfo("Server", true));
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await DisposeAsync();
        await store.DisposeAsync();
    }

    [Fact, Proves("P1"), Proves("C3")]
    public async Task A_member_reads_what_the_partner_gets_approves_and_drops_it_again()
    {
        var offer = await scene.OfferAsync();
        var page = Render<ServicesPage>();
        page.WaitForAssertion(() => Assert.Contains("Display name, Region, Skills", page.Markup, StringComparison.Ordinal));

        page.FindAll("button").Single(b => b.TextContent.Trim().StartsWith("Select", StringComparison.Ordinal)).Click();
        page.WaitForAssertion(() => Assert.Equal(["Display name", "Region", "Skills"], page.FindAll("dialog li").Select(l => l.TextContent)));
        page.FindAll("dialog button").Single(b => b.TextContent == "Not now").Click();
        Assert.Empty((await scene.Get<ReadConsents>().ReadAsync(member))!.Live);

        page.FindAll("button").Single(b => b.TextContent.Trim().StartsWith("Select", StringComparison.Ordinal)).Click();
        page.FindAll("dialog button").Single(b => b.TextContent == "Approve and select").Click();
        page.WaitForAssertion(() => Assert.Contains("Selected by you", page.Markup, StringComparison.Ordinal));
        Assert.Contains("is selected", page.Find(".toast").TextContent, StringComparison.Ordinal);
        Assert.Equal(PartnerScene.WorkFields, Assert.Single((await scene.Get<ReadConsents>().ReadAsync(member))!.Live).Consent.Fields);

        page.FindAll("button").Single(b => b.TextContent.Trim().StartsWith("Drop Work", StringComparison.Ordinal)).Click();
        page.FindAll("dialog button").Single(b => b.TextContent == "Drop the service").Click();
        page.WaitForAssertion(() => Assert.DoesNotContain("Selected by you", page.Markup, StringComparison.Ordinal));
        Assert.Empty((await scene.Get<ReadConsents>().ReadAsync(member))!.Live);
        Assert.NotNull(offer);
    }

    [Fact, Proves("O2")]
    public async Task A_service_that_the_policy_does_not_describe_is_not_offered()
    {
        await scene.OfferAsync(new Deal { Described = false });
        var page = Render<ServicesPage>();
        page.WaitForAssertion(() => Assert.Contains("No services yet", page.Markup, StringComparison.Ordinal));
    }

    [Fact, Proves("C3"), Proves("P2")]
    public async Task Consents_are_given_and_withdrawn_by_one_act_each()
    {
        var offer = await scene.OfferAsync(new Deal { Fields = PartnerScene.WorkFields.With(PersonalField.Email) });
        await scene.SelectAsync(member, offer);
        var page = Render<ConsentsPage>();
        page.WaitForAssertion(() => Assert.Contains("Your mail address is not checked yet", page.Markup, StringComparison.Ordinal));

        page.Find("input[name^=contact]").Change(true);
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("a[href$='receipt.jsonld']").Count));
        Assert.True(page.Find("input[name^=contact]").HasAttribute("checked"));

        page.FindAll("button").First(b => b.TextContent.StartsWith("Withdraw Work", StringComparison.Ordinal)).Click();
        page.WaitForAssertion(() => Assert.Contains("You have agreed to nothing so far", page.Markup, StringComparison.Ordinal));
        Assert.Empty((await scene.Get<ReadConsents>().ReadAsync(member))!.Live);
        Assert.Empty(page.FindAll("input[name^=contact]"));
    }
}
