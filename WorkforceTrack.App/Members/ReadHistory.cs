using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Disclosures;
using WorkforceTrack.App.Partners;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Members;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Members;

/// <summary>What a member corrected and when, what partners were told of it, and whether it is time to look everything over (A2, A3).</summary>
internal sealed class ReadHistory(IDbContextFactory<MainDb> stores, ReadTold told, ReviewTerm term, TimeProvider clock)
{
    [Keeps("A2"), Keeps("A3")]
    internal async Task<OwnHistory> ReadAsync(Caller.Member member)
    {
        await using var store = await stores.CreateDbContextAsync();
        var rows = store.Ledger.AsNoTracking().Where(e => e.Subject == member.Person.Subject && e.Kind == EntryKind.Correction).OrderByDescending(e => e.Index);
        var days = new List<OwnCorrection>();
        await foreach (var (_, entry) in OwnStretch.VisibleAsync(store, rows, Today))
        {
            var day = DateOnly.FromDateTime(entry.At.Moment.UtcDateTime);
            if (days.Count > 0 && days[^1].Day == day) days[^1] = days[^1] with { Fields = days[^1].Fields.Union(entry.Fields) };
            else days.Add(new OwnCorrection(day, entry.Fields));
        }

        return new OwnHistory([.. days], await told.ReadAsync(member), await IsReviewDueAsync(store, member));
    }

    /// <summary>Whether it is time to look everything over.</summary>
    internal async Task<bool> IsReviewDueAsync(MainDb store, Caller.Member member) =>
        await store.Members.AsNoTracking().Where(m => m.Id == member.Id).Select(m => m.ReviewedOn).SingleOrDefaultAsync() is { } reviewed && term.IsDue(reviewed, Today);

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
}

/// <summary>The fields that a member corrected, added or removed on one day.</summary>
public sealed record OwnCorrection(DateOnly Day, FieldSet Fields);

/// <summary>How a member's data came to be as it is: the member's own corrections, the latest day first, and what partners were told.</summary>
public sealed record OwnHistory(ImmutableArray<OwnCorrection> Corrections, ImmutableArray<OwnTelling> Told, bool IsReviewDue);
