using Microsoft.AspNetCore.Components.Server.Circuits;
using WorkforceTrack.App.Shell;
using WorkforceTrack.App.Surveys;

namespace WorkforceTrack.App.Booth;

/// <summary>The booth: an origin of its own, with a pipeline of its own in which nobody is logged in (S3, S4).</summary>
internal static class BoothModule
{
    internal static IServiceCollection AddBooth(this IServiceCollection services)
    {
        services.AddScoped<Passer>();
        services.AddScoped<CircuitHandler>(provider => provider.GetRequiredService<Passer>());
        services.AddSingleton<KeyEvidence>();
        return services;
    }

    /// <summary>Splits the booth off. Call it before anything that reads a cookie or writes a line about a request.</summary>
    internal static void MapBooth(this WebApplication app)
    {
        var address = app.Services.GetRequiredService<BoothAddress>();
        app.UseMiddleware<OneOriginOnAConnection>();
        app.MapWhen(http => address.IsBooth(http.Request), booth =>
        {
            booth.UseMiddleware<BoothThreshold>();
            booth.UseExceptionHandler(failed => failed.Run(BoothWords.FailedAsync));
            booth.UseRouting();
            booth.UseMiddleware<BoothDoor>();
            booth.UseAntiforgery();
            booth.UseEndpoints(Map);
        });
    }

    private static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapStaticAssets();
        routes.MapGet(ThemeSheet.Path, (ThemeSheet sheet) => sheet.Serve());
        routes.MapGet("/booth/{slug}/key", async (string slug, KeyEvidence evidence) =>
            await evidence.ForAsync(slug) is { } found ? Results.Json(found) : Results.NotFound());
        routes.MapGet("/booth/-/leave", () => Results.Content(BoothWords.Leave, "text/html; charset=utf-8"));
        // The pass protects what is sent here, or the limit of a poll: there is no cookie that another site could use.
        routes.MapRazorComponents<BoothApp>().DisableAntiforgery().AddInteractiveServerRenderMode(options =>
        {
            options.ContentSecurityFrameAncestorsPolicy = null;
            options.DisableWebSocketCompression = true;
        });
    }
}
