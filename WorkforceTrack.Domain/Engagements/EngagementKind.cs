using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Engagements;

/// <summary>Whom an engagement is with (D5). Each kind has one purpose; the gate knows no other for it.</summary>
[Keeps("D5")]
public enum EngagementKind
{
    /// <summary>Checks our work.</summary>
    Auditor,

    /// <summary>Advises us.</summary>
    Consultant,
}

/// <summary>What each kind is for.</summary>
public static class EngagementKinds
{
    public static Purpose PurposeOf(EngagementKind kind) => kind switch
    {
        EngagementKind.Auditor => Purpose.Audit,
        EngagementKind.Consultant => Purpose.Advice,
    };
}
