using System.Collections.Immutable;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Partners;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Partners;

/// <summary>Staff offer members a service under an agreement (P1).</summary>
internal sealed class AddService(PartnerDesk desk)
{
    internal Task<DeskAnswer> AddAsync(Caller caller, AgreementId agreement, string? title, string? description) =>
        desk.ActAsync(caller, (work, staff) => AddAsync(work, staff, agreement, title, description));

    private async Task<DeskAnswer> AddAsync(MainWork work, Caller.OfStaff staff, AgreementId agreement, string? typedTitle, string? typedDescription)
    {
        if (await PartnerDesk.AgreementAsync(work.Db, agreement) is not var (_, partner)) return new DeskAnswer.Unfit(DeskFault.NotThere);
        var faults = ImmutableArray.CreateBuilder<DeskFault>();
        var title = PartnerTexts.Read(typedTitle, PartnerTexts.LongestTitle);
        var description = PartnerTexts.Read(typedDescription, PartnerTexts.LongestDescription);
        if (title is null) faults.Add(DeskFault.Title);
        if (description is null) faults.Add(DeskFault.Description);
        if (faults.Count > 0) return new DeskAnswer.Unfit(faults.ToImmutable());
        var row = new ServiceRow { Id = new ServiceId(Randomness.Id()), Agreement = agreement, Title = title!, Description = description! };
        work.Db.Services.Add(row);
        work.Append(desk.Entry(work, EntryKind.Agreement, staff, partner, row.Id.Value));
        return new DeskAnswer.Done(row.Id.Value);
    }
}
