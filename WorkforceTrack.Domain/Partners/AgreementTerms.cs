using System.Collections.Immutable;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Domain.Partners;

/// <summary>The terms of an agreement before it is made, checked by themselves (P2, P3, P5, D1).</summary>
/// <param name="Purpose">The one purpose.</param>
/// <param name="Fields">The widest set that the partner may ask, addresses included.</param>
/// <param name="From">First moment of the term.</param>
/// <param name="Until">First moment after the term.</param>
/// <param name="DailyLimit">Most records in one UTC day.</param>
public sealed record AgreementTerms(Purpose Purpose, FieldSet Fields, DateTimeOffset From, DateTimeOffset Until, int DailyLimit)
{
    /// <summary>The highest limit that can be agreed: enough for a service, too slow for carrying off a membership in a night (D1).</summary>
    public const int HighestDailyLimit = 100_000;

    /// <summary>The longest term in years; a longer one would never be looked at again (P3).</summary>
    public const int LongestYears = 5;

    /// <summary>The fields that an agreement for this purpose may list: what serves the purpose, and the addresses (P2).</summary>
    public static FieldSet FieldsFor(Purpose purpose) => Purposes.IsForPartners(purpose)
        ? FieldDeclarations.ThatServe(purpose).Union(FieldDeclarations.ThatServe(Purpose.ContactByPartner))
        : FieldSet.Empty;

    /// <summary>Every fault of the terms; none when an agreement can be made of them.</summary>
    [Keeps("P2"), Keeps("P3"), Keeps("P5"), Keeps("D1")]
    public ImmutableArray<TermsFault> Faults()
    {
        var faults = ImmutableArray.CreateBuilder<TermsFault>();
        if (!Purposes.IsForPartners(Purpose)) faults.Add(TermsFault.PurposeNotForPartners);
        if (ServiceOffer.FieldsOf(Draft()).IsEmpty) faults.Add(TermsFault.NoField);
        if (!FieldsFor(Purpose).Covers(Fields)) faults.Add(TermsFault.FieldDoesNotServePurpose);
        if (Until <= From) faults.Add(TermsFault.EndsBeforeItBegins);
        if (Until > From.AddYears(LongestYears)) faults.Add(TermsFault.TermTooLong);
        if (DailyLimit is < 1 or > HighestDailyLimit) faults.Add(TermsFault.LimitOutOfRange);
        return faults.ToImmutable();
    }

    private Agreement Draft() => new(default, default, Purpose, Fields, From, Until, DailyLimit, PartnerSuspended: false);
}

/// <summary>Why no agreement can be made of some terms.</summary>
public enum TermsFault
{
    /// <summary>Partners may not use data for this (P5).</summary>
    PurposeNotForPartners,

    /// <summary>Nothing but addresses, or nothing at all, is listed.</summary>
    NoField,

    /// <summary>A field is listed that does not serve the purpose.</summary>
    FieldDoesNotServePurpose,

    /// <summary>The end is not after the beginning.</summary>
    EndsBeforeItBegins,

    /// <summary>The term is longer than may be agreed.</summary>
    TermTooLong,

    /// <summary>The daily limit is below 1 or above the highest.</summary>
    LimitOutOfRange,
}
