using Microsoft.Extensions.Options;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace WorkforceTrack.App.Partners;

/// <summary>
/// OAuth 2.0 for partners: client credentials and nothing else (RFC 6749; ASVS 5.0, V10). Tokens live ten minutes, are
/// stored nowhere, and are read by this program alone.
/// </summary>
internal static class PartnerTokens
{
    internal static void AddPartnerTokens(this IServiceCollection services)
    {
        services.AddSingleton<PartnerCallers>();
        services.AddSingleton<IConfigureOptions<OpenIddictServerOptions>, TokenKeys>();
        services.AddSingleton<IConfigureOptions<OpenIddictServerAspNetCoreOptions>, PlainHttpInDevelopment>();
        services.AddOpenIddict()
            .AddCore(core =>
            {
                core.UseEntityFrameworkCore().UseDbContext<MainDb>().ReplaceDefaultEntities<Guid>();
                core.ReplaceApplicationManager<OpenIddict.EntityFrameworkCore.Models.OpenIddictEntityFrameworkCoreApplication<Guid>, PartnerClients>();
            })
            .AddServer(server =>
            {
                server.SetTokenEndpointUris("connect/token").SetConfigurationEndpointUris(Array.Empty<string>()).SetJsonWebKeySetEndpointUris(Array.Empty<string>());
                server.AllowClientCredentialsFlow().SetAccessTokenLifetime(TimeSpan.FromMinutes(10));
                server.DisableTokenStorage().DisableAuthorizationStorage();
                server.AddEventHandler<ExtractTokenRequestContext>(handler => handler.UseSingletonHandler<TokenRateLimit>().SetOrder(int.MinValue));
                server.AddEventHandler<HandleTokenRequestContext>(handler => handler.UseSingletonHandler<GrantToken>());
                server.UseAspNetCore();
            })
            .AddValidation(validation =>
            {
                validation.AddAudiences(GrantToken.Audience);
                validation.UseLocalServer();
                validation.UseAspNetCore();
            });
    }

    /// <summary>A secret travels over https only; a demonstration on one's own machine has none.</summary>
    private sealed class PlainHttpInDevelopment(IHostEnvironment environment) : IConfigureOptions<OpenIddictServerAspNetCoreOptions>
    {
        public void Configure(OpenIddictServerAspNetCoreOptions options) => options.DisableTransportSecurityRequirement = environment.IsDevelopment();
    }
}
