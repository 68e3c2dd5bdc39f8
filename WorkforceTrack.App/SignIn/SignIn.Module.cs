using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using WorkforceTrack.App.Vault;

namespace WorkforceTrack.App.SignIn;

internal static class SignInModule
{
    internal static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddSingleton(provider => SessionLimits.Read(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton(provider => Lockout.Read(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton(provider => new SecondFactorRule(!provider.GetRequiredService<IHostEnvironment>().IsDevelopment()));
        services.AddSingleton<Callers>();
        services.AddSingleton<OpenCircuits>();
        services.AddSingleton<EndSession>();
        services.AddSingleton<StartSession>();
        services.AddSingleton<ListOwnSessions>();
        services.AddSingleton<ProvePassword>();
        services.AddSingleton<SecondStep>();
        services.AddSingleton<SetPassword>();
        services.AddSingleton<ChangePassword>();
        services.AddScoped<LogIn>();
        services.AddScoped<SetUpSecondFactor>();
        services.AddScoped<CurrentCaller>();
        services.AddHostedService<SweepSessions>();
        services.AddSingleton<IAuthorizationHandler, Doorkeeper>();
        services.AddAuthorization(Doors.Add);
        services.AddRateLimiter(_ => { });
        services.AddSingleton<IConfigureOptions<RateLimiterOptions>, RateLimits>();
        services.AddScoped<CircuitHandler, SessionGuard>();
        services.AddSingleton<IConfigureOptions<CookieAuthenticationOptions>, SessionCookie>();
        services.AddAuthentication(SessionCookie.Scheme).AddCookie(SessionCookie.Scheme);
        AddAccounts(services);
        return services;
    }

    internal static void MapSignIn(this WebApplication app)
    {
        app.UseRateLimiter();
        app.UseMiddleware<PlainForms>();
        SignInEndpoints.Map(app);
    }

    private static void AddAccounts(IServiceCollection services)
    {
        services.AddSingleton<PersonStore>();
        services.AddSingleton<IUserStore<PersonRow>>(provider => provider.GetRequiredService<PersonStore>());
        services.AddSingleton<Argon2idHasher>();
        services.AddSingleton<IPasswordHasher<PersonRow>>(provider => provider.GetRequiredService<Argon2idHasher>());
        services.AddSingleton<ILookupNormalizer, AsTyped>();
        services.AddIdentityCore<PersonRow>()
            .AddTokenProvider<Totp>(Totp.Name);
        // Values are judged by FieldRules and PasswordRules before they come here; Identity's own rules would ask for names and capitals.
        services.RemoveAll<IUserValidator<PersonRow>>();
        services.RemoveAll<IPasswordValidator<PersonRow>>();
    }

    /// <summary>The index is keyed and brings values into one form itself.</summary>
    private sealed class AsTyped : ILookupNormalizer
    {
        public string? NormalizeName(string? name) => name;

        public string? NormalizeEmail(string? email) => email;
    }
}
