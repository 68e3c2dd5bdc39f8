using System.Text;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Partners;

/// <summary>Staff suspend a partner, or let it go on. Suspended, it gets nothing from that moment (P4).</summary>
internal sealed class SuspendPartner(PartnerDesk desk)
{
    /// <summary>Say in the entry what the act was; the texts are no secret.</summary>
    internal static readonly Digest SuspendedMark = Digest.Of(Encoding.UTF8.GetBytes("suspended"));

    internal static readonly Digest ResumedMark = Digest.Of(Encoding.UTF8.GetBytes("resumed"));

    [Keeps("P4")]
    internal Task<DeskAnswer> SuspendAsync(Caller caller, PartnerId partner) => SetAsync(caller, partner, suspend: true);

    internal Task<DeskAnswer> ResumeAsync(Caller caller, PartnerId partner) => SetAsync(caller, partner, suspend: false);

    private Task<DeskAnswer> SetAsync(Caller caller, PartnerId partner, bool suspend) => desk.ActAsync(caller, async (work, staff) =>
    {
        if (await PartnerDesk.PartnerAsync(work.Db, partner) is not { } row) return new DeskAnswer.Unfit(DeskFault.NotThere);
        if (row.SuspendedAt is null == suspend)
        {
            row.SuspendedAt = suspend ? work.Now : null;
            work.Append(desk.Entry(work, EntryKind.Agreement, staff, row, row.Id.Value) with { Detail = suspend ? SuspendedMark : ResumedMark });
        }

        return new DeskAnswer.Done(row.Id.Value);
    });
}
