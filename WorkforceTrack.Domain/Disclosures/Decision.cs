using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Disclosures;

/// <summary>The gate's answer: a permit, or every reason against one.</summary>
public abstract class Decision
{
    private Decision()
    {
    }

    /// <summary>Yes. The permit must be recorded before anything is opened.</summary>
    public sealed class Permitted : Decision
    {
        internal Permitted(Permit permit) => Permit = permit;

        public Permit Permit { get; }
    }

    /// <summary>No, with all reasons, in the order of the rules.</summary>
    public sealed class Refused : Decision
    {
        internal Refused(ImmutableArray<RefusalReason> reasons) => Reasons = reasons;

        public ImmutableArray<RefusalReason> Reasons { get; }
    }
}
