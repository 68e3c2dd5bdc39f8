using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.LegalProcess;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Partners;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Erasure;

/// <summary>
/// After a restore: what the older main store holds of people whom the vault does not know any more is noise, and is removed (T4, T5).
/// The vault is the truth about who exists.
/// </summary>
internal static class MainPurge
{
    private const int InOneGo = 500;

    /// <summary>Members of whom the main store holds something, and whom no vault row answers for.</summary>
    internal static async Task<IReadOnlyList<MemberId>> UnansweredAsync(MainDb main, VaultDb vault, CancellationToken stop)
    {
        var known = await vault.People.Where(p => p.Member != null).Select(p => p.Member!.Value).ToHashSetAsync(stop);
        // Each by its own index: a union of all of them would sort millions of rows.
        var held = new HashSet<MemberId>(await main.Members.Select(m => m.Id).ToListAsync(stop));
        foreach (var members in (IQueryable<MemberId>[])[main.SealedFields.Select(f => f.Member), main.Consents.Select(c => c.Member), main.Selections.Select(s => s.Member), main.CaseParts.Select(p => p.Member)])
            held.UnionWith(await members.Distinct().ToListAsync(stop));
        held.ExceptWith(known);
        return [.. held];
    }

    /// <summary>Removes all that names these members, and what else only a person in the vault could open or read. Returns how many rows went.</summary>
    internal static async Task<int> PurgeAsync(MainDb main, VaultDb vault, IReadOnlyCollection<MemberId> members, CancellationToken stop)
    {
        var removed = 0;
        foreach (var some in members.Chunk(InOneGo))
        {
            var parts = main.CaseParts.Where(p => some.Contains(p.Member));
            removed += await main.CaseDocuments.Where(d => d.Kind == CaseDocumentKind.Package && parts.Any(p => p.Case == d.Case)).ExecuteDeleteAsync(stop);
            removed += await main.CaseDocuments.Where(d => d.Part != null && parts.Any(p => p.Case == d.Case && p.Evidence == d.Part)).ExecuteDeleteAsync(stop);
            removed += await main.HiddenEntries.Where(h => parts.Select(p => p.Evidence).Contains(h.Part)).ExecuteDeleteAsync(stop);
            removed += await parts.ExecuteDeleteAsync(stop);
            removed += await main.SealedFields.Where(f => some.Contains(f.Member)).ExecuteDeleteAsync(stop);
            removed += await main.Consents.Where(c => some.Contains(c.Member)).ExecuteDeleteAsync(stop);
            removed += await main.Selections.Where(s => some.Contains(s.Member)).ExecuteDeleteAsync(stop);
            removed += await main.Members.Where(m => some.Contains(m.Id)).ExecuteDeleteAsync(stop);
        }

        await TellErasedAsync(main, vault, stop);
        // Every session is over after a restore.
        removed += await main.OwnAccess.ExecuteDeleteAsync(stop);
        removed += await PurgeReasonsAsync(main, vault, stop);
        var people = await vault.People.Select(p => p.Id).ToHashSetAsync(stop);
        removed += await PurgeMailAsync(main, people, stop);
        removed += await PurgeInvitationsAsync(main, people, stop);
        return removed;
    }

    // A partner's name for somebody whom the vault does not know: the partner is told to erase, once, in the place of all that waited.
    private static async Task TellErasedAsync(MainDb main, VaultDb vault, CancellationToken stop)
    {
        var known = await vault.PartnerSubjects.Select(s => s.Subject).ToHashSetAsync(stop);
        var waiting = await main.PartnerChanges.Where(c => c.Subject != null && c.Kind != ChangeKind.Erased).ToListAsync(stop);
        foreach (var about in waiting.Where(c => !known.Contains(c.Subject!.Value)).GroupBy(c => c.Subject))
        {
            var kept = about.First();
            (kept.Kind, kept.Fields, kept.AcknowledgedOn) = (ChangeKind.Erased, FieldSet.Empty, null);
            main.PartnerChanges.RemoveRange(about.Skip(1));
        }

        await main.SaveChangesAsync(stop);
    }

    private static async Task<int> PurgeReasonsAsync(MainDb main, VaultDb vault, CancellationToken stop)
    {
        var known = await vault.People.Where(p => p.Subject != null).Select(p => p.Subject!.Value).ToHashSetAsync(stop);
        var noted = await main.SealedNotes.Join(main.Ledger, n => n.Entry, e => e.Id, (n, e) => new { n.Entry, e.Subject }).ToListAsync(stop);
        var removed = 0;
        foreach (var some in noted.Where(n => n.Subject is not { } subject || !known.Contains(subject)).Select(n => n.Entry).Chunk(InOneGo))
            removed += await main.SealedNotes.Where(n => some.Contains(n.Entry)).ExecuteDeleteAsync(stop);
        return removed;
    }

    private static async Task<int> PurgeMailAsync(MainDb main, HashSet<Guid> known, CancellationToken stop)
    {
        var waiting = await main.Mail.Select(m => new { m.Id, m.Person }).ToListAsync(stop);
        var removed = 0;
        foreach (var some in waiting.Where(m => !known.Contains(m.Person)).Select(m => m.Id).Chunk(InOneGo))
            removed += await main.Mail.Where(m => some.Contains(m.Id)).ExecuteDeleteAsync(stop);
        return removed;
    }

    private static async Task<int> PurgeInvitationsAsync(MainDb main, HashSet<Guid> known, CancellationToken stop)
    {
        var removed = 0;
        foreach (var some in (await main.Invitations.Select(i => i.Person).ToListAsync(stop)).Where(id => !known.Contains(id)).Chunk(InOneGo))
            removed += await main.Invitations.Where(i => some.Contains(i.Person)).ExecuteDeleteAsync(stop);
        return removed;
    }
}
