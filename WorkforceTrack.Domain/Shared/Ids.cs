namespace WorkforceTrack.Domain.Shared;

/// <summary>A member, as the main store knows one. Random; leads to a person only through the vault.</summary>
public readonly record struct MemberId(Guid Value);

/// <summary>The name under which the ledger speaks of a person. Random, derived from nothing; joined to a member only in the vault.</summary>
public readonly record struct LedgerSubject(Guid Value);

/// <summary>The name under which one partner knows one member. Random for each partner, so that two partners cannot join their copies (P2).</summary>
public readonly record struct PartnerSubject(Guid Value);

/// <summary>A person of the staff, as ledger and main store know one. Random.</summary>
public readonly record struct StaffId(Guid Value);

/// <summary>A partner organisation.</summary>
public readonly record struct PartnerId(Guid Value);

/// <summary>A written agreement with a partner.</summary>
public readonly record struct AgreementId(Guid Value);

/// <summary>A service that a partner offers to members under one agreement.</summary>
public readonly record struct ServiceId(Guid Value);

/// <summary>One consent record (ISO/IEC TS 27560 record identifier).</summary>
public readonly record struct ConsentId(Guid Value);

/// <summary>One entry of the ledger.</summary>
public readonly record struct EntryId(Guid Value);

/// <summary>A case about a demand for data: legal process, an emergency, a claim of our own (D6, D8).</summary>
public readonly record struct CaseId(Guid Value);

/// <summary>An engagement of auditors or consultants (D5).</summary>
public readonly record struct EngagementId(Guid Value);

/// <summary>A security incident (W4, W5).</summary>
public readonly record struct IncidentId(Guid Value);

/// <summary>One survey or poll.</summary>
public readonly record struct SurveyId(Guid Value);
