using System.Collections.Immutable;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.App.LegalProcess;

/// <summary>One step of a case as staff read it.</summary>
internal sealed record CaseStep(int Number, DateTimeOffset At, string Move, CasePhase Phase, ActorRole Role, StaffId? Staff, CaseNote Note);

/// <summary>One document of a case, by its name.</summary>
internal sealed record CasePaper(Guid Id, CaseDocumentKind Kind, DateTimeOffset At, Redacted<string> Name, string Digest, int Size);

/// <summary>What a look at a case gave.</summary>
internal abstract class CaseReading
{
    private CaseReading()
    {
    }

    internal sealed class Opened(
        string reference, int version, LegalCase about, CaseIntake intake, ImmutableArray<CaseTask> agenda, ImmutableArray<CaseStep> steps, ImmutableArray<CasePaper> papers,
        ImmutableDictionary<MemberId, FieldSet> held, bool lacksPackage, ImmutableArray<CaseAct> acts, StaffRole role, FieldSet carried, DateTimeOffset now) : CaseReading
    {
        internal string Reference { get; } = reference;

        internal int Version { get; } = version;

        internal LegalCase Case { get; } = about;

        internal CaseIntake Intake { get; } = intake;

        internal ImmutableArray<CaseTask> Agenda { get; } = agenda;

        internal ImmutableArray<CaseStep> Steps { get; } = steps;

        internal ImmutableArray<CasePaper> Papers { get; } = papers;

        /// <summary>The fields of each member that hold a value, and held it in the period.</summary>
        internal ImmutableDictionary<MemberId, FieldSet> Held { get; } = held;

        /// <summary>Whether it was handed over, but no package was made of it.</summary>
        internal bool LacksPackage { get; } = lacksPackage;

        /// <summary>What whoever looks may do now.</summary>
        internal ImmutableArray<CaseAct> Acts { get; } = acts;

        /// <summary>As whom they look.</summary>
        internal StaffRole Role { get; } = role;

        /// <summary>The fields that the policy in force lets such a case give at the most.</summary>
        internal FieldSet Carried { get; } = carried;

        /// <summary>The moment of the look.</summary>
        internal DateTimeOffset Now { get; } = now;
    }

    internal sealed class NotThere : CaseReading;

    internal sealed class Refused(RefusalReason reason) : CaseReading
    {
        internal RefusalReason Reason { get; } = reason;
    }
}
