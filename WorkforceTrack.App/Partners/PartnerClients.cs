using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Core;
using OpenIddict.EntityFrameworkCore.Models;
using WorkforceTrack.App.Storage;

namespace WorkforceTrack.App.Partners;

/// <summary>
/// OpenIddict's clients. It adds one way to make one: inside the unit of work that writes the credential and its ledger
/// entry, so that the three stand or fall together.
/// </summary>
internal sealed class PartnerClients(
    IOpenIddictApplicationCache<OpenIddictEntityFrameworkCoreApplication<Guid>> cache,
    ILogger<OpenIddictApplicationManager<OpenIddictEntityFrameworkCoreApplication<Guid>>> logger,
    IOptionsMonitor<OpenIddictCoreOptions> options,
    IOpenIddictApplicationStore<OpenIddictEntityFrameworkCoreApplication<Guid>> store)
    : OpenIddictApplicationManager<OpenIddictEntityFrameworkCoreApplication<Guid>>(cache, logger, options, store)
{
    /// <summary>A client that may do one thing: get an access token with its own secret. Only the secret's hash is in it.</summary>
    internal async Task<OpenIddictEntityFrameworkCoreApplication<Guid>> DraftAsync(string clientId, string secret, Guid id)
    {
        var client = new OpenIddictEntityFrameworkCoreApplication<Guid> { Id = id };
        await PopulateAsync(client, new OpenIddictApplicationDescriptor
        {
            ClientId = clientId,
            ClientType = OpenIddictConstants.ClientTypes.Confidential,
            Permissions = { OpenIddictConstants.Permissions.Endpoints.Token, OpenIddictConstants.Permissions.GrantTypes.ClientCredentials },
        });
        client.ClientSecret = await ObfuscateClientSecretAsync(secret);
        return client;
    }

    /// <summary>Takes the client away inside a unit: its secret opens nothing from that moment.</summary>
    internal static void Remove(MainDb db, string clientId) =>
        db.RemoveRange(db.Set<OpenIddictEntityFrameworkCoreApplication<Guid>>().Where(c => c.ClientId == clientId));
}
