using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Domain.Members;

/// <summary>What the gate must know of a data subject; no value of the person is among it.</summary>
/// <param name="Member">The subject in the main store.</param>
/// <param name="Ledger">The name under which the ledger speaks of the subject.</param>
/// <param name="State">Where the membership stands.</param>
/// <param name="AddressChecked">Whether the mail address was shown to be the subject's own.</param>
public sealed record SubjectFacts(MemberId Member, LedgerSubject Ledger, AccountState State, bool AddressChecked);
