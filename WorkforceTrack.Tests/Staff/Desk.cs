using System.Security.Claims;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Shell;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Staff;

namespace WorkforceTrack.Tests.Staff;

/// <summary>An interactive page of the console before one person of the office, over the office's real store.</summary>
internal static class Desk
{
    internal static BunitContext Of(Office office, Caller.OfStaff person)
    {
        var page = new BunitContext();
        page.JSInterop.Mode = JSRuntimeMode.Loose;
        page.AddAuthorization().SetAuthorized("staff").SetClaims(new Claim("sid", person.Session.Id.ToString("N")));
        page.Services.AddSingleton(office.Get<Callers>());
        page.Services.AddScoped<CurrentCaller>();
        page.Services.AddSingleton<TimeProvider>(office.Store.Clock);
        page.Services.AddScoped<ToastQueue>();
        page.Services.AddSingleton(office.Get<VerifyLedger>());
        page.Services.AddSingleton(office.Get<ReviewStaff>());
        page.Services.AddSingleton(office.Get<ChangeStanding>());
        page.Services.AddSingleton(office.Get<LetIn>());
        page.SetRendererInfo(new("Server", isInteractive: true));
        return page;
    }
}
