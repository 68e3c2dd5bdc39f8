using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using WorkforceTrack.App.Partners;
using WorkforceTrack.App.Storage;

namespace WorkforceTrack.App.SignIn;

/// <summary>A partner's program, by a credential that lives: which partner, under which agreement.</summary>
internal sealed record PartnerCaller(Guid Credential, AgreementRow Agreement, PartnerRow Partner);

/// <summary>
/// Turns an access token's claims into a partner by asking the store whether the credential still lives: a revoked one
/// ends at once, though its last token has minutes to go (ASVS 5.0, 10.4).
/// </summary>
internal sealed class PartnerCallers(IDbContextFactory<MainDb> stores)
{
    private static readonly Func<MainDb, string, Task<PartnerCaller?>> CallerOf = EF.CompileAsyncQuery(
        (MainDb db, string client) => db.Credentials.AsNoTracking().Where(c => c.ClientId == client && c.RevokedAt == null)
            .Join(db.Agreements.AsNoTracking(), c => c.Agreement, a => a.Id, (c, a) => new { c.Id, Agreement = a })
            .Join(db.Partners.AsNoTracking(), c => c.Agreement.Partner, p => p.Id, (c, p) => new PartnerCaller(c.Id, c.Agreement, p))
            .SingleOrDefault());

    /// <summary>Null for no token, a token of something else, and a credential that was revoked.</summary>
    internal Task<PartnerCaller?> ReadAsync(ClaimsPrincipal? principal) =>
        principal?.FindFirst(OpenIddictConstants.Claims.ClientId)?.Value is { } client ? ReadAsync(client) : Task.FromResult<PartnerCaller?>(null);

    internal async Task<PartnerCaller?> ReadAsync(string client)
    {
        await using var store = await stores.CreateDbContextAsync();
        return await CallerOf(store, client);
    }
}
