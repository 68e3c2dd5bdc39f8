using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Staff;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.App.LegalProcess;

/// <summary>
/// The privacy officer publishes a version that describes what the law, a danger or an engagement may open (O2). A store from before
/// there were cases needs it once; until then the gate refuses.
/// </summary>
internal sealed class DescribeLawfulUse(ConsoleDoor door, PolicyShelf shelf, PolicyInForce policy, MainWriter writer)
{
    /// <summary>Null when done, or when it was described already.</summary>
    [Keeps("O2")]
    internal async Task<RefusalReason?> PublishAsync(Caller caller) => await door.WhyNotAsync(caller, StaffRole.PrivacyOfficer) is { } reason
        ? reason
        : await writer.WriteAsync(work => PublishAsync(work, (Caller.OfStaff)caller));

    // INVARIANT: the version in force is read in the unit that publishes, so two officers at once lose nothing of each other's.
    private async Task<RefusalReason?> PublishAsync(MainWork work, Caller.OfStaff officer)
    {
        if (policy.Version is not { } current) return RefusalReason.NoPolicyInForce;
        if (!LawfulFlows.AreDeclaredIn(current)) await shelf.PublishAsync(work, LawfulFlows.Next(current, DateOnly.FromDateTime(work.Now.UtcDateTime)), officer);
        return null;
    }
}
