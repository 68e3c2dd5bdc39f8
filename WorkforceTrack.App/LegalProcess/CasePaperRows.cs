using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.LegalProcess;

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
