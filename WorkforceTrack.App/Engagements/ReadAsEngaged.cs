using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Disclosures;
using WorkforceTrack.App.Ledger;
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
/// An auditor or a consultant reads fields of one member within the scope, with a reason in words (D5). Term, scope and the person's own
/// standing are asked again in the unit that records the answer; whatever stood on the page does not count.
/// </summary>
internal sealed class ReadAsEngaged(
    IDbContextFactory<VaultDb> vaults, IDbContextFactory<MainDb> stores, MainWriter writer, KeyRing keys, Gate gate, FieldVault vault, EngagedLimit limit)
{
    [Keeps("D5")]
    internal async Task<EngagedRead> OpenAsync(Caller caller, EngagedRequest ask)
    {
        if (caller is not Caller.OfEngagement engaged) return new EngagedRead.Refused([RefusalReason.NoEngagement]);
        var person = await FindAsync(engaged.Engagement.Id, ask.Member);
        var reason = ReasonRules.Tidy(ask.Reason.Open());
        var isStated = ReasonRules.FaultOf(reason) is null;
        var id = engaged.Engagement.Id;
        var request = new DisclosureRequest(engaged.Asker, RecipientKind.Engaged, id.Value, engaged.Engagement.Terms.Purpose, LegalBasis.Engagement, ask.Fields, isStated);
        var question = new Question(
            request, EntryKind.Disclosure, person, RecipientName: await NameAsync(id), Note: isStated && person is not null ? Seal(person, reason) : null);
        return await writer.WriteAsync(work => AskAsync(work, id, question)) switch
        {
            (_, { } again) => new EngagedRead.TooMany(again),
            (GateAnswer.Granted granted, _) when await vault.RevealAsync(granted.Permits[0]) is { } values => new EngagedRead.Opened(granted.Permits[0].Entry, request.Fields, values, person!.AddressChecked),
            (GateAnswer.Refused refused, _) => new EngagedRead.Refused(refused.Reasons),
            _ => new EngagedRead.Refused([RefusalReason.NoSuchSubject]),
        };
    }

    // INVARIANT: counted in the unit that records the read, so that reads at the same moment cannot slip under the limit together.
    private async Task<(GateAnswer? Answer, DateTimeOffset? Again)> AskAsync(MainWork work, EngagementId engagement, Question question)
    {
        if (await limit.ReachedAsync(work, engagement) is not { } stop) return (gate.Ask(work, [question]), null);
        if (!stop.IsRecorded) gate.Refuse(work, question, RefusalReason.LookLimitReached);
        return (null, stop.Again);
    }

    private async Task<PersonRow?> FindAsync(EngagementId engagement, Guid member)
    {
        await using var store = await vaults.CreateDbContextAsync();
        return await store.EngagementSubjects.AsNoTracking().Where(s => s.Ref == member && s.Engagement == engagement).Join(store.People.AsNoTracking(), s => s.Person, p => p.Id, (s, p) => p).SingleOrDefaultAsync();
    }

    private async Task<Commitment> NameAsync(EngagementId engagement)
    {
        await using var store = await stores.CreateDbContextAsync();
        return (await store.Engagements.AsNoTracking().SingleAsync(e => e.Id == engagement)).NameCommitment;
    }

    private SealedNote Seal(PersonRow person, string reason)
    {
        using var key = keys.PersonKey(person);
        return SealedNote.Of(key, new Redacted<string>(reason));
    }
}

/// <summary>What an engaged person asks to see, and why.</summary>
/// <param name="Member">The name under which the engagement knows the member.</param>
/// <param name="Reason">The reason in the person's own words.</param>
/// <param name="Fields">The fields asked for.</param>
internal sealed record EngagedRequest(Guid Member, Redacted<string> Reason, FieldSet Fields);

/// <summary>What a read gave.</summary>
public abstract class EngagedRead
{
    private EngagedRead()
    {
    }

    public sealed class Opened(EntryId entry, FieldSet fields, IReadOnlyDictionary<PersonalField, Redacted<string>> values, bool isAddressChecked) : EngagedRead
    {
        internal EntryId Entry { get; } = entry;

        internal FieldSet Fields { get; } = fields;

        /// <summary>The values held among the fields; a field without one is left out.</summary>
        internal IReadOnlyDictionary<PersonalField, Redacted<string>> Values { get; } = values;

        /// <summary>Whether the mail address was shown to be the member's own (A3).</summary>
        internal bool IsAddressChecked { get; } = isAddressChecked;
    }

    /// <summary>Refused, and the refusal is recorded.</summary>
    public sealed class Refused(ImmutableArray<RefusalReason> reasons) : EngagedRead
    {
        internal ImmutableArray<RefusalReason> Reasons { get; } = reasons;
    }

    /// <summary>The engagement has asked for as much as it may in an hour.</summary>
    public sealed class TooMany(DateTimeOffset again) : EngagedRead
    {
        internal DateTimeOffset Again { get; } = again;
    }
}
