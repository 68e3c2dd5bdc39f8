using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Partners;

/// <summary>Staff make a credential for one agreement. Its secret is shown once; only its hash is stored.</summary>
internal sealed class MakeCredential(PartnerDesk desk, IServiceScopeFactory scopes)
{
    internal async Task<DeskAnswer> MakeAsync(Caller caller, AgreementId agreement)
    {
        var id = Randomness.Id();
        var clientId = $"wt-{Convert.ToHexStringLower(Randomness.Bytes(8))}";
        var secret = Convert.ToHexStringLower(Randomness.Bytes(32));
        await using var scope = scopes.CreateAsyncScope();
        var client = await scope.ServiceProvider.GetRequiredService<PartnerClients>().DraftAsync(clientId, secret, Randomness.Id());
        return await desk.ActAsync(caller, async (work, staff) =>
        {
            if (await PartnerDesk.AgreementAsync(work.Db, agreement) is not var (_, partner)) return new DeskAnswer.Unfit(DeskFault.NotThere);
            work.Db.Add(client);
            work.Db.Credentials.Add(new CredentialRow { Id = id, ClientId = clientId, Agreement = agreement, CreatedAt = work.Now });
            work.Append(desk.Entry(work, EntryKind.Credential, staff, partner, id));
            return new DeskAnswer.Made(id, clientId, secret);
        });
    }
}
