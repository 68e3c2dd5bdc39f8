using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MudBlazor.Services;
using WorkforceTrack.App.Disclosures;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Members;
using WorkforceTrack.App.Shell;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.Domain.Members;

namespace WorkforceTrack.Tests.Members;

/// <summary>The pages of one member on real stores, as the member's browser has them.</summary>
internal sealed class MemberPages : BunitContext
{
    internal MemberPages(House house, Caller.Member member)
    {
        // Real stores on a busy machine take their time.
        DefaultWaitTimeout = TimeSpan.FromSeconds(15);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddSingleton<TimeProvider>(house.Store.Clock);
        Services.AddSingleton(Options.Create(new OrganisationOptions { Name = "The Test Members", SupportAddress = "support@members.example" }));
        Services.AddScoped<ToastQueue>();
        Services.AddScoped<CurrentCaller>();
        Services.AddSingleton(house.Get<Callers>());
        Services.AddSingleton(house.Get<ReadOwnData>());
        Services.AddSingleton(house.Get<CorrectOwnData>());
        Services.AddSingleton(house.Get<ConfirmOwnData>());
        Services.AddSingleton(house.Get<ReviewTerm>());
        Services.AddSingleton(house.Get<ReadOverview>());
        Services.AddSingleton(house.Get<ReadOwnLedger>());
        Services.AddSingleton(house.Get<CheckpointSigner>());
        AddAuthorization().SetAuthorized("a member").SetClaims(House.ClaimOf(member));
        SetRendererInfo(new Microsoft.AspNetCore.Components.RendererInfo("Server", isInteractive: true));
    }
}
