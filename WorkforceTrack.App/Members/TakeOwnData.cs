using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WorkforceTrack.App.Disclosures;
using WorkforceTrack.App.Erasure;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.Shell;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Members;

/// <summary>A member takes everything away (A1). The gate decides; each time is an entry of its own, written before anything is opened.</summary>
internal sealed class TakeOwnData(
    Gate gate,
    FieldVault vault,
    TakeOwnAccess access,
    ReadOwnData data,
    OwnReasons reasons,
    DescribeTraces traces,
    Recipients recipients,
    LedgerBook book,
    CheckpointSigner signer,
    IDbContextFactory<MainDb> stores,
    PolicyInForce policy,
    IOptions<OrganisationOptions> organisation,
    TimeProvider clock)
{
    [Keeps("A1")]
    internal async Task<TakenData> TakeAsync(Caller caller)
    {
        if (caller is not Caller.Member member) return new TakenData.Refused([RefusalReason.NotTheSubject]);
        var request = new DisclosureRequest(member.Asker, RecipientKind.Member, null, Purpose.OwnAccess, LegalBasis.OwnAccess, TakeOwnAccess.Everything);
        var answer = await gate.AskAsync(new Question(request, EntryKind.Export, member.Person));
        if (answer is GateAnswer.Refused refused) return new TakenData.Refused(refused.Reasons);
        if (await vault.RevealAsync(((GateAnswer.Granted)answer).Permits[0]) is not { } values) return new TakenData.Refused([RefusalReason.NoSuchSubject]);
        // The reasons lie beside the ledger, not among the fields, and open under the session's own access.
        if (await access.TakeAsync(member) is not GateAnswer.Granted look) return new TakenData.Refused([RefusalReason.NoSuchSubject]);
        await using var store = await stores.CreateDbContextAsync();
        var entries = await EntriesAsync(store, member, look.Permits[0]);
        return new TakenData.Taken(new OwnExport(
            organisation.Value.Name,
            clock.GetUtcNow(),
            policy.Version?.Number,
            member.Person.AddressChecked,
            await data.DescribeAsync(member, values),
            await ConsentsAsync(store, member),
            await SelectionsAsync(store, member),
            entries,
            await ProofsAsync(entries),
            await traces.DescribeAsync(member),
            signer.Verifier));
    }

    private async Task<ImmutableArray<OwnEntry>> EntriesAsync(MainDb store, Caller.Member member, RecordedPermit look)
    {
        var placed = new List<PlacedEntry>();
        var rows = store.Ledger.AsNoTracking().Where(e => e.Subject == member.Person.Subject).OrderBy(e => e.Index);
        await foreach (var entry in OwnStretch.VisibleAsync(store, rows, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime))) placed.Add(entry);
        var said = await reasons.OpenAsync(look, member.Person, placed);
        var partners = await recipients.NamedAsync(store, placed.Select(e => e.Entry));
        return [.. placed.Select(e => new OwnEntry(e.Index, e.Entry, partners.Of(e.Entry), said.GetValueOrDefault(e.Entry.Id)))];
    }

    // One head for all of them: it is signed once, and they can be held against each other.
    private async Task<ImmutableArray<TlogProof>> ProofsAsync(ImmutableArray<OwnEntry> entries)
    {
        var head = book.Head;
        var note = signer.Sign(head);
        var proofs = ImmutableArray.CreateBuilder<TlogProof>();
        foreach (var entry in entries.Where(e => e.Entry.Kind == EntryKind.Disclosure))
            proofs.Add(new TlogProof([.. CanonicalEntry.Encode(entry.Entry)], entry.Index, (await book.ProveAsync(entry.Index, head)).Path, note));
        return proofs.ToImmutable();
    }

    private static async Task<ImmutableArray<ExportedConsent>> ConsentsAsync(MainDb store, Caller.Member member)
    {
        var rows = await store.Consents.AsNoTracking().Where(c => c.Member == member.Id).OrderBy(c => c.GivenAt).ToListAsync();
        var names = await store.Partners.AsNoTracking().ToDictionaryAsync(p => p.Id.Value, p => p.Name);
        return [.. rows.Select(row => new ExportedConsent(row.ToConsent(), row.RecipientId is { } id ? names.GetValueOrDefault(id) : null))];
    }

    private static async Task<ImmutableArray<ExportedSelection>> SelectionsAsync(MainDb store, Caller.Member member) =>
    [
        .. await store.Selections.AsNoTracking().Where(s => s.Member == member.Id).OrderBy(s => s.SelectedAt)
            .Join(store.Services, s => s.Service, s => s.Id, (s, service) => new { Selection = s, service.Title })
            .Join(store.Agreements, s => s.Selection.Agreement, a => a.Id, (s, a) => new { s.Selection, s.Title, a.Partner })
            .Join(store.Partners, s => s.Partner, p => p.Id, (s, p) => new ExportedSelection(s.Title, p.Name, s.Selection.SelectedAt, s.Selection.EndedAt, s.Selection.Consent.Value))
            .ToListAsync(),
    ];
}
