using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Domain.Consents;

/// <summary>
/// What a member takes away as proof of one consent (C3): the fields of ISO/IEC TS 27560:2023. It names no member: the
/// subject is a name made from the record's own random id, known to nobody else.
/// </summary>
/// <param name="Record">The consent record.</param>
/// <param name="CreatedAt">When the receipt was written.</param>
/// <param name="Notice">What the member was shown.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Fields">Which personal data.</param>
/// <param name="Controller">Who answers for it.</param>
/// <param name="Recipient">Who else may get it; null for a use inside the house.</param>
/// <param name="WithdrawAt">Where it is withdrawn.</param>
/// <param name="State">Where it stands.</param>
/// <param name="GivenAt">When it was given.</param>
/// <param name="EndedAt">When it ended, if it did.</param>
public sealed record ConsentReceipt(
    ConsentId Record,
    DateTimeOffset CreatedAt,
    ConsentNotice Notice,
    Purpose Purpose,
    FieldSet Fields,
    ReceiptParty Controller,
    ReceiptParty? Recipient,
    Uri WithdrawAt,
    ConsentState State,
    DateTimeOffset GivenAt,
    DateTimeOffset? EndedAt)
{
    /// <summary>The receipt of a consent as it stands.</summary>
    [Keeps("C3")]
    public static ConsentReceipt Of(Consent consent, DateTimeOffset now, ConsentNotice notice, ReceiptParty controller, ReceiptParty? recipient, Uri withdrawAt) => new(
        consent.Id, now, notice, consent.Purpose, consent.Fields, controller, recipient, withdrawAt, consent.State, consent.GivenAt, consent.EndedAt);

    /// <summary>The record's name (RFC 9562).</summary>
    public string Urn => $"urn:uuid:{Record.Value:D}";
}

/// <summary>The notice that a consent rests on: the policy version, where it is read, and the SHA-256 of its stored form.</summary>
public sealed record ConsentNotice(PolicyNumber Version, DateOnly Published, Uri Address, string Sha256);

/// <summary>An organisation on a receipt, by name and contact, never only by category.</summary>
public sealed record ReceiptParty(string Name, string Contact, Uri? Address);
