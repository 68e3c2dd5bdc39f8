using System.Collections.Immutable;

namespace WorkforceTrack.Domain.LegalProcess;

/// <summary>What came of a wish to go a step further.</summary>
public abstract class CaseAnswer
{
    private CaseAnswer()
    {
    }

    public sealed class Moved : CaseAnswer
    {
        internal Moved(LegalCase next) => Next = next;

        public LegalCase Next { get; }
    }

    /// <summary>Nothing changed, for all these reasons.</summary>
    public sealed class Refused : CaseAnswer
    {
        internal Refused(ImmutableArray<CaseFault> faults) => Faults = faults;

        public ImmutableArray<CaseFault> Faults { get; }
    }
}

/// <summary>Why a step cannot be taken.</summary>
public enum CaseFault
{
    /// <summary>Not where the case stands now.</summary>
    NotInThisPhase,

    /// <summary>The step belongs to another role.</summary>
    NotYourRole,

    /// <summary>This person took a step before that does not go together with this one.</summary>
    OwnStep,

    /// <summary>The scope names nobody, no field, a member twice, too many, or a period that ends before it begins.</summary>
    ScopeNotSound,

    /// <summary>The scope is wider than what was asked, or than what it was before.</summary>
    ScopeWider,

    /// <summary>It is as wide as before, so nothing was narrowed.</summary>
    ScopeNotNarrower,

    /// <summary>A mere request does not bind to silence.</summary>
    NothingBindsToSilence,

    /// <summary>A silence must end after now, and be checked again in time.</summary>
    SilenceNotSound,

    /// <summary>An order in force forbids to tell.</summary>
    TellingForbidden,

    /// <summary>Nothing in force lets the notice wait.</summary>
    NothingLetsItWait,

    /// <summary>The member is not part of the case, or not any more.</summary>
    NotAboutThisMember,

    /// <summary>This was done before.</summary>
    DoneBefore,

    /// <summary>The time to object is over.</summary>
    WindowClosed,

    /// <summary>The time to object still runs.</summary>
    WindowOpen,

    /// <summary>The members are yet to be told.</summary>
    NoticeOwed,

    /// <summary>An objection waits for its outcome.</summary>
    ObjectionUndecided,

    /// <summary>Fewer than needed have approved.</summary>
    ApprovalMissing,

    /// <summary>It must be examined afterwards first.</summary>
    ReviewMissing,

    /// <summary>Its time is not up.</summary>
    NotYetTime,

    /// <summary>The day does not lie after now.</summary>
    DayNotAhead,

    /// <summary>It was handed over, but no package was made of it.</summary>
    PackageMissing,
}
