using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Disclosures;

/// <summary>One question to the gate: may this asker have these fields of one data subject, for this purpose, on this ground?</summary>
/// <param name="Asker">Who asks.</param>
/// <param name="Recipient">Who would get the data.</param>
/// <param name="RecipientId">Which one, outside the house; null inside.</param>
/// <param name="Purpose">What for; null when none was named, and then it is refused.</param>
/// <param name="Basis">On which ground.</param>
/// <param name="Fields">Exactly what is asked.</param>
/// <param name="HasStatedReason">Whether a person of the staff, or one who works under an engagement, said in words why (D2, D5).</param>
public sealed record DisclosureRequest(
    Asker Asker,
    RecipientKind Recipient,
    Guid? RecipientId,
    Purpose? Purpose,
    LegalBasis Basis,
    FieldSet Fields,
    bool HasStatedReason = false);
