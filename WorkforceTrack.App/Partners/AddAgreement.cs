using System.Text;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Partners;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Partners;

/// <summary>Staff enter an agreement with a partner (P3). It is never changed: other terms are another agreement.</summary>
internal sealed class AddAgreement(PartnerDesk desk)
{
    [Keeps("P3"), Keeps("P5")]
    internal Task<DeskAnswer> AddAsync(Caller caller, PartnerId partner, AgreementTerms terms) => desk.ActAsync(caller, async (work, staff) =>
    {
        if (await PartnerDesk.PartnerAsync(work.Db, partner) is not { } row) return new DeskAnswer.Unfit(DeskFault.NotThere);
        var faults = terms.Faults();
        return faults.IsEmpty ? Add(work, staff, row, terms) : new DeskAnswer.UnfitTerms(faults);
    });

    private DeskAnswer.Done Add(MainWork work, Caller.OfStaff staff, PartnerRow partner, AgreementTerms terms)
    {
        var row = new AgreementRow
        {
            Id = new AgreementId(Randomness.Id()),
            Partner = partner.Id,
            Purpose = terms.Purpose,
            Fields = terms.Fields,
            From = terms.From,
            Until = terms.Until,
            DailyLimit = terms.DailyLimit,
        };
        work.Db.Agreements.Add(row);
        work.Append(desk.Entry(work, EntryKind.Agreement, staff, partner, row.Id.Value) with
        {
            Purpose = terms.Purpose,
            Fields = terms.Fields,
            Detail = Digest.Of(Encoding.UTF8.GetBytes(TermsText(row))),
        });
        return new DeskAnswer.Done(row.Id.Value);
    }

    // What the entry has no place for, so that the ledger holds the whole of the terms.
    private static string TermsText(AgreementRow row) =>
        $"agreement {row.Id.Value:D}\nfrom {row.From.ToUnixTimeMilliseconds()}\nuntil {row.Until.ToUnixTimeMilliseconds()}\ndaily-limit {row.DailyLimit}\n";
}
