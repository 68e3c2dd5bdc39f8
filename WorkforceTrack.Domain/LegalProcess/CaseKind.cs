using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.LegalProcess;

/// <summary>What a demand for data is (D6, D8). Known by name on the wire: a new kind is added, none is renamed.</summary>
public enum CaseKind
{
    /// <summary>Somebody asks, and no law makes us answer. Always refused; it is most of what comes.</summary>
    InformalRequest,

    CivilSubpoena,

    AdministrativeSubpoena,

    /// <summary>Of a grand jury or in a criminal matter.</summary>
    CriminalSubpoena,

    CourtOrder,

    SearchWarrant,

    /// <summary>Data must be kept, not given.</summary>
    PreservationRequest,

    /// <summary>Somebody's life or body is in imminent danger (D8).</summary>
    EmergencyRequest,

    /// <summary>From abroad: it binds only once a court or an office of our own country has made it its own.</summary>
    ForeignRequest,

    Regulator,

    /// <summary>Nobody demands it: we must make or meet a legal claim ourselves (D8).</summary>
    OwnClaim,
}

/// <summary>What follows from the kind of a demand.</summary>
public static class CaseKinds
{
    /// <summary>The ground on which such a case may let data go.</summary>
    public static LegalBasis BasisOf(CaseKind kind) => kind switch
    {
        CaseKind.EmergencyRequest => LegalBasis.Emergency,
        CaseKind.OwnClaim => LegalBasis.LegalRights,
        _ => LegalBasis.LegalProcess,
    };

    /// <summary>What the data is for, by ground.</summary>
    public static Purpose PurposeOf(LegalBasis basis) => basis switch
    {
        LegalBasis.LegalProcess => Purpose.AnswerLegalProcess,
        LegalBasis.LegalRights => Purpose.ProtectRights,
        LegalBasis.Emergency => Purpose.ProtectLife,
        _ => throw new ArgumentOutOfRangeException(nameof(basis), "No case decides on this ground."),
    };

    /// <summary>Whether such a case is assessed by its facts, told of afterwards and examined after the fact, as nobody's order is there to review (D8).</summary>
    public static bool IsProtective(CaseKind kind) => kind is CaseKind.EmergencyRequest or CaseKind.OwnClaim;
}
