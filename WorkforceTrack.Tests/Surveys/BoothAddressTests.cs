using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using WorkforceTrack.App.Booth;
using WorkforceTrack.App.Shell;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Surveys;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Surveys;

/// <summary>The booth has an origin of its own, as browsers understand origins.</summary>
public sealed class BoothAddressTests
{
    [Theory, Proves("S4")]
    [InlineData("https://Members.Example.org", "https://members.example.org")]
    [InlineData("https://members.example.org:443/", "https://members.example.org")]
    [InlineData("https://m\u00fcller.example:8443", "https://xn--mller-kva.example:8443")]
    public void Origins_are_compared_as_browsers_write_them(string set, string written)
    {
        var address = Address(set, "https://Booth.Example.org:443");
        var request = new DefaultHttpContext().Request;

        Assert.Equal(written, address.PublicOriginFor(request));
        Assert.Equal("https://booth.example.org", address.OriginFor(request));
        Assert.All(["booth.example.org", "BOOTH.example.org:443"], host => Assert.True(IsBooth(host)));
        Assert.All(["members.example.org", "booth.example.org:8443", "booth.example.org.evil.example", ""], host => Assert.False(IsBooth(host)));

        bool IsBooth(string host)
        {
            request.Host = new HostString(host);
            return address.IsBooth(request);
        }
    }

    [Theory, Proves("S4")]
    [InlineData("https://members.example.org", "https://MEMBERS.example.org:443")]
    [InlineData("https://members.example.org", "https://members.example.org/booth")]
    public void A_booth_on_the_origin_of_the_member_pages_is_refused_however_it_is_written(string members, string booth) =>
        Assert.Throws<StartRefusedException>(() => Address(members, booth));

    [Fact, Proves("S4")]
    public async Task One_connection_carries_the_log_in_or_the_booth_and_never_both()
    {
        await using var server = await ServeAsync();
        var at = new Uri(server.Urls.Single());
        await using (var first = await ConnectAsync(at))
        {
            Assert.Equal(204, await AskAsync(first, "members.example.org"));
            Assert.Equal(204, await AskAsync(first, "members.example.org"));
            Assert.Equal(421, await AskAsync(first, "booth.example.org"));
        }

        await using var second = await ConnectAsync(at);
        Assert.Equal(204, await AskAsync(second, "booth.example.org"));
        Assert.Equal(421, await AskAsync(second, "members.example.org"));
        Assert.Equal(204, await AskAsync(second, "booth.example.org"));
    }

    // As a browser does whose certificate covers both names. .NET's own client never shares a connection between names.
    private static async Task<SslStream> ConnectAsync(Uri at)
    {
        var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, at.Port, TestContext.Current.CancellationToken);
        var tls = new SslStream(tcp.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "members.example.org", RemoteCertificateValidationCallback = (_, _, _, _) => true }, TestContext.Current.CancellationToken);
        return tls;
    }

    private static async Task<int> AskAsync(SslStream connection, string host)
    {
        await connection.WriteAsync(Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: {host}\r\n\r\n"), TestContext.Current.CancellationToken);
        var answer = new StringBuilder();
        var part = new byte[4096];
        // Neither answer has a body.
        while (!answer.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await connection.ReadAsync(part, TestContext.Current.CancellationToken);
            Assert.NotEqual(0, read);
            answer.Append(Encoding.ASCII.GetString(part, 0, read));
        }

        return int.Parse(answer.ToString().AsSpan(9, 3), provider: null);
    }

    private static async Task<WebApplication> ServeAsync()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var certificate = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        builder.Services.AddSingleton(Address("https://members.example.org", "https://booth.example.org"));
        var app = builder.Build();
        app.UseMiddleware<OneOriginOnAConnection>();
        app.Run(context =>
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });
        await app.StartAsync();
        return app;
    }

    private static BoothAddress Address(string members, string booth) => new(
        new ConfigurationBuilder().AddInMemoryCollection([new("Booth:Origin", booth)]).Build(),
        new Production(),
        Options.Create(new OrganisationOptions { PublicOrigin = members }));

    private sealed class Production : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = Environments.Production;

        public string ApplicationName { get; set; } = "WorkforceTrack";

        public string ContentRootPath { get; set; } = "";

        public Microsoft.Extensions.FileProviders.IFileProvider ContentRootFileProvider { get; set; } = new Microsoft.Extensions.FileProviders.NullFileProvider();
    }
}
