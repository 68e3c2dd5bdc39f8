namespace WorkforceTrack.Domain.Policy;

/// <summary>The grounds on which the gate may permit (D3). Each has its own evidence and its own rules; there is no other.</summary>
[Keeps("D3")]
public enum LegalBasis
{
    /// <summary>The data subject's own access; evidence: the session that asks.</summary>
    OwnAccess,

    /// <summary>A live consent for this purpose; evidence: the consent record.</summary>
    Consent,

    /// <summary>A service that the member selected, under an agreement in force; evidence: the selection's consent record.</summary>
    SelectedService,

    /// <summary>
    /// Internal use for a stated purpose: by staff who signed the adherence agreement, evidence: the signature;
    /// or by the program itself, evidence: the mail that it sends.
    /// </summary>
    InternalUse,
}
