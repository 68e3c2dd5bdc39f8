using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using WorkforceTrack.App;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Staff;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Tests.Cast;

namespace WorkforceTrack.Tests.SignIn;

/// <summary>The whole program on stores of its own, answering in memory, with a clock that the tests move.</summary>
public sealed class SignInApp : IAsyncLifetime
{
    internal const string Password = "seven slow herons at noon";

    private readonly TestFolder folder = new();
    private readonly WebApplication app;

    public SignInApp()
        : this(isProduction: false, attempts: 100_000)
    {
    }

    // All tests come from one address and name the same few people.
    private SignInApp(bool isProduction, int attempts)
    {
        var staging = new Staging
        {
            IsProduction = isProduction,
            Clock = Clock,
            Settings = ["--Organisation:Name=The Heron Society", "--Security:AttemptsPerAddress=100000", $"--Security:AttemptsPerUserId={attempts}"],
        };
        var adapt = staging.Adapt(new LogLines());
        app = Start.Build(staging.Arguments(folder), builder =>
        {
            adapt(builder);
            builder.WebHost.UseTestServer();
        });
    }

    internal FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    internal IServiceProvider Services => app.Services;

    internal IDbContextFactory<VaultDb> Vaults => Services.GetRequiredService<IDbContextFactory<VaultDb>>();

    public async ValueTask InitializeAsync()
    {
        await Start.OpenAsync(Services);
        await app.StartAsync();
    }

    /// <summary>A program of the test's own, where the shared one will not do.</summary>
    internal static async Task<SignInApp> StartAsync(bool isProduction = false, int attempts = 100_000)
    {
        var made = new SignInApp(isProduction, attempts);
        await made.InitializeAsync();
        return made;
    }

    internal async Task<PersonRow> AddMemberAsync(string userId) => await AddAsync(userId, PersonKind.Member, person =>
    {
        person.Member = new MemberId(Randomness.Id());
        person.Subject = new LedgerSubject(Randomness.Id());
    });

    internal async Task<PersonRow> AddStaffAsync(string userId, bool isActive = true)
    {
        var person = await AddAsync(userId, PersonKind.Staff, row => row.Staff = new StaffId(Randomness.Id()));
        await using var store = await Services.GetRequiredService<IDbContextFactory<MainDb>>().CreateDbContextAsync();
        store.Staff.Add(new StaffRow { Id = person.Staff!.Value, Role = StaffRole.Support, IsActive = isActive, SealedName = [], SealedAddress = [] });
        await store.SaveChangesAsync();
        return person;
    }

    internal async Task<PersonRow> ReadAsync(PersonRow person)
    {
        await using var vault = await Vaults.CreateDbContextAsync();
        return await vault.People.AsNoTracking().SingleAsync(p => p.Id == person.Id);
    }

    internal async Task<SessionRow[]> SessionsAsync(PersonRow person)
    {
        await using var vault = await Vaults.CreateDbContextAsync();
        return await vault.Sessions.AsNoTracking().Where(s => s.Person == person.Id).OrderBy(s => s.StartedAt).ToArrayAsync();
    }

    /// <summary>Switches the second factor of a person on; gives the secret and the recovery codes.</summary>
    internal async Task<(string Secret, string[] Codes)> SetUpSecondFactorAsync(PersonRow person)
    {
        await using var scope = Services.CreateAsyncScope();
        var setUp = scope.ServiceProvider.GetRequiredService<SetUpSecondFactor>();
        await setUp.StartAsync(await MemberAsync(person));
        var secret = await setUp.PendingAsync(await MemberAsync(person));
        var on = Assert.IsType<FactorChange.Coded>(await setUp.ConfirmAsync(await MemberAsync(person), Password, CodeNow(secret!)));
        return (secret!, on.Codes);
    }

    internal string CodeNow(string secret, int stepsAway = 0) => Totp.Code(secret, Totp.StepAt(Clock.GetUtcNow()) + stepsAway);

    internal Browser OpenBrowser() => new(app.GetTestServer().CreateHandler());

