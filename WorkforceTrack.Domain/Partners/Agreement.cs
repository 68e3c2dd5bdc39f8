using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Domain.Partners;

/// <summary>A written agreement with a partner: which fields, for which purpose, in which term (P2, P3).</summary>
/// <param name="Id">Its id.</param>
/// <param name="Partner">With whom.</param>
/// <param name="Purpose">The one purpose.</param>
/// <param name="Fields">The widest set that the partner may ask.</param>
/// <param name="From">First moment of the term.</param>
/// <param name="Until">First moment after the term.</param>
/// <param name="DailyLimit">Most records the partner may read in one UTC day (D1).</param>
/// <param name="PartnerSuspended">Whether the partner is suspended, for a breach for instance (P4).</param>
public sealed record Agreement(
    AgreementId Id,
    PartnerId Partner,
    Purpose Purpose,
    FieldSet Fields,
    DateTimeOffset From,
    DateTimeOffset Until,
    int DailyLimit,
    bool PartnerSuspended);
