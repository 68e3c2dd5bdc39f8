using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Correspondence;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.LegalProcess;

/// <summary>What a step means for each member: a hold, a notice with its mail, an objection. Each is an entry under the member's own name in the ledger.</summary>
internal sealed class CaseParts(IDbContextFactory<VaultDb> vaults, MailQueue mail, PolicyInForce policy)
{
    /// <summary>Makes the part of each member whom the demand names.</summary>
    internal void Begin(MainWork work, CaseFile file, Redacted<string> agency)
    {
        foreach (var member in file.Asked.Members)
        {
            var salt = Randomness.Bytes(Salt.Length);
            work.Db.CaseParts.Add(new CasePartRow
            {
                Evidence = Randomness.Id(),
                Case = file.Id,
                Member = member.Member,
                Recipient = Randomness.Id(),
                NameSalt = salt,
                NameCommitment = Commitment.To(Salt.From(salt), agency.Open()).Value.ToArray(),
            });
        }
    }

    /// <summary>Brings every part from where the case stood to where it stands.</summary>
    internal async Task FollowAsync(MainWork work, LegalCase before, LegalCase next, CaseActor actor)
    {
        var rows = await work.Db.CaseParts.Where(p => p.Case == next.File.Id).ToListAsync();
        foreach (var part in rows)
        {
            await TellAsync(work, part, before.File, next.File, actor);
            await HoldAsync(work, part, next, actor);
            await ObjectAsync(work, part, before.File, next.File, actor);
            part.IsOver = next.IsOver;
        }
    }

    // INVARIANT: the mail, the entry and the step are one unit, so a notice is neither lost nor queued twice.
    private async Task TellAsync(MainWork work, CasePartRow part, CaseFile before, CaseFile next, CaseActor actor)
    {
        if (before.Notices.Any(n => n.Member == part.Member) || next.Notices.All(n => n.Member != part.Member)) return;
        part.ToldAt = work.Now;
        // Nobody can be told who left, also where a hold keeps something: no address is left.
        if (await PersonAsync(part.Member) is not { IsReduced: false } person) return;
        work.Append(Entry(work, EntryKind.Notice, person, part, next, actor) with { Fields = next.Scope.FieldsOf(part.Member) });
        var letter = mail.Prepare(person, MailTemplate.LegalNotice, MailParameters.None);
        letter.CasePart = part.Evidence;
        work.Db.Mail.Add(letter);
        work.AfterCommit(mail.Ring);
    }

    private async Task HoldAsync(MainWork work, CasePartRow part, LegalCase next, CaseActor actor)
    {
        var held = next.File.Hold?.Scope.FieldsOf(part.Member) ?? FieldSet.Empty;
        var changed = held != part.Held;
        (part.Held, part.HeldUntil) = (held, next.File.Hold?.Until);
        if (!changed || await PersonAsync(part.Member) is not { } person) return;
        var entry = Entry(work, EntryKind.Hold, person, part, next.File, actor) with { Fields = held };
        work.Append(part.ToldAt is null ? Hide(work, entry, part, next.File) : entry);
    }

    private async Task ObjectAsync(MainWork work, CasePartRow part, CaseFile before, CaseFile next, CaseActor actor)
    {
        var was = before.Objections.FirstOrDefault(o => o.Member == part.Member);
        if (next.Objections.FirstOrDefault(o => o.Member == part.Member) is not { } now || now == was) return;
        if (await PersonAsync(part.Member) is { } person) work.Append(Entry(work, EntryKind.Objection, person, part, next, actor));
    }

    /// <summary>An entry about a member that must not tell of the case before the member may know of it (D7).</summary>
    internal static LedgerEntry Hide(MainWork work, LedgerEntry entry, CasePartRow part, CaseFile file)
    {
        work.Db.HiddenEntries.Add(new HiddenEntryRow { Entry = entry.Id, Part = part.Evidence });
        return entry with { Visibility = Visibility.HiddenUntil(LastDay(file, work.Now)) };
    }

    /// <summary>The day from which such an entry may be seen as things stand: the end of the silence, else that of the hold.</summary>
    internal static DateOnly LastDay(CaseFile file, DateTimeOffset now) =>
        DateOnly.FromDateTime((file.Silence?.EndsAt ?? file.Hold?.Until ?? now).UtcDateTime).AddDays(1);

    /// <summary>The vault's row of a member; null when the member is gone.</summary>
    internal async Task<PersonRow?> PersonAsync(MemberId member)
    {
        await using var vault = await vaults.CreateDbContextAsync();
        return await vault.People.AsNoTracking().SingleOrDefaultAsync(p => p.Member == member);
    }

    private LedgerEntry Entry(MainWork work, EntryKind kind, PersonRow person, CasePartRow part, CaseFile file, CaseActor actor) => Entries.New(work, kind, CaseBook.RoleOf(actor)) with
    {
        Subject = person.Subject,
        Actor = (actor as CaseActor.OfStaff)?.Staff.Value,
        RecipientKind = RecipientKind.Authority,
        Recipient = part.Recipient,
        RecipientName = part.Commitment,
        Purpose = CaseKinds.PurposeOf(file.Basis),
        Basis = file.Basis,
        Evidence = part.Evidence,
        Policy = policy.Version?.Number,
    };
}
