using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Disclosures;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Engagements;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Engagements;

/// <summary>
/// Staff name the members within a scope, one by one, by exact user ID or checked mail address (D1, D5). There is no list to choose from.
/// Each gets two random ids: one that the engaged party knows, one that the ledger names; only the vault joins them to the member.
/// </summary>
internal sealed class NameMember(EngagementDesk desk, IDbContextFactory<VaultDb> vaults, FindPerson find)
{
    [Keeps("D1"), Keeps("D5")]
    internal async Task<EngagementAnswer> AddAsync(Caller caller, EngagementId id, Redacted<string> typed)
    {
        if (await desk.WhyNotAsync(caller) is { } reason) return new EngagementAnswer.NotAllowed(reason);
        var person = await find.ByNameAsync(typed);
        await using var vault = await vaults.CreateDbContextAsync();
        await using var transaction = await vault.Database.BeginTransactionAsync();
        if (person is null || await vault.EngagementSubjects.AnyAsync(s => s.Engagement == id && s.Person == person.Id)) return await NobodyAsync(caller, id);
        var subject = new EngagementSubjectRow { Ref = Randomness.Id(), Evidence = Randomness.Id(), Engagement = id, Person = person.Id };
        vault.EngagementSubjects.Add(subject);
        await vault.SaveChangesAsync();
        // INVARIANT: the vault row comes last. A crash before it leaves an id that leads to nobody.
        var answer = await desk.ChangeAsync(caller, id, async (work, keeper, row, _) =>
        {
            if (await work.Db.EngagementScope.CountAsync(s => s.Engagement == id) >= EngagementTerms.MostMembers) return new EngagementAnswer.NotNow(EngagementFault.TooManyMembers);
            work.Db.EngagementScope.Add(new EngagementScopeRow { Evidence = subject.Evidence, Engagement = id });
            work.Append(desk.Entry(work, keeper, row, subject.Evidence, EngagementMarks.Named));
            return new EngagementAnswer.Done(id);
        });
        if (answer is EngagementAnswer.Done) await transaction.CommitAsync();
        return answer;
    }

    /// <summary>Takes a member out of a draft, by the name under which the engagement would know the member.</summary>
    internal async Task<EngagementAnswer> LeaveOutAsync(Caller caller, EngagementId id, Guid member)
    {
        await using var vault = await vaults.CreateDbContextAsync();
        if (await vault.EngagementSubjects.AsNoTracking().SingleOrDefaultAsync(s => s.Ref == member && s.Engagement == id) is not { } subject) return new EngagementAnswer.NotNow(EngagementFault.NotThere);
        var answer = await desk.ChangeAsync(caller, id, async (work, keeper, row, _) =>
        {
            await work.Db.EngagementScope.Where(s => s.Evidence == subject.Evidence).ExecuteDeleteAsync();
            work.Append(desk.Entry(work, keeper, row, subject.Evidence, EngagementMarks.LeftOut));
            return new EngagementAnswer.Done(id);
        });
        if (answer is EngagementAnswer.Done) await vault.EngagementSubjects.Where(s => s.Ref == member).ExecuteDeleteAsync();
        return answer;
    }

    /// <summary>
    /// The name under which an engagement knows a member, for whoever compares the scope with the signed document. Null when it knows none
    /// such; whether there is such a member at all is not told.
    /// </summary>
    internal async Task<Guid?> LookUpAsync(Caller caller, EngagementId id, Redacted<string> typed)
    {
        if (await desk.WhyNotAsync(caller) is not null || await find.ByNameAsync(typed) is not { } person) return null;
        await using var vault = await vaults.CreateDbContextAsync();
        return (await vault.EngagementSubjects.AsNoTracking().SingleOrDefaultAsync(s => s.Engagement == id && s.Person == person.Id))?.Ref;
    }

    // Trying names out leaves a trace: a miss is a refusal in the ledger, as with a look at a record.
    private Task<EngagementAnswer> NobodyAsync(Caller caller, EngagementId id) => desk.ActAsync(caller, id, (work, keeper, row) =>
    {
        work.Append(desk.Entry(work, keeper, row, id.Value) with
        {
            Kind = EntryKind.Refusal, RecipientKind = RecipientKind.Staff, Recipient = keeper.Id.Value, RecipientName = null, Evidence = null, Refusals = [RefusalReason.NoSuchSubject],
        });
        return Task.FromResult<EngagementAnswer>(new EngagementAnswer.NobodyNew());
    });
}
