using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Members;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Disclosures;

/// <summary>
/// A member reads what the ledger holds about that member, page by page (O4). The look itself is own access: the reasons that it
/// opens stand under the session's entry.
/// </summary>
internal sealed class ReadOwnLedger(TakeOwnAccess access, OwnReasons reasons, Recipients recipients, IDbContextFactory<MainDb> stores, TimeProvider clock)
{
    internal const int LinesOnPage = 20;

    [Keeps("O4")]
    internal async Task<OwnLedger> ReadAsync(Caller caller, LedgerPlace place, int lines = LinesOnPage)
    {
        if (caller is not Caller.Member { Person.Subject: { } subject } member) return new OwnLedger.Refused([RefusalReason.NotTheSubject]);
        // First, so that the page shows the entry of this very look.
        var answer = await access.TakeAsync(member);
        if (answer is GateAnswer.Refused refused) return new OwnLedger.Refused(refused.Reasons);
        await using var store = await stores.CreateDbContextAsync();
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var stretch = await OwnStretch.ReadAsync(store, subject, today, place, lines);
        var said = await reasons.OpenAsync(((GateAnswer.Granted)answer).Permits[0], member.Person, stretch.Entries);
        var partners = await recipients.NamedAsync(store, stretch.Entries.Select(e => e.Entry));
        return new OwnLedger.Opened(new OwnLedgerPage(
            [.. stretch.Lines.Select(line => new OwnLine([.. line.Select(e => new OwnEntry(e.Index, e.Entry, partners.Of(e.Entry), said.GetValueOrDefault(e.Entry.Id)))]))],
            stretch.Older,
            stretch.Newer));
    }
}
