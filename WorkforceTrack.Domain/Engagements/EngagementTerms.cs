using System.Collections.Immutable;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Engagements;

/// <summary>The terms of an engagement before it is entered, checked by themselves (D5).</summary>
/// <param name="Kind">Whom it is with, and with that what for.</param>
/// <param name="Fields">The fields within its scope.</param>
/// <param name="From">First moment of the term.</param>
/// <param name="Until">First moment after the term.</param>
public sealed record EngagementTerms(EngagementKind Kind, FieldSet Fields, DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>The longest term in months; a longer one would never be looked at again.</summary>
    public const int LongestMonths = 12;

    /// <summary>The most members in one scope: a sample, never the membership (D1).</summary>
    public const int MostMembers = 200;

    /// <summary>The most people with a log-in.</summary>
    public const int MostPeople = 10;

    public Purpose Purpose => EngagementKinds.PurposeOf(Kind);

    /// <summary>The fields that the policy in force lets such an engagement read; none when it does not describe it.</summary>
    public static FieldSet FieldsFor(EngagementKind kind, PolicyVersion? policy) =>
        policy?.FlowFor(RecipientKind.Engaged, null, EngagementKinds.PurposeOf(kind), LegalBasis.Engagement)?.Fields ?? FieldSet.Empty;

    /// <summary>Every fault of the terms at this moment; none when an engagement can be made of them.</summary>
    [Keeps("D5"), Keeps("O2")]
    public ImmutableArray<EngagementFault> Faults(PolicyVersion? policy, DateTimeOffset now)
    {
        var faults = ImmutableArray.CreateBuilder<EngagementFault>();
        var described = FieldsFor(Kind, policy);
        if (described.IsEmpty) faults.Add(EngagementFault.UseNotDescribed);
        if (Fields.IsEmpty) faults.Add(EngagementFault.NoField);
        if (!described.IsEmpty && !described.Covers(Fields)) faults.Add(EngagementFault.FieldNotDescribed);
        if (Until <= From) faults.Add(EngagementFault.EndsBeforeItBegins);
        if (Until > From.AddMonths(LongestMonths)) faults.Add(EngagementFault.TermTooLong);
        if (Until <= now) faults.Add(EngagementFault.TermIsOver);
        return faults.ToImmutable();
    }
}
