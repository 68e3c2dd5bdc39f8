using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Disclosures;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Staff;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.LegalProcess;

/// <summary>
/// The privacy officer says what a demand is and whom it names (D6). Names become members only here, by their exact user ID or checked
/// mail address; from then on the case knows people by random ids.
/// </summary>
internal sealed class ClassifyCase(ConsoleDoor door, IDbContextFactory<MainDb> stores, FindPerson find, MoveCase move, MainWriter writer)
{
    [Keeps("D1"), Keeps("D6")]
    internal async Task<Classification> ClassifyAsync(Caller caller, CaseId id, int version, CaseKind kind, ImmutableArray<NamedSubject> named, CasePeriod period)
    {
        // INVARIANT: whether somebody is known here is told only to whoever may classify this very case now.
        if (await door.WhyNotAsync(caller, CaseRoles.Owner) is { } reason) return new(new CaseOutcomeOfAct.NotAllowed(reason));
        if (await WhyNotNowAsync(id, version, kind) is { } not) return new(not);
        if (kind == CaseKind.InformalRequest) return new(await move.MoveAsync(caller, id, version, new CaseMove.Classify(kind, CaseScope.Nothing), CaseNote.Empty));
        var subjects = ImmutableArray.CreateBuilder<ScopedMember>();
        var unknown = ImmutableArray.CreateBuilder<Redacted<string>>();
        foreach (var subject in named.Take(CaseScope.MostMembers + 1))
        {
            if ((await find.ByNameAsync(subject.Name))?.Member is { } member) subjects.Add(new ScopedMember(member, subject.Fields));
            else unknown.Add(subject.Name);
        }

        if (unknown.Count > 0) await RefuseAsync((Caller.OfStaff)caller, id, unknown.Count);
        return unknown.Count > 0
            ? new(new CaseOutcomeOfAct.Unfit(CaseTextFault.Subject), unknown.ToImmutable())
            : new(await move.MoveAsync(caller, id, version, new CaseMove.Classify(kind, new CaseScope(subjects.ToImmutable(), period)), CaseNote.Empty));
    }

    // Trying names out leaves a trace: each miss is a refusal in the ledger, as with a look at a record.
    private Task RefuseAsync(Caller.OfStaff officer, CaseId id, int misses) => writer.WriteAsync(work =>
    {
        for (var miss = 0; miss < misses; miss++)
        {
            work.Append(Entries.New(work, EntryKind.Refusal, Roles.Of(officer.Role)) with
            {
                Actor = officer.Id.Value, RecipientKind = RecipientKind.Staff, Recipient = officer.Id.Value, Purpose = Purpose.AnswerLegalProcess, Evidence = id.Value,
                Refusals = [RefusalReason.NoSuchSubject],
            });
        }

        return Task.FromResult(misses);
    });

    private async Task<CaseOutcomeOfAct?> WhyNotNowAsync(CaseId id, int version, CaseKind kind)
    {
        await using var store = await stores.CreateDbContextAsync();
        if (await store.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id) is not { } row) return new CaseOutcomeOfAct.NotThere();
        if (row.Version != version) return new CaseOutcomeOfAct.Stale();
        // Only for a claim of our own is there nobody to call back first.
        return row.Phase == (kind == CaseKind.OwnClaim ? CasePhase.Received : CasePhase.Authenticated) ? null : new CaseOutcomeOfAct.Against([CaseFault.NotInThisPhase]);
    }
}

/// <summary>Somebody whom a demand names, as it was typed, and what is asked of this person.</summary>
public sealed record NamedSubject(Redacted<string> Name, FieldSet Fields);

/// <summary>What came of it, and the names by which nobody is known.</summary>
internal sealed record Classification(CaseOutcomeOfAct Outcome, ImmutableArray<Redacted<string>> Unknown)
{
    internal Classification(CaseOutcomeOfAct outcome)
        : this(outcome, [])
    {
    }
}
