using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WorkforceTrack.App.Shell;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Consents;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Consents;

/// <summary>Writes the receipt of one consent for its subject, and for nobody else (C3).</summary>
internal sealed class WriteReceipt(IDbContextFactory<MainDb> stores, IOptions<OrganisationOptions> organisation, TimeProvider clock)
{
    /// <summary>Null when there is no such consent of this member.</summary>
    internal async Task<ConsentReceipt?> WriteAsync(Caller caller, ConsentId id, Uri origin)
    {
        if (caller is not Caller.Member member) return null;
        await using var store = await stores.CreateDbContextAsync();
        if (await store.Consents.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id && c.Member == member.Id) is not { } row) return null;
        var notice = await store.Policies.AsNoTracking().SingleAsync(p => p.Number == row.Policy);
        var partner = row.RecipientId is { } recipient ? await store.Partners.AsNoTracking().SingleAsync(p => p.Id == new PartnerId(recipient)) : null;
        // Where the organisation says it lives; a request may come by another name.
        var home = Uri.TryCreate(organisation.Value.PublicOrigin, UriKind.Absolute, out var set) ? set : origin;
        return ConsentReceipt.Of(
            row.ToConsent(),
            clock.GetUtcNow(),
            new ConsentNotice(row.Policy, notice.Published, new Uri(home, $"/policy/{row.Policy}"), Digest.Of(notice.Json).ToString()),
            new ReceiptParty(organisation.Value.Name, organisation.Value.SupportAddress, home),
            partner is null ? null : new ReceiptParty(partner.Name, partner.Contact, Address: null),
            new Uri(home, "/me/consents"));
    }
}
