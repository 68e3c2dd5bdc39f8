using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using MudBlazor.Services;
using WorkforceTrack.App.Booth;
using WorkforceTrack.App.Surveys;
using WorkforceTrack.App.WebLogs;

namespace WorkforceTrack.App.Shell;

internal static class ShellModule
{
    public static IServiceCollection AddShell(this IServiceCollection services)
    {
        services.AddOptions<OrganisationOptions>().BindConfiguration(OrganisationOptions.Section);
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddCascadingAuthenticationState();
        services.AddAuthentication();
        services.AddAuthorization();
        services.AddMudServices();
        services.AddScoped<ToastQueue>();
        services.AddSingleton<ThemeSheet>();
        services.AddHttpContextAccessor();
        services.AddAntiforgery();
        services.AddSingleton<IConfigureOptions<AntiforgeryOptions>, AntiforgerySetup>();
        services.Configure<KestrelServerOptions>(options => options.AddServerHeader = false);
        services.Configure<CircuitOptions>(options => options.DetailedErrors = false);
        return services;
    }

    /// <summary>Builds the outer pipeline and the pages. Only the proxies and the booth come before it: its order is the order of safety.</summary>
    public static WebApplication MapShell(this WebApplication app)
    {
        app.UseMiddleware<SecretAddresses>();
        app.UseSecurityHeaders(SecurityHeaders.For(app.Environment, app.Services.GetRequiredService<BoothAddress>()));
        app.UseMiddleware<HtmlIsNotStored>();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/error",
            CreateScopeForErrors = true,
            StatusCodeSelector = StatusOf,
        });
        app.UseStatusCodePagesWithReExecute("/status/{0}", createScopeForStatusCodePages: true);
        app.UseMiddleware<PagesForPeopleOnly>();
        app.UseMiddleware<CircuitOrigin>();
        app.UseMiddleware<FormsInUtf8>();
        app.UseRouting();
        app.UsePageNotes();
        app.UseMiddleware<NoBoothPages>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.UseMiddleware<StaleForm>();
        app.MapStaticAssets();
        SecurityText.Map(app);
        app.MapGet(ThemeSheet.Path, (ThemeSheet sheet) => sheet.Serve());
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options =>
        {
            // The header policy already says frame-ancestors; a second policy would only confuse.
            options.ContentSecurityFrameAncestorsPolicy = null;
            // Secrets and chosen text share a frame here: compressing them together can leak by length (BREACH).
            options.DisableWebSocketCompression = true;
        });
        return app;
    }

    private static int StatusOf(Exception exception) => exception switch
    {
        Microsoft.AspNetCore.Http.BadHttpRequestException bad => bad.StatusCode,
        AntiforgeryValidationException => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status500InternalServerError,
    };
}
