using Microsoft.EntityFrameworkCore;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.LegalProcess;

/// <summary>
/// A case: the facts that are decided on, in names of fields and random ids, and the columns by which the board finds it. Every word
/// that somebody wrote lies sealed beside, under a key of the case.
/// </summary>
internal sealed class CaseRow
{
    public CaseId Id { get; set; }

    /// <summary>The year and a number, as in "2026-0042".</summary>
    public required string Reference { get; set; }

    public CasePhase Phase { get; set; }

    public CaseKind? Kind { get; set; }

    public DateTimeOffset ReceivedAt { get; set; }

    public DateTimeOffset DueAt { get; set; }

    /// <summary>By when the first thing is due that somebody must do; null when nothing is.</summary>
    public DateTimeOffset? NextDueAt { get; set; }

    public CaseWaits Waits { get; set; }

    /// <summary>When the case changes by time alone; null when it does not.</summary>
    public DateTimeOffset? TurnsAt { get; set; }

    public CaseOutcome? Outcome { get; set; }

    /// <summary>Raised by each step: who acts on an older state is told so.</summary>
    public int Version { get; set; }

    /// <summary>Whether a package lies here that was made after the data was let go.</summary>
    public bool HasPackage { get; set; }

    /// <summary>The <see cref="CaseFile"/> as JSON: random ids, names of fields, moments.</summary>
    public required byte[] File { get; set; }

    /// <summary>Who asks, under what instrument, and what the members are told, sealed under the case's key.</summary>
    public required byte[] SealedIntake { get; set; }
}

/// <summary>
/// The part of a case that is about one member. The ledger knows this row's two random ids and no other: when the row goes with the
/// member, nothing joins entries to the case any more.
/// </summary>
internal sealed class CasePartRow
{
    /// <summary>The evidence that the ledger names; also the address of the member's page.</summary>
    public Guid Evidence { get; set; }

    public CaseId Case { get; set; }

    public MemberId Member { get; set; }

    /// <summary>Under which the ledger knows whoever would get the data.</summary>
    public Guid Recipient { get; set; }

    public required byte[] NameSalt { get; set; }

    /// <summary>Binds the recipient's name; the name itself lies sealed with the case.</summary>
    public required byte[] NameCommitment { get; set; }

    /// <summary>The fields that are on hold for this case.</summary>
    public FieldSet Held { get; set; }

    public DateTimeOffset? HeldUntil { get; set; }

    /// <summary>When the notice was sent; null: the member does not know of it.</summary>
    public DateTimeOffset? ToldAt { get; set; }

    /// <summary>Whether the case is over.</summary>
    public bool IsOver { get; set; }

    public Commitment Commitment => new(Digest.From(NameCommitment));

    public CasePart Part => new(Evidence, Recipient);
}

/// <summary>One step of a case. Its words are sealed; the ledger holds the SHA-256 of the sealed bytes.</summary>
internal sealed class CaseStepRow
{
    public CaseId Case { get; set; }

    public int Number { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>Name of the move.</summary>
    public required string Move { get; set; }

    public CasePhase Phase { get; set; }

    public ActorRole Role { get; set; }

    /// <summary>Who of the staff; null: a member or the program.</summary>
    public StaffId? Staff { get; set; }

    public required byte[] SealedWords { get; set; }
}

/// <summary>What a document of a case is.</summary>
public enum CaseDocumentKind
{
    /// <summary>The demand as it came.</summary>
    Demand,

    /// <summary>The demand as the members may see it, without the names of others.</summary>
    CopyForMembers,

    /// <summary>The order that binds to silence, or another paper of the case.</summary>
    Paper,

    /// <summary>What a member attached to an objection.</summary>
    Objection,

    /// <summary>What was handed over, encrypted for whoever asked.</summary>
    Package,
}

/// <summary>A document, sealed under the case's key; a package is encrypted already and is sealed all the same.</summary>
internal sealed class CaseDocumentRow
{
    public Guid Id { get; set; }

    public CaseId Case { get; set; }

    public CaseDocumentKind Kind { get; set; }

    /// <summary>The part of the member who attached it.</summary>
    public Guid? Part { get; set; }

    public DateTimeOffset At { get; set; }

    public required byte[] SealedName { get; set; }

    /// <summary>SHA-256 of the document.</summary>
    public required byte[] Digest { get; set; }

    public int Size { get; set; }

    public required byte[] Sealed { get; set; }
}

/// <summary>An entry that a member sees only once told of the case, or from the day in the entry on when the case is over (D7).</summary>
internal sealed class HiddenEntryRow
{
    public EntryId Entry { get; set; }

    public Guid Part { get; set; }
}

internal static class LegalProcessMapping
{
    internal static void Map(ModelBuilder model)
    {
        model.Entity<CaseRow>(about =>
        {
            about.ToTable("Cases");
            about.HasKey(c => c.Id);
            about.Property(c => c.Id).ValueGeneratedNever();
            about.Property(c => c.Phase).HasConversion<string>();
            about.Property(c => c.Kind).HasConversion<string>();
            about.Property(c => c.Waits).HasConversion<string>();
            about.Property(c => c.Outcome).HasConversion<string>();
            about.HasIndex(c => c.Reference).IsUnique();
            about.HasIndex(c => c.TurnsAt);
            about.HasIndex(c => new { c.NextDueAt, c.Reference });
            about.HasIndex(c => c.ReceivedAt);
        });
        model.Entity<CasePartRow>(part =>
        {
            part.ToTable("CaseParts");
            part.HasKey(p => p.Evidence);
            part.Property(p => p.Evidence).ValueGeneratedNever();
            part.HasIndex(p => new { p.Case, p.Member }).IsUnique();
            part.HasIndex(p => p.Member);
            part.HasIndex(p => p.Recipient).IsUnique();
        });
        model.Entity<CaseStepRow>(step =>
        {
            step.ToTable("CaseSteps");
            step.HasKey(s => new { s.Case, s.Number });
            step.Property(s => s.Phase).HasConversion<string>();
            step.Property(s => s.Role).HasConversion<string>();
        });
        model.Entity<CaseDocumentRow>(document =>
        {
            document.ToTable("CaseDocuments");
            document.Property(d => d.Id).ValueGeneratedNever();
            document.Property(d => d.Kind).HasConversion<string>();
            document.HasIndex(d => d.Case);
        });
        model.Entity<HiddenEntryRow>(hidden =>
        {
            hidden.ToTable("HiddenEntries");
            hidden.HasKey(h => h.Entry);
        });
    }
}
