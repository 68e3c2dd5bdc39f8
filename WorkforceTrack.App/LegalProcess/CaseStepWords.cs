using WorkforceTrack.App.Shell;
using WorkforceTrack.Domain.LegalProcess;

namespace WorkforceTrack.App.LegalProcess;

/// <summary>How staff read what was done in a case, and what lies in it.</summary>
internal static class CaseStepWords
{
    internal static string Of(string move) => move switch
    {
        "Receive" => "Taken in",
        nameof(CaseMove.RefuseInformal) => "Refused as informal",
        nameof(CaseMove.Authenticate) => "Called back",
        nameof(CaseMove.Classify) => "Classified",
        nameof(CaseMove.Preserve) => "Put on hold",
        nameof(CaseMove.RenewHold) => "Hold renewed",
        nameof(CaseMove.FindDefective) => "Found defective and returned",
        nameof(CaseMove.FindOverbroad) => "Found to ask for too much",
        nameof(CaseMove.Narrow) => "Narrowed",
        nameof(CaseMove.FindValid) => "Found valid",
        nameof(CaseMove.Assess) => "Facts written down",
        nameof(CaseMove.CheckSecrecy) => "Secrecy checked",
        nameof(CaseMove.CheckSecrecyAgain) => "Secrecy checked again",
        nameof(CaseMove.Notify) => "Notice sent to the members",
        nameof(CaseMove.Delay) => "Notice delayed",
        nameof(CaseMove.RecordDelivery) => "Notice arrived",
        nameof(CaseMove.Object) => "A member objected",
        nameof(CaseMove.DecideObjection) => "Objection decided",
        nameof(CaseMove.Approve) => "Approved",
        nameof(CaseMove.Produce) => "Handed over",
        "Package" => "Package made",
        nameof(CaseMove.EndDanger) => "Danger over, members told",
        nameof(CaseMove.ReviewAfterwards) => "Examined afterwards",
        nameof(CaseMove.Close) => "Closed",
        nameof(CaseMove.Withdraw) => "Taken back",
        nameof(CaseMove.Postpone) => "Another day agreed",
        nameof(CaseMove.EndSilence) => "Silence over, members told",
        nameof(CaseMove.ReleaseHold) => "Hold released",
        _ => move,
    };

    internal static (Tone Tone, Glyph Glyph) LooksOf(string move) => move switch
    {
        nameof(CaseMove.RefuseInformal) or nameof(CaseMove.FindDefective) => (Tone.Calm, Glyph.Cross),
        nameof(CaseMove.FindOverbroad) => (Tone.Warn, Glyph.Alert),
        nameof(CaseMove.FindValid) or nameof(CaseMove.Approve) => (Tone.Good, Glyph.Check),
        nameof(CaseMove.Preserve) or nameof(CaseMove.RenewHold) or nameof(CaseMove.Delay) or nameof(CaseMove.CheckSecrecy) or nameof(CaseMove.CheckSecrecyAgain) => (Tone.Calm, Glyph.Lock),
        nameof(CaseMove.Object) => (Tone.Bad, Glyph.Stop),
        nameof(CaseMove.Produce) or "Package" => (Tone.Warn, Glyph.Out),
        nameof(CaseMove.Notify) or nameof(CaseMove.RecordDelivery) or nameof(CaseMove.EndSilence) or nameof(CaseMove.EndDanger) => (Tone.Good, Glyph.Person),
        nameof(CaseMove.Close) or nameof(CaseMove.Withdraw) or nameof(CaseMove.ReleaseHold) => (Tone.Calm, Glyph.Check),
        nameof(CaseMove.Postpone) => (Tone.Calm, Glyph.Clock),
        _ => (Tone.Calm, Glyph.Paper),
    };

    internal static string Of(CaseDocumentKind kind) => kind switch
    {
        CaseDocumentKind.Demand => "The demand",
        CaseDocumentKind.CopyForMembers => "Copy for members",
        CaseDocumentKind.Paper => "Paper of the case",
        CaseDocumentKind.Objection => "Attached to an objection",
        CaseDocumentKind.Package => "Package, encrypted",
    };

    /// <summary>A size as people read it.</summary>
    internal static string Size(int bytes) => bytes < 1024 ? $"{bytes} bytes" : bytes < 1024 * 1024 ? $"{bytes / 1024.0:0.#} KB" : $"{bytes / 1024.0 / 1024.0:0.#} MB";

    internal static Tone ToneOf(CasePhase phase) => phase switch
    {
        CasePhase.Frozen => Tone.Bad,
        CasePhase.Narrowing or CasePhase.Delayed or CasePhase.Untold or CasePhase.Produced => Tone.Warn,
        CasePhase.Reviewed or CasePhase.Notified or CasePhase.HalfApproved or CasePhase.Approved => Tone.Good,
        _ => Tone.Calm,
    };

    internal static Glyph GlyphOf(CasePhase phase) => phase switch
    {
        CasePhase.Frozen => Glyph.Stop,
        CasePhase.Narrowing => Glyph.Alert,
        CasePhase.Preserved or CasePhase.Delayed or CasePhase.Untold => Glyph.Lock,
        CasePhase.Produced => Glyph.Out,
        CasePhase.Reviewed or CasePhase.HalfApproved or CasePhase.Approved or CasePhase.Closed or CasePhase.Authenticated => Glyph.Check,
        CasePhase.Notifying or CasePhase.Notified => Glyph.Person,
        CasePhase.Refused or CasePhase.Returned => Glyph.Cross,
        _ => Glyph.Paper,
    };
}
