using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using WorkforceTrack.App;

namespace WorkforceTrack.Tests.Cast;

/// <summary>
/// The whole program on a port and a disk of its own: real server, real stores. Development speaks http, Production https
/// with a certificate of the test. A test that uses it says so: <c>[Trait("needs", "server")]</c> (or "browser").
/// </summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private static readonly Lazy<X509Certificate2> Certificate = new(MakeCertificate);

    private readonly WebApplication app;
    private readonly TestFolder? own;

    private RunningProgram(WebApplication app, TestFolder folder, TestFolder? own, LogLines log)
    {
        this.app = app;
        this.own = own;
        Folder = folder;
        Log = log;
        var bound = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Address = new Uri($"{bound.Scheme}://localhost:{bound.Port}/");
    }

    /// <summary>Where it answers.</summary>
    internal Uri Address { get; }

    internal TestFolder Folder { get; }

    internal LogLines Log { get; }

    internal IServiceProvider Services => app.Services;

    internal static async Task<RunningProgram> StartAsync(Staging? staging = null)
    {
        RequireTrait();
        staging ??= new Staging();
        var made = staging.Folder is null ? new TestFolder() : null;
        var folder = staging.Folder ?? made!;
        var log = new LogLines();
        // localhost with port 0 is no address for the server; the loopback address is.
        var urls = $"--urls={(staging.IsProduction ? "https" : "http")}://127.0.0.1:0";
        WebApplication? built = null;
        try
        {
            built = (staging with { Settings = [.. staging.Settings, urls] }).Build(folder, log, builder =>
                builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = Certificate.Value)));
            await Start.OpenAsync(built.Services);
            await built.StartAsync();
            return new RunningProgram(built, folder, made, log);
        }
        catch
        {
            if (built is not null) await built.DisposeAsync();
            made?.Dispose();
            throw;
        }
    }

    /// <summary>A service of the program.</summary>
    internal T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A client with cookies of its own that shows redirects instead of following them.</summary>
    internal HttpClient NewClient(bool followRedirects = false)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = followRedirects, CookieContainer = new CookieContainer() };
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { Certificate.Value },
            RevocationMode = X509RevocationMode.NoCheck,
        };
        return new HttpClient(handler) { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(60) };
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        if (own is null) Folder.ReleaseFiles();
        own?.Dispose();
    }

    // INVARIANT: ./test --fast runs what needs nothing; a server that comes up unannounced would make it slow for everyone.
    private static void RequireTrait()
    {
        var traits = TestContext.Current.TestCase?.Traits ?? TestContext.Current.TestClass?.Traits;
        if (traits is not null && !traits.ContainsKey("needs"))
            throw new InvalidOperationException("This test starts the program. Say so on its class: [Trait(\"needs\", \"server\")].");
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(7));
        // A round trip through PKCS #12 keeps the private key with the certificate on every platform.
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), password: null);
    }
}
