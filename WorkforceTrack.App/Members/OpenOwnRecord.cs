using System.Collections.Immutable;
using WorkforceTrack.App.Disclosures;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Members;

/// <summary>A member reads what is held (A1), under the entry of the session's own access.</summary>
internal sealed class OpenOwnRecord(TakeOwnAccess access, FieldVault vault)
{
    /// <summary>The values held, by field; a field without a value is left out. Refused for anyone but a member in a live session.</summary>
    [Keeps("A1")]
    internal async Task<OwnRecord> OpenAsync(Caller caller)
    {
        if (caller is not Caller.Member member) return new OwnRecord.Refused([RefusalReason.NotTheSubject]);
        return await access.TakeAsync(member) switch
        {
            GateAnswer.Granted granted when await vault.RevealAsync(granted.Permits[0]) is { } values => new OwnRecord.Opened(values),
            GateAnswer.Refused refused => new OwnRecord.Refused(refused.Reasons),
            _ => new OwnRecord.Refused([RefusalReason.NoSuchSubject]),
        };
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
