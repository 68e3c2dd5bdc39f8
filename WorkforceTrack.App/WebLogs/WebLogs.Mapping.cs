using Microsoft.EntityFrameworkCore;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.WebLogs;

namespace WorkforceTrack.App.WebLogs;

/// <summary>A security incident: when, and where it stands. All else is sealed under a key of its own.</summary>
internal sealed class IncidentRow
{
    public IncidentId Id { get; set; }

    public IncidentPhase Phase { get; set; }

    public DateTimeOffset OpenedAt { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>What the incident has gathered; empty once it is destroyed.</summary>
    public required byte[] Sealed { get; set; }
}

/// <summary>One thing that belongs to an incident, sealed.</summary>
internal sealed class IncidentPartRow
{
    public Guid Id { get; set; }

    public IncidentId Incident { get; set; }

    public IncidentPart Kind { get; set; }

    public DateTimeOffset At { get; set; }

    public required byte[] Sealed { get; set; }
}

/// <summary>What a sealed part is. Stored by name.</summary>
internal enum IncidentPart
{
    /// <summary>The words with which it was opened.</summary>
    Evidence,

    /// <summary>The document with which it was opened.</summary>
    Document,

    /// <summary>What was agreed to be looked at, or was looked at, by whom and why.</summary>
    Look,

    /// <summary>The lines that are kept aside.</summary>
    Lines,

    /// <summary>Who it was, as two concluded.</summary>
    Conclusion,

    /// <summary>To whom lines are to be handed.</summary>
    Recipient,

    /// <summary>What was handed over.</summary>
    Package,

    /// <summary>The words with which it was closed.</summary>
    Outcome,
}

internal static class WebLogsMapping
{
    internal static void Map(ModelBuilder model)
    {
        model.Entity<IncidentRow>(incident =>
        {
            incident.ToTable("Incidents");
            incident.Property(i => i.Id).ValueGeneratedNever();
            incident.Property(i => i.Phase).HasConversion<string>();
        });
        model.Entity<IncidentPartRow>(part =>
        {
            part.ToTable("IncidentParts");
            part.Property(p => p.Id).ValueGeneratedNever();
            part.Property(p => p.Kind).HasConversion<string>();
            part.HasIndex(p => p.Incident);
        });
    }
}
