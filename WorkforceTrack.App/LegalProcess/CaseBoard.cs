using System.Collections.Immutable;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.App.LegalProcess;

/// <summary>Which cases a board shows.</summary>
public enum BoardView
{
    /// <summary>Those that wait for the role of whoever looks.</summary>
    Mine,

    /// <summary>All in which something is to be done.</summary>
    Open,

    /// <summary>Those that are over.</summary>
    Over,
}

/// <summary>One case on the board.</summary>
public sealed record BoardLine(
    CaseId Id, string Reference, CaseKind? Kind, CasePhase Phase, CaseWaits Waits, DateTimeOffset ReceivedAt, DateTimeOffset? DueAt, bool IsOverdue, Redacted<string> Agency);

public sealed record BoardCounts(int Open, int Overdue, int Frozen, int Untold);

/// <summary>How many cases wait for one role, and how many of them are overdue.</summary>
public sealed record OwnBoardCounts(int Waiting, int Overdue);

/// <summary>What a look at the board gave.</summary>
internal abstract class CaseBoard
{
    private CaseBoard()
    {
    }

    internal sealed class Page(ImmutableArray<BoardLine> lines, CaseId? next, BoardCounts counts, bool isDeclared, StaffRole role, DateTimeOffset now) : CaseBoard
    {
        internal ImmutableArray<BoardLine> Lines { get; } = lines;

        /// <summary>After which case the next page begins; null when this is the last.</summary>
        internal CaseId? Next { get; } = next;

        internal BoardCounts Counts { get; } = counts;

        /// <summary>Whether the policy in force describes what a case may give; else nothing can go (O2).</summary>
        internal bool IsDeclared { get; } = isDeclared;

        internal bool MayTakeIn { get; } = CaseRoles.Intake.Contains(role);

        internal bool MayPublish { get; } = role == StaffRole.PrivacyOfficer;

        /// <summary>The moment of the look.</summary>
        internal DateTimeOffset Now { get; } = now;
    }

    internal sealed class Refused(RefusalReason reason) : CaseBoard
    {
        internal RefusalReason Reason { get; } = reason;
    }
}
