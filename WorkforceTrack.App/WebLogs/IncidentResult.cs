using System.Collections.Immutable;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.WebLogs;

namespace WorkforceTrack.App.WebLogs;

/// <summary>What came of an act at an incident.</summary>
public abstract class IncidentResult
{
    private IncidentResult()
    {
    }

    /// <summary>Done; the incident as it stands now.</summary>
    public sealed class Done(Incident incident) : IncidentResult
    {
        internal Incident Incident { get; } = incident;
    }

    /// <summary>The person is at the desk. Nothing is opened.</summary>
    public sealed class Present(bool isAccompanied, Awaited? waiting, bool isOwn) : IncidentResult
    {
        internal bool IsAccompanied { get; } = isAccompanied;

        /// <summary>What one of the two proposed and the other has yet to agree to.</summary>
        internal Awaited? Waiting { get; } = waiting;

        /// <summary>Whether it was this person who proposed it.</summary>
        internal bool IsOwn { get; } = isOwn;
    }

    /// <summary>Two looked, and it is on record.</summary>
    public sealed class Seen(ImmutableArray<WebLogLine> lines) : IncidentResult
    {
        internal ImmutableArray<WebLogLine> Lines { get; } = lines;
    }

    /// <summary>The package, which is given once.</summary>
    public sealed class Taken(byte[] package) : IncidentResult
    {
        internal byte[] Package { get; } = package;
    }

    public sealed class Refused(params ImmutableArray<IncidentFault> faults) : IncidentResult
    {
        internal ImmutableArray<IncidentFault> Faults { get; } = faults;
    }

    public sealed class NotAllowed(RefusalReason reason) : IncidentResult
    {
        internal RefusalReason Reason { get; } = reason;
    }

    public sealed class NotNow(IncidentObstacle obstacle) : IncidentResult
    {
        internal IncidentObstacle Obstacle { get; } = obstacle;
    }
}

/// <summary>What stands in the way of an act at an incident, beside its own rules.</summary>
public enum IncidentObstacle
{
    /// <summary>There is no such incident.</summary>
    NotThere,

    /// <summary>This person left the desk, went to another machine, or did nothing for too long.</summary>
    LeftTheDesk,

    /// <summary>Nobody proposed anything that could be agreed to, or it was taken back.</summary>
    NothingProposed,

    /// <summary>The scope holds more lines than can be looked at.</summary>
    TooManyLines,

    /// <summary>No line lies in the scope.</summary>
    NoLine,

    /// <summary>The document is empty or too large.</summary>
    DocumentUnfit,

    /// <summary>A text is missing, too long, or holds what does not show.</summary>
    TextUnfit,
}

/// <summary>What one of two proposed: a scope, or who it was.</summary>
public sealed record Awaited(Domain.Shared.StaffId By, IncidentScope? Scope, string? Conclusion)
{
    public override string ToString() => "(a proposal)";
}

/// <summary>How staff read what came of it.</summary>
internal static class IncidentResultWords
{
    internal static string Of(IncidentResult result) => result switch
    {
        IncidentResult.Refused refused => string.Join(' ', refused.Faults.Select(IncidentWords.Of)),
        IncidentResult.NotAllowed { Reason: RefusalReason.RoleNotEntitled } => IncidentWords.Of(IncidentFault.NotYourRole),
        IncidentResult.NotAllowed no => $"{RefusalWords.Of(no.Reason)} {RefusalWords.Next(no.Reason)}",
        IncidentResult.NotNow no => Of(no.Obstacle),
        _ => "Done, and recorded.",
    };

    internal static string Of(IncidentObstacle obstacle) => obstacle switch
    {
        IncidentObstacle.NotThere => "There is no such incident. Go back to the list.",
        IncidentObstacle.LeftTheDesk => "You are no longer at the desk. Come to the desk again to go on.",
        IncidentObstacle.NothingProposed => "There is nothing to agree to, or it was taken back. Propose it anew.",
        IncidentObstacle.TooManyLines => $"More than {IncidentLines.Most:N0} lines lie in this scope. Choose a shorter time, or certain addresses or pages.",
        IncidentObstacle.NoLine => "No line lies in this scope. Check time, addresses and pages; an address that was cut short can be found by its network alone.",
        IncidentObstacle.DocumentUnfit => $"Choose a document of at most {ReportIncident.LargestDocument / 1024 / 1024} MiB that is not empty.",
        IncidentObstacle.TextUnfit => $"Please fill in each text, with at most {IncidentText.Longest} characters that can be read.",
    };
}
