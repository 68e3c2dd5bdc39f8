using System.Collections.Immutable;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.Domain.WebLogs;

/// <summary>Where a security incident stands. Stored by name.</summary>
public enum IncidentPhase
{
    /// <summary>There is evidence of an attack; no line was looked at.</summary>
    Open,

    /// <summary>Two agreed on which lines it is about; these are kept aside.</summary>
    Scoped,

    /// <summary>Somebody proposes to hand the lines to law enforcement.</summary>
    Proposed,

    /// <summary>One other person approved that.</summary>
    HalfApproved,

    /// <summary>Two approved, and the package is made.</summary>
    HandedOver,

    /// <summary>Nobody looks any more; what was kept aside goes in time.</summary>
    Closed,

    /// <summary>What was kept aside is destroyed.</summary>
    Destroyed,
}

/// <summary>What an incident has gathered, as far as anything is decided on it (W4, W5). Words and lines lie sealed beside.</summary>
/// <param name="Id">The incident.</param>
/// <param name="OpenedBy">Who brought the evidence.</param>
/// <param name="OpenedAt">When.</param>
public sealed record IncidentFile(IncidentId Id, StaffId OpenedBy, DateTimeOffset OpenedAt)
{
    /// <summary>Which lines it is about; set once, by two.</summary>
    public IncidentScope? Scope { get; init; }

    /// <summary>Who looked at lines, or sat beside.</summary>
    public ImmutableArray<StaffId> Lookers { get; init; } = [];

    /// <summary>Whether two wrote down who it was.</summary>
    public bool IsIdentified { get; init; }

    /// <summary>Who proposes to hand lines over, as long as that is undecided or since it was done.</summary>
    public StaffId? Proposer { get; init; }

    /// <summary>Under which random id the ledger knows whom they would go to.</summary>
    public Guid? Recipient { get; init; }

    public ImmutableArray<StaffId> Approvers { get; init; } = [];

    /// <summary>Whether the package was taken; it is given once.</summary>
    public bool IsCollected { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }
}

/// <summary>A person of the staff at an incident.</summary>
/// <param name="Id">Who.</param>
/// <param name="Role">In which role today.</param>
/// <param name="HasReason">Whether this person said why.</param>
public sealed record IncidentPerson(StaffId Id, StaffRole Role, bool HasReason);

/// <summary>Who acts and who is there beside, when, and how long what was kept aside stays after the close. Nobody acts: the program does.</summary>
public sealed record IncidentMoment(IncidentPerson? By, IncidentPerson? Beside, DateTimeOffset Now, TimeSpan KeptAfterClose);

/// <summary>What can be done at an incident; which of it, when and by whom, the phases say.</summary>
public abstract class IncidentMove
{
    private IncidentMove()
    {
    }

    /// <summary>Two agree on which lines it is about.</summary>
    public sealed class SetScope(IncidentScope scope) : IncidentMove
    {
        public IncidentScope Scope { get; } = scope;
    }

    /// <summary>Two look at those lines.</summary>
    public sealed class Look : IncidentMove;

    /// <summary>Two conclude who it was.</summary>
    public sealed class Identify : IncidentMove;

    /// <summary>One who looked proposes to hand the lines over, to a recipient known by a random id.</summary>
    public sealed class Propose(Guid recipient) : IncidentMove
    {
        public Guid Recipient { get; } = recipient;
    }

    /// <summary>Somebody else approves that.</summary>
    public sealed class Approve : IncidentMove;

    /// <summary>It is not done after all.</summary>
    public sealed class TakeBack : IncidentMove;

    /// <summary>One who approved takes the package, once.</summary>
    public sealed class Collect : IncidentMove;

    /// <summary>Nobody looks any more.</summary>
    public sealed class Close : IncidentMove;

    /// <summary>The program destroys what was kept aside.</summary>
    public sealed class Destroy : IncidentMove;
}
