using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.Domain.Engagements;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Engagements;

/// <summary>
/// Staff record the certificate of return or destruction, and the engagement is settled (D5). It covers exactly the list that the ledger
/// gives at this moment; one that was shown before and has changed since is not certified.
/// </summary>
internal sealed class RecordCertificate(EngagementDesk desk, EngagementSeal seal, EngagedAccounts accounts)
{
    /// <param name="caller">Who records it.</param>
    /// <param name="id">Which engagement.</param>
    /// <param name="shown">The digest of the list that was shown.</param>
    /// <param name="file">The certificate; null where nothing was given.</param>
    [Keeps("D5")]
    internal async Task<EngagementAnswer> AsAsync(Caller caller, EngagementId id, Digest shown, byte[]? file)
    {
        if (await desk.WhyNotAsync(caller) is { } reason) return new EngagementAnswer.NotAllowed(reason);
        if (file is not null && EngagementDocument.FaultOf(file.Length) is { } fault) return new EngagementAnswer.NotNow(fault);
        var sealedFile = file is null ? null : seal.Document(id, DocumentKind.Certificate, file);
        var answer = await desk.ActAsync(caller, id, async (work, keeper, row) =>
        {
            if (row.ToStored().AsEnded(work.Now) is not { } ended) return new EngagementAnswer.NotNow(EngagementFault.WrongPhase);
            var given = await ReadGiven.FromLedgerAsync(work.Db, id);
            Digest? certificate = file is null ? null : EngagementDocument.DigestOf(file);
            switch (ended.Settle(keeper, given, shown, certificate, work.Now))
            {
                case SettlingAnswer.Refused refused:
                    return new EngagementAnswer.NotNow(refused.Fault);
                case SettlingAnswer.Done done:
                    var settled = done.Engagement;
                    (row.Step, row.SettledBy, row.SettledAt) = (EngagementStep.Settled, settled.SettledBy, settled.SettledAt);
                    (row.ListHash, row.CertificateHash) = (settled.List.ToArray(), settled.Certificate?.ToArray());
                    if (sealedFile is not null)
                    {
                        work.Db.EngagementDocuments.Add(new EngagementDocumentRow { Engagement = id, Kind = DocumentKind.Certificate, Sealed = sealedFile, AddedAt = work.Now });
                        work.Append(desk.Entry(work, keeper, row, id.Value, settled.Certificate));
                    }

                    work.Append(desk.Entry(work, keeper, row, id.Value, settled.List));
                    return new EngagementAnswer.Done(id);
                default:
                    throw new InvalidOperationException("An answer of a kind that is not known.");
            }
        });
        if (answer is EngagementAnswer.Done) await accounts.CloseAsync(id);
        return answer;
    }
}
