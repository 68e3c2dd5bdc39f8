using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Policy;

/// <summary>The answer to the wish to describe a partner's flow.</summary>
public abstract class PartnerFlowAnswer
{
    private PartnerFlowAnswer()
    {
    }

    /// <summary>The flow, ready for a version of the policy.</summary>
    public sealed class Described : PartnerFlowAnswer
    {
        internal Described(DeclaredFlow flow) => Flow = flow;

        public DeclaredFlow Flow { get; }
    }

    /// <summary>No such flow may be, for all these reasons.</summary>
    public sealed class Refused : PartnerFlowAnswer
    {
        internal Refused(ImmutableArray<PartnerFlowFault> faults) => Faults = faults;

        public ImmutableArray<PartnerFlowFault> Faults { get; }
    }
}

/// <summary>Why a partner's flow cannot be described (P2, P5).</summary>
public enum PartnerFlowFault
{
    /// <summary>The partner has no name that people can read.</summary>
    NoProperName,

    /// <summary>No field is carried.</summary>
    NoField,

    /// <summary>Partners may not use data for this.</summary>
    PurposeNotForPartners,

    /// <summary>A field is carried that is not declared to serve the purpose.</summary>
    FieldDoesNotServePurpose,
}
