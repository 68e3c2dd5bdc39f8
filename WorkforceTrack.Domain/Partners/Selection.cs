using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Domain.Partners;

/// <summary>A member's choice of a partner's service; the consent it names says what was approved (P1, P2).</summary>
public sealed record Selection(ServiceId Service, AgreementId Agreement, MemberId Member, ConsentId Consent, DateTimeOffset SelectedAt, DateTimeOffset? EndedAt)
{
    /// <summary>Whether the choice stands at this moment.</summary>
    public bool IsLive(DateTimeOffset now) => SelectedAt <= now && (EndedAt is null || now < EndedAt);
}
