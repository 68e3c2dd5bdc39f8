using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Engagements;

/// <summary>The privacy officer publishes a policy version that describes what auditors and consultants may read. Until then no engagement can be entered (O2).</summary>
internal sealed class DescribeEngagements(EngagementDesk desk, PolicyShelf shelf, PolicyInForce policy, MainWriter writer)
{
    /// <summary>Whether the policy in force describes them.</summary>
    internal bool IsDone => policy.Version is { } current && LawfulFlows.AreDeclaredIn(current);

    /// <summary>Null when done, or when it was described already.</summary>
    [Keeps("O2")]
    internal async Task<RefusalReason?> PublishAsync(Caller caller)
    {
        if (await desk.WhyNotPublishAsync(caller) is { } reason) return reason;
        return await writer.WriteAsync<RefusalReason?>(async work =>
        {
            if (policy.Version is not { } current) return RefusalReason.NoPolicyInForce;
            if (!LawfulFlows.AreDeclaredIn(current)) await shelf.PublishAsync(work, LawfulFlows.Next(current, DateOnly.FromDateTime(work.Now.UtcDateTime)), caller as Caller.OfStaff);
            return null;
        });
    }
}
