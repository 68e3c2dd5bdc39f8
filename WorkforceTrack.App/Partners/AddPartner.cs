using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Partners;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Partners;

/// <summary>Staff enter a partner organisation. By itself it opens nothing: no agreement, no data (P3).</summary>
internal sealed class AddPartner(PartnerDesk desk)
{
    internal Task<DeskAnswer> AddAsync(Caller caller, string? name, string? contact) => desk.ActAsync(caller, (work, staff) => AddAsync(work, staff, name, contact));

    private async Task<DeskAnswer> AddAsync(MainWork work, Caller.OfStaff staff, string? typedName, string? typedContact)
    {
        var faults = ImmutableArray.CreateBuilder<DeskFault>();
        var name = PartnerTexts.Read(typedName, PartnerTexts.LongestName);
        var contact = PartnerTexts.Read(typedContact, PartnerTexts.LongestContact);
        if (name is null) faults.Add(DeskFault.Name);
        else if (await work.Db.Partners.AnyAsync(p => p.Name == name)) faults.Add(DeskFault.NameTaken);
        if (contact is null) faults.Add(DeskFault.Contact);
        if (faults.Count > 0) return new DeskAnswer.Unfit(faults.ToImmutable());
        var row = new PartnerRow { Id = new PartnerId(Randomness.Id()), Name = name!, Contact = contact!, NameSalt = Randomness.Bytes(Salt.Length) };
        work.Db.Partners.Add(row);
        work.Append(desk.Entry(work, EntryKind.Agreement, staff, row, row.Id.Value));
        return new DeskAnswer.Done(row.Id.Value);
    }
}
