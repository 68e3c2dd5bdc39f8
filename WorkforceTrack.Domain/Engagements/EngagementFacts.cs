using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Domain.Engagements;

/// <summary>What the gate must know of an engagement, as far as it is about one data subject (D5).</summary>
/// <param name="Id">The engagement.</param>
/// <param name="Evidence">Random id of the engagement's part about this subject; the ledger names it, and nothing else joins the two. Null when the subject is outside the scope.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Fields">The fields within its scope.</param>
/// <param name="From">The first moment of its term.</param>
/// <param name="Until">The first moment after its term, or of its early end.</param>
/// <param name="IsSigned">Whether the signed document lies here.</param>
public sealed record EngagementFacts(
    EngagementId Id, Guid? Evidence, Purpose Purpose, FieldSet Fields, DateTimeOffset From, DateTimeOffset Until, bool IsSigned);
