using System.Collections.Immutable;
using WorkforceTrack.App.Disclosures;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Members;

/// <summary>A member reads what is held (A1). One ledger entry a session, with the day only, written before the first value is opened.</summary>
internal sealed class OpenOwnRecord(MainWriter writer, Gate gate, FieldVault vault, OwnAccessEntry ownAccess)
{
    private static readonly FieldSet Everything = FieldSet.Of(Enum.GetValues<PersonalField>());

    /// <summary>The values held, by field; a field without a value is left out. Refused for anyone but a member in a live session.</summary>
    internal async Task<OwnRecord> OpenAsync(Caller caller)
    {
        if (caller is not Caller.Member member) return new OwnRecord.Refused([RefusalReason.NotTheSubject]);
        var answer = await ownAccess.FindAsync(member) is { } known
            ? new GateAnswer.Granted([known])
            : await writer.WriteAsync(work => AskOnceAsync(work, member));
        return answer switch
        {
            GateAnswer.Granted granted when await vault.RevealAsync(granted.Permits[0]) is { } values => new OwnRecord.Opened(values),
            GateAnswer.Refused refused => new OwnRecord.Refused(refused.Reasons),
            _ => new OwnRecord.Refused([RefusalReason.NoSuchSubject]),
        };
    }

    // INVARIANT: units run one after the other, so two first looks at the same moment still leave one entry.
    private async Task<GateAnswer> AskOnceAsync(MainWork work, Caller.Member member)
    {
        if (await OwnAccessEntry.FindAsync(work, member) is { } known) return new GateAnswer.Granted([known]);
        var request = new DisclosureRequest(member.Asker, RecipientKind.Member, null, Purpose.OwnAccess, LegalBasis.OwnAccess, Everything);
        var answer = gate.Ask(work, [new Question(request, EntryKind.OwnAccess, member.Person)]);
        if (answer is GateAnswer.Granted granted) OwnAccessEntry.Remember(work, member, granted.Permits[0]);
        return answer;
    }
}

/// <summary>What a member's look at the own record gave.</summary>
internal abstract class OwnRecord
{
    private OwnRecord()
    {
    }

    internal sealed class Opened(IReadOnlyDictionary<PersonalField, Redacted<string>> values) : OwnRecord
    {
        internal IReadOnlyDictionary<PersonalField, Redacted<string>> Values { get; } = values;
    }

    internal sealed class Refused(ImmutableArray<RefusalReason> reasons) : OwnRecord
    {
        internal ImmutableArray<RefusalReason> Reasons { get; } = reasons;
    }
}
