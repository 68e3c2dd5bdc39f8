using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.LegalProcess;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.App.Disclosures;

/// <summary>Gather, decide, record: in one transaction. What comes back may be revealed; nothing else may.</summary>
internal sealed class Gate(MainWriter writer, PolicyInForce policy, IDbContextFactory<MainDb> stores, IDbContextFactory<VaultDb> vaults, TimeProvider clock)
{
    /// <summary>Asks one question.</summary>
    internal Task<GateAnswer> AskAsync(Question question) => AskAllAsync([question]);

    /// <summary>Asks several that stand or fall together: one refusal refuses all, and only refusals are recorded then.</summary>
    internal Task<GateAnswer> AskAllAsync(ImmutableArray<Question> questions) => writer.WriteAsync(work => Task.FromResult(Ask(work, questions)));

    /// <summary>
    /// Whether all of them would be permitted now. Nothing is recorded, so nothing may be revealed on it: it is for an
    /// answer that carries no data, as "what you hold is still current".
    /// </summary>
    internal async Task<bool> WouldPermitAllAsync(ImmutableArray<Question> questions)
    {
        await using var store = await stores.CreateDbContextAsync();
        return questions.All(q => DisclosurePolicy.Decide(q.Request, FactsReader.Gather(store, clock.GetUtcNow(), q, policy)) is Decision.Permitted);
    }

    /// <summary>Asks inside a unit of work that changes more in one go.</summary>
    internal GateAnswer Ask(MainWork work, ImmutableArray<Question> questions)
    {
        foreach (var question in questions) ReadAddressCheck(question);
        questions = [.. questions.Select(WithScope)];
        var decisions = questions.Select(q => DisclosurePolicy.Decide(q.Request, FactsReader.Gather(work.Db, work.Now, q, policy))).ToList();
        var refused = false;
        var reasons = ImmutableArray.CreateBuilder<RefusalReason>();
        for (var i = 0; i < decisions.Count; i++)
        {
            if (decisions[i] is not Decision.Refused no) continue;
            refused = true;
            reasons.AddRange(no.Reasons);
            work.Append(Hidden(work, questions[i], Refusal(work, questions[i], no.Reasons)));
        }

        if (refused) return new GateAnswer.Refused([.. reasons.Distinct()]);
        // One read of one record counts once, however many grounds it rests on.
        if (questions[0].Agreement is { } agreement) work.CountRead(agreement);
        return new GateAnswer.Granted([.. decisions.Select((d, i) => Record(work, questions[i], ((Decision.Permitted)d).Permit))]);
    }

    /// <summary>Records a refusal for a reason that shows in no fact of the gate's: a limit that is reached.</summary>
    internal void Refuse(MainWork work, Question question, RefusalReason reason) => work.Append(Refusal(work, question, [reason]));

    /// <summary>The same in a unit of its own: what was permitted is not given after all.</summary>
    internal Task RefuseAsync(Question question, RefusalReason reason) => writer.WriteAsync(work => Task.FromResult(work.Append(Refusal(work, question, [reason]))));

    private static RecordedPermit Record(MainWork work, Question question, Permit permit)
    {
        var entry = Entry(work, question) with
        {
            Kind = question.Kind,
            At = question.Kind == EntryKind.OwnAccess ? EntryTime.DayOf(permit.DecidedAt) : EntryTime.At(permit.DecidedAt),
            Evidence = permit.Evidence,
            Policy = permit.Policy,
            Note = question.Note?.Commitment,
        };
        if (question.Note is { } note) work.Db.SealedNotes.Add(new SealedNoteRow { Entry = entry.Id, Sealed = note.Sealed });
        return work.Record(permit, Hidden(work, question, entry));
    }

    // While a case is silent, what was asked and given under it stands in the ledger, and its subject sees it when told.
    private static LedgerEntry Hidden(MainWork work, Question question, LedgerEntry entry)
    {
        if (question is { Case: { } part, Visibility.From: not null }) work.Db.HiddenEntries.Add(new HiddenEntryRow { Entry = entry.Id, Part = part });
        return entry;
    }

    private LedgerEntry Refusal(MainWork work, Question question, ImmutableArray<RefusalReason> reasons) => Entry(work, question) with
    {
        Kind = EntryKind.Refusal,
        Policy = policy.Version?.Number,
        Refusals = reasons,
    };

    private static LedgerEntry Entry(MainWork work, Question question) => Entries.New(work, question.Kind, Roles.Of(question.Request.Asker)) with
    {
        Subject = question.Subject?.Subject,
        Actor = question.Request.Asker switch
        {
            Asker.OfStaff staff => staff.Staff.Value,
            Asker.OfPartner partner => partner.Credential,
            Asker.OfEngagement engaged => engaged.Person,
            _ => null,
        },
        RecipientKind = question.Request.Recipient,
        Recipient = question.Request.RecipientId ?? (question.Request.Asker as Asker.OfStaff)?.Staff.Value,
        RecipientName = question.RecipientName,
        Purpose = question.Request.Purpose,
        Basis = question.Request.Basis,
        Fields = question.Request.Fields,
        Visibility = question.Visibility,
    };

    // Whom an engagement reaches stands in the vault alone. A question that brings an answer of its own gets this one all the same.
    private Question WithScope(Question question)
    {
        if (question.Request.Asker is not Asker.OfEngagement { Engagement: var engagement } || question.Subject is not { } person) return question with { InScope = null };
        using var vault = vaults.CreateDbContext();
        return question with { InScope = vault.EngagementSubjects.AsNoTracking().SingleOrDefault(s => s.Engagement == engagement && s.Person == person.Id)?.Evidence };
    }

    // The subject's row was read before this unit waited its turn; an address changed meanwhile is unchecked now.
    private void ReadAddressCheck(Question question)
    {
        if (question is not { Subject: { } person, Request: { Asker: Asker.OfPartner } request } || !request.Fields.Contains(PersonalField.Email)) return;
        using var vault = vaults.CreateDbContext();
        person.AddressChecked = vault.People.Any(p => p.Id == person.Id && p.AddressChecked);
    }
}
