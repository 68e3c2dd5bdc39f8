using System.Text;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Partners;

/// <summary>Staff revoke a credential. It works at once, for tokens that live too; doing it again does nothing.</summary>
internal sealed class RevokeCredential(PartnerDesk desk)
{
    /// <summary>Says in the entry what the act was; the text is no secret.</summary>
    internal static readonly Digest Mark = Digest.Of(Encoding.UTF8.GetBytes("revoked"));

    [Keeps("P3")]
    internal Task<DeskAnswer> RevokeAsync(Caller caller, Guid credential) => desk.ActAsync(caller, async (work, staff) =>
    {
        if (await work.Db.Credentials.SingleOrDefaultAsync(c => c.Id == credential) is not { } row) return new DeskAnswer.Unfit(DeskFault.NotThere);
        if (row.RevokedAt is null) await RevokeAsync(work, staff, row);
        return new DeskAnswer.Done(credential);
    });

    private async Task RevokeAsync(MainWork work, Caller.OfStaff staff, CredentialRow row)
    {
        var (_, partner) = (await PartnerDesk.AgreementAsync(work.Db, row.Agreement)).GetValueOrDefault();
        row.RevokedAt = work.Now;
        PartnerClients.Remove(work.Db, row.ClientId);
        work.Append(desk.Entry(work, EntryKind.Credential, staff, partner, row.Id) with { Detail = Mark });
    }
}
