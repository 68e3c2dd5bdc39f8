using System.Collections.Immutable;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Staff;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.App.Backups;

/// <summary>A person of the staff has a backup made now (T3). Who it was is an entry, written before, so that the backup holds it.</summary>
internal sealed class MakeBackup(ConsoleDoor door, MainWriter writer, PolicyInForce policy, BackupRound round)
{
    internal static readonly ImmutableArray<StaffRole> Makers = [StaffRole.PrivacyOfficer, StaffRole.Security];

    /// <summary>Starts a round. The reason when the caller may not; null also when one runs already, which then is the one to watch.</summary>
    [Keeps("T3")]
    internal async Task<RefusalReason?> StartAsync(Caller caller)
    {
        if (await door.WhyNotAsync(caller, Makers) is { } reason) return reason;
        if (round.IsRunning) return null;
        var staff = (Caller.OfStaff)caller;
        await writer.WriteAsync(work => Task.FromResult(work.Append(Entries.New(work, EntryKind.Backup, Roles.Of(staff.Role)) with
        {
            Actor = staff.Id.Value,
            Policy = policy.Version?.Number,
        })));
        _ = Task.Run(round.RunAsync);
        return null;
    }
}
