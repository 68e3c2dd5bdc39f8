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

    /// <summary>A warrant, a subpoena or an order that was examined and approved by two; evidence: the case, as far as it is about this subject (D6).</summary>
    LegalProcess,

    /// <summary>A legal claim of our own that cannot be made or met without the data; evidence: the case, as far as it is about this subject (D8).</summary>
    LegalRights,

    /// <summary>A life or a body in imminent danger; evidence: the case, as far as it is about this subject (D8).</summary>
    Emergency,

    /// <summary>An engagement of auditors or consultants within its scope and term; evidence: the engagement, as far as it is about this subject (D5).</summary>
    Engagement,
}