    internal async Task<Caller> MemberAsync(PersonRow person) => new Caller.Member(await ReadAsync(person), new SessionRow { Id = Randomness.Id(), Person = person.Id, SealedDevice = [] });

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        folder.Dispose();
    }

    private async Task<PersonRow> AddAsync(string userId, PersonKind kind, Action<PersonRow> complete)
    {
        var keys = Services.GetRequiredService<KeyRing>();
        var id = Randomness.Id();
        var person = new PersonRow
        {
            Id = id,
            Kind = kind,
            UserIdIndex = keys.UserIdIndex(userId),
            AddressIndex = keys.AddressIndex($"{userId}@heron.example"),
            PasswordHash = await Services.GetRequiredService<Argon2idHasher>().HashAsync(Password),
            WrappedKey = keys.NewPersonKey(id, out FieldKeys key),
            SecurityStamp = "stamp",
            ConcurrencyStamp = "first",
        };
        key.Dispose();
        complete(person);
        await using var vault = await Vaults.CreateDbContextAsync();
        // Tests of one class share the stores, one after the other: each begins with a person of its own.
        await vault.People.Where(p => p.UserIdIndex == person.UserIdIndex).ExecuteDeleteAsync();
        vault.People.Add(person);
        await vault.SaveChangesAsync();
        return person;
    }
}

/// <summary>A browser without script: keeps cookies, fills in the form of the page that it got, follows no redirect by itself.</summary>
internal sealed partial class Browser(HttpMessageHandler server)
{
    private readonly HttpClient client = new(server) { BaseAddress = new Uri("https://heron.example") };

    internal Dictionary<string, string> Cookies { get; private init; } = new(StringComparer.Ordinal);

    /// <summary>Another browser with a copy of the cookies.</summary>
    internal Browser Copy() => new(server) { Cookies = new(Cookies, StringComparer.Ordinal) };

    internal Task<Page> GetAsync(string address) => SendAsync(new HttpRequestMessage(HttpMethod.Get, address));

    /// <summary>Loads the page and sends its form with these fields beside what the form hides.</summary>
    internal async Task<Page> SubmitAsync(string address, params (string Name, string Value)[] fields) => await SubmitAsync(await GetAsync(address), address, fields);

    internal Task<Page> SubmitAsync(Page page, string address, params (string Name, string Value)[] fields) =>
        PostAsync(address, [.. page.HiddenFieldsOf(fields[0].Name), .. fields]);

    internal Task<Page> PostAsync(string address, params (string Name, string Value)[] fields) => SendAsync(new HttpRequestMessage(HttpMethod.Post, address)
    {
        Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
    });

    internal Task<Page> LogInAsync(string userId, string password = SignInApp.Password) => SubmitAsync("/login", ("UserId", userId), ("Password", password));

    private async Task<Page> SendAsync(HttpRequestMessage request)
    {
        request.Headers.Add("Accept", "text/html");
        request.Headers.Add("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        if (Cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var set = response.Headers.TryGetValues("Set-Cookie", out var values) ? values.ToArray() : [];
        foreach (var cookie in set)
        {
            var parts = cookie.Split(';')[0].Split('=', 2);
            if (parts[1].Length == 0) Cookies.Remove(parts[0]);
            else Cookies[parts[0]] = parts[1];
        }

        return new Page(response.StatusCode, response.Headers.Location?.OriginalString, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), set, response.Headers.TryGetValues("Clear-Site-Data", out var cleared) ? string.Join(',', cleared) : null);
    }
}

/// <summary>What came back.</summary>
internal sealed partial record Page(HttpStatusCode Status, string? Location, string Html, string[] SetCookies, string? ClearSiteData)
{
    /// <summary>The hidden fields of the form that holds a field or button of this name.</summary>
    internal (string, string)[] HiddenFieldsOf(string field)
    {
        var form = Forms.Matches(Html).Select(match => match.Value).First(text => text.Contains($"name=\"{field}\"", StringComparison.Ordinal));
        return [.. Hidden.Matches(form).Select(match => (match.Groups["name"].Value, WebUtility.HtmlDecode(match.Groups["value"].Value)))];
    }

    /// <summary>The page without what differs by chance from one rendering to the next.</summary>
    internal string Essence => Chance.Replace(Html, "");

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline, 1000)]
    private static partial Regex Forms { get; }

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hidden { get; }

    [GeneratedRegex("(name=\"__RequestVerificationToken\" value|nonce)=\"[^\"]*\"|<!--Blazor.*?-->", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Chance { get; }
}
