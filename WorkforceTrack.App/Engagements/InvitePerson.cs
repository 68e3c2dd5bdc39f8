using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Engagements;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Engagements;

/// <summary>
/// Staff enter who works under an engagement (D5). Nobody but the person ever knows the password: it begins as one that nobody has, and is
/// chosen with a code that is mailed once a second person of the staff has confirmed.
/// </summary>
internal sealed class InvitePerson(EngagementDesk desk, IDbContextFactory<VaultDb> vaults, KeyRing keys, EndSession sessions, TimeProvider clock)
{
    [Keeps("D5"), Keeps("SE1")]
    internal async Task<EngagementAnswer> AddAsync(Caller caller, EngagementId id, string userId, string address, string name)
    {
        if (await desk.WhyNotAsync(caller) is { } reason) return new EngagementAnswer.NotAllowed(reason);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var values = new[] { (PersonalField.UserId, userId), (PersonalField.Email, address), (PersonalField.DisplayName, name) }
            .ToDictionary(typed => typed.Item1, typed => FieldRules.Check(typed.Item1, typed.Item2, today));
        var faults = values.Where(v => v.Value is FieldAnswer.Rejected).ToImmutableDictionary(v => v.Key, v => ((FieldAnswer.Rejected)v.Value).Words);
        return faults.IsEmpty
            ? await AdmitAsync(caller, id, Value(PersonalField.UserId), Value(PersonalField.Email), Value(PersonalField.DisplayName))
            : new EngagementAnswer.NotFit(faults);

        Redacted<string> Value(PersonalField field) => ((FieldAnswer.Accepted)values[field]).Value;
    }

    /// <summary>Takes a person out of a draft.</summary>
    internal async Task<EngagementAnswer> LeaveOutAsync(Caller caller, EngagementId id, Guid engaged)
    {
        var answer = await desk.ChangeAsync(caller, id, async (work, keeper, row, _) =>
        {
            var people = await work.Db.EngagedPeople.Where(p => p.Engagement == id).ToListAsync();
            if (people.SingleOrDefault(p => p.Id == engaged) is not { } person) return new EngagementAnswer.NotNow(EngagementFault.NotThere);
            work.Db.EngagedPeople.Remove(person);
            if (person.IsContact && people.FirstOrDefault(p => p.Id != engaged) is { } next) next.IsContact = true;
            work.Append(desk.Entry(work, keeper, row, engaged, EngagementMarks.LeftOut));
            return new EngagementAnswer.Done(id);
        });
        if (answer is not EngagementAnswer.Done) return answer;
        await using var vault = await vaults.CreateDbContextAsync();
        await vault.People.Where(p => p.Engaged == engaged).ExecuteDeleteAsync();
        return answer;
    }

    /// <summary>Shuts a person out before the end, at once: whatever the person has open is closed.</summary>
    [Keeps("D5")]
    internal async Task<EngagementAnswer> ShutOutAsync(Caller caller, EngagementId id, Guid engaged)
    {
        var answer = await desk.ActAsync(caller, id, async (work, keeper, row) =>
        {
            if (row.ToStored().AsSigned(work.Now) is null) return new EngagementAnswer.NotNow(EngagementFault.WrongPhase);
            if (await work.Db.EngagedPeople.SingleOrDefaultAsync(p => p.Id == engaged && p.Engagement == id && p.IsActive) is not { } person) return new EngagementAnswer.NotNow(EngagementFault.NotThere);
            person.IsActive = false;
            work.Append(desk.Entry(work, keeper, row, engaged, EngagementMarks.ShutOut));
            return new EngagementAnswer.Done(id);
        });
        if (answer is EngagementAnswer.Done) await EndSessionsAsync(engaged);
        return answer;
    }

    /// <summary>Ends every session of these people.</summary>
    internal async Task EndSessionsAsync(params IReadOnlyCollection<Guid> engaged)
    {
        await using var vault = await vaults.CreateDbContextAsync();
        foreach (var person in await vault.People.AsNoTracking().Where(p => p.Engaged != null && engaged.Contains(p.Engaged.Value)).Select(p => p.Id).ToListAsync()) await sessions.AllAsync(person);
    }

    private async Task<EngagementAnswer> AdmitAsync(Caller caller, EngagementId engagement, Redacted<string> userId, Redacted<string> address, Redacted<string> name)
    {
        var (id, engaged) = (Randomness.Id(), Randomness.Id());
        var person = new PersonRow
        {
            Id = id,
            Kind = PersonKind.Engaged,
            UserIdIndex = keys.UserIdIndex(userId.Open()),
            AddressIndex = keys.AddressIndex(address.Open()),
            // Whoever enters a person vouches for the address, and a second person confirms it.
            AddressChecked = true,
            WrappedKey = keys.NewPersonKey(id, out AesGcm key),
            Engaged = engaged,
            SecurityStamp = Convert.ToHexStringLower(Randomness.Bytes(16)),
            ConcurrencyStamp = Convert.ToHexStringLower(Randomness.Bytes(16)),
        };
        using (key)
        {
            var row = new EngagedPersonRow { Id = engaged, Engagement = engagement, IsActive = true, SealedName = EngagementSeal.Name(key, engaged, name), SealedAddress = EngagementSeal.Address(key, engaged, address) };
            await using var vault = await vaults.CreateDbContextAsync();
            await using var transaction = await vault.Database.BeginTransactionAsync();
            if (await vault.People.AnyAsync(p => p.UserIdIndex == person.UserIdIndex)) return NotFit(PersonalField.UserId, "Somebody has this user ID. Choose another.");
            if (await vault.People.AnyAsync(p => p.AddressIndex == person.AddressIndex && p.AddressChecked)) return NotFit(PersonalField.Email, "This address cannot be used here. Give another of the person's own.");
            vault.People.Add(person);
            await vault.SaveChangesAsync();
            // INVARIANT: the vault row comes last, as with a member.
            var answer = await desk.ChangeAsync(caller, engagement, (work, keeper, draft, _) => AddAsync(work, desk, keeper, draft, row));
            if (answer is EngagementAnswer.Done) await transaction.CommitAsync();
            return answer;
        }
    }

    private static async Task<EngagementAnswer> AddAsync(MainWork work, EngagementDesk desk, Keeper keeper, EngagementRow draft, EngagedPersonRow row)
    {
        var there = await work.Db.EngagedPeople.CountAsync(p => p.Engagement == draft.Id);
        if (there >= EngagementTerms.MostPeople) return new EngagementAnswer.NotNow(EngagementFault.TooManyPeople);
        row.IsContact = there == 0;
        work.Db.EngagedPeople.Add(row);
        work.Append(desk.Entry(work, keeper, draft, row.Id, EngagementMarks.Invited));
        return new EngagementAnswer.Done(draft.Id);
    }

    private static EngagementAnswer.NotFit NotFit(PersonalField field, string words) => new(ImmutableDictionary<PersonalField, string>.Empty.Add(field, words));
}
