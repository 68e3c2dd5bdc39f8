using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Disclosures;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Members;

/// <summary>A member reviews everything held, field by field, with source, purposes, retention, and who has seen it (A1).</summary>
internal sealed class ReadOwnData(OpenOwnRecord record, ReadHistory history, Recipients recipients, IDbContextFactory<MainDb> stores, PolicyInForce policy, TimeProvider clock)
{
    [Keeps("A1")]
    internal async Task<OwnData> ReadAsync(Caller caller) => await record.OpenAsync(caller) switch
    {
        OwnRecord.Opened opened when caller is Caller.Member member =>
            new OwnData.Opened(await DescribeAsync(member, opened.Values), member.Person.AddressChecked, await history.ReadAsync(member)),
        OwnRecord.Refused refused => new OwnData.Refused(refused.Reasons),
        _ => throw new InvalidOperationException("A record was opened for somebody who is no member."),
    };

    /// <summary>Puts opened values beside what the policy and the ledger say of them: every declared field, held or not.</summary>
    internal async Task<ImmutableArray<HeldField>> DescribeAsync(Caller.Member member, IReadOnlyDictionary<PersonalField, Redacted<string>> values)
    {
        await using var store = await stores.CreateDbContextAsync();
        var origins = await store.SealedFields.AsNoTracking().Where(f => f.Member == member.Id)
            .Select(f => new { f.Field, f.Source, f.StoredOn }).ToDictionaryAsync(f => f.Field);
        var seen = await SeenAsync(store, member.Person.Subject!.Value);
        return
        [
            .. FieldDeclarations.All.Select(widest => new HeldField(
                policy.Version?.Fields.FirstOrDefault(d => d.Field == widest.Field) ?? widest,
                values.TryGetValue(widest.Field, out var value) && origins.TryGetValue(widest.Field, out var origin)
                    ? new StoredValue(value, origin.Source, origin.StoredOn)
                    : null,
                [.. seen[widest.Field]])),
        ];
    }

    private async Task<ILookup<PersonalField, Seen>> SeenAsync(MainDb store, LedgerSubject subject)
    {
        var rows = store.Ledger.AsNoTracking().OrderBy(e => e.Index)
            .Where(e => e.Subject == subject && (e.Kind == EntryKind.Disclosure || e.Kind == EntryKind.StaffLook || e.Kind == EntryKind.Use));
        var counts = new Dictionary<(PersonalField Field, ActorRole Role, Guid? Partner), (int Times, LedgerEntry Last)>();
        await foreach (var (_, entry) in OwnStretch.VisibleAsync(store, rows, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)))
        {
            foreach (var field in entry.Fields)
            {
                var key = (field, entry.Role, entry.RecipientKind is RecipientKind.Partner or RecipientKind.Authority or RecipientKind.Engaged ? entry.Recipient : null);
                counts[key] = (counts.GetValueOrDefault(key).Times + 1, entry);
            }
        }

        var names = await recipients.NamedAsync(store, counts.Values.Select(c => c.Last));
        return counts.OrderByDescending(c => c.Value.Last.At.Milliseconds).ToLookup(
            c => c.Key.Field,
            c => new Seen(
                names.Of(c.Value.Last)?.Name ?? OwnLines.Asker(c.Key.Role),
                c.Value.Times,
                DateOnly.FromDateTime(c.Value.Last.At.Moment.UtcDateTime)));
    }
}
