using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkforceTrack.App.Shell;
using WorkforceTrack.App.Surveys;
using WorkforceTrack.App.WebLogs;

namespace WorkforceTrack.Tests.Shell;

/// <summary>The shell alone, without stores: its pipeline and its pages over HTTP.</summary>
public sealed class ShellHost : IAsyncLifetime
{
    private WebApplication _app = null!;

    public HttpClient Client() => _app.GetTestServer().CreateClient();

    public async ValueTask InitializeAsync() => _app = await StartAsync("Development");

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    internal static async Task<WebApplication> StartAsync(string environment)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(ShellModule).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = environment,
        });
        builder.WebHost.UseTestServer();
        builder.WebHost.UseStaticWebAssets();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Organisation:Name"] = "Lantern",
            ["Organisation:PublicOrigin"] = "https://lantern.example/",
        });
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddShell();
        builder.Services.AddPageNotes();
        // The home page tells of polls and results, and here there are none.
        builder.Services.AddSingleton<BoothAddress>();
        builder.Services.AddSingleton(new ReadSurveys(new SurveyShelf(null!, null!, null!), null!, null!, null!, null!));
        var app = builder.Build();
        app.MapShell();
        app.MapGet("/breaks", string () => throw new InvalidOperationException("a secret of the inside"));
        app.MapPost("/form", ([FromForm] string? name) => name ?? "");
        await app.StartAsync();
        return app;
    }
}
