using System.Collections.Immutable;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Consents;

/// <summary>What the member saw before saying yes: the fields, and the policy version that describes them.</summary>
internal sealed record Shown(FieldSet Fields, PolicyNumber? Policy);

/// <summary>What came of a member's wish to approve or to withdraw.</summary>
internal abstract class ConsentAnswer
{
    private ConsentAnswer()
    {
    }

    /// <summary>The approval stands under this id, made now or before.</summary>
    internal sealed class Given(ConsentId id) : ConsentAnswer
    {
        internal ConsentId Id { get; } = id;
    }

    /// <summary>It is over, now or since before.</summary>
    internal sealed class Ended : ConsentAnswer;

    /// <summary>What would be approved is no longer what the member saw; nothing was changed.</summary>
    internal sealed class ShownOtherwise : ConsentAnswer;

    /// <summary>It cannot be approved now; nothing was changed.</summary>
    internal sealed class Refused(params ImmutableArray<RefusalReason> reasons) : ConsentAnswer
    {
        internal ImmutableArray<RefusalReason> Reasons { get; } = reasons;
    }
}
