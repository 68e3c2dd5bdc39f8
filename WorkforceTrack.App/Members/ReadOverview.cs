using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Disclosures;
using WorkforceTrack.App.LegalProcess;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Members;

/// <summary>What a member sees first: the name to be called by, what waits, the services selected, and the latest entries.</summary>
internal sealed class ReadOverview(OpenOwnRecord record, ReadOwnLedger ledger, ReadOwnCases cases, ReadHistory history, IDbContextFactory<MainDb> stores)
{
    private const int Latest = 5;

    internal async Task<MemberOverview> ReadAsync(Caller caller)
    {
        if (caller is not Caller.Member member) return new MemberOverview.Refused([RefusalReason.NotTheSubject]);
        var answer = await record.OpenAsync(member);
        if (answer is OwnRecord.Refused refused) return new MemberOverview.Refused(refused.Reasons);
        var name = ((OwnRecord.Opened)answer).Values[PersonalField.DisplayName];
        var lately = await ledger.ReadAsync(member, LedgerPlace.Newest, Latest) is OwnLedger.Opened read ? read.Page.Lines : [];
        await using var store = await stores.CreateDbContextAsync();
        var services = await store.Selections.AsNoTracking().Where(s => s.Member == member.Id && s.EndedAt == null).OrderByDescending(s => s.SelectedAt)
            .Join(store.Services, s => s.Service, s => s.Id, (s, service) => new { service.Title, s.Agreement })
            .Join(store.Agreements, s => s.Agreement, a => a.Id, (s, a) => new { s.Title, a.Partner })
            .Join(store.Partners, s => s.Partner, p => p.Id, (s, p) => new SelectedService(s.Title, p.Name)).ToListAsync();
        return new MemberOverview.Opened(name, member.Person.AddressChecked, await history.IsReviewDueAsync(store, member), [.. (await cases.ListAsync(member)).Where(c => c.IsFresh)], lately, [.. services]);
    }
}

/// <summary>A service in use, in words.</summary>
internal sealed record SelectedService(string Title, string Partner);

/// <summary>What a member's first page shows.</summary>
internal abstract class MemberOverview
{
    private MemberOverview()
    {
    }

    internal sealed class Opened(Redacted<string> name, bool isAddressChecked, bool isReviewDue, ImmutableArray<OwnCase> demands, ImmutableArray<OwnLine> lately, ImmutableArray<SelectedService> services) : MemberOverview
    {
        internal Redacted<string> Name { get; } = name;

        internal bool IsAddressChecked { get; } = isAddressChecked;

        internal bool IsReviewDue { get; } = isReviewDue;

        /// <summary>Demands for the member's data that go on, or of which the member was told lately.</summary>
        internal ImmutableArray<OwnCase> Demands { get; } = demands;

        internal ImmutableArray<OwnLine> Lately { get; } = lately;

        internal ImmutableArray<SelectedService> Services { get; } = services;
    }

    internal sealed class Refused(ImmutableArray<RefusalReason> reasons) : MemberOverview
    {
        internal ImmutableArray<RefusalReason> Reasons { get; } = reasons;
    }
}
