using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.App.Surveys;

/// <summary>The privacy officer publishes a policy version that describes surveys and polls. Until then none can be opened (O2).</summary>
internal sealed class DescribeSurveys(SurveyDesk desk, PolicyShelf shelf, PolicyInForce policy, TimeProvider clock)
{
    /// <summary>Whether the policy in force describes every kind of survey.</summary>
    internal bool IsDone => policy.Version is { } current && IsDescribedIn(current);

    /// <summary>Null when done, or when it was described already.</summary>
    [Keeps("O2")]
    internal async Task<RefusalReason?> PublishAsync(Caller caller)
    {
        if (await desk.WhyNotPublishAsync(caller) is { } reason) return reason;
        if (policy.Version is not { } current) return RefusalReason.NoPolicyInForce;
        if (IsDescribedIn(current)) return null;
        await shelf.PublishAsync(SurveyUse.Next(current, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)), caller as Caller.OfStaff);
        return null;
    }

    private static bool IsDescribedIn(PolicyVersion version) => Names.All<Audience>().All(audience => SurveyUse.IsDeclared(version, audience));
}
