using System.Collections.Immutable;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Staff;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.App.Backups;

/// <summary>What the console shows of backups.</summary>
internal abstract class BackupReview
{
    private BackupReview()
    {
    }

    internal sealed class Refused(RefusalReason reason) : BackupReview
    {
        internal RefusalReason Reason { get; } = reason;
    }

    /// <summary>No folder is set, and no backups are made.</summary>
    internal sealed class NoFolder : BackupReview;

    internal sealed class Shown(ImmutableArray<ShelvedBackup> backups, ImmutableArray<BackupName> vaults, DateOnly lastGoesOn, TimeOnly at, BackupKeep keep) : BackupReview
    {
        internal ImmutableArray<ShelvedBackup> Backups { get; } = backups;

        /// <summary>The copies of the vault, the newest first.</summary>
        internal ImmutableArray<BackupName> Vaults { get; } = vaults;

        /// <summary>When the last backup goes that may hold what is in the store now.</summary>
        internal DateOnly LastGoesOn { get; } = lastGoesOn;

        internal TimeOnly At { get; } = at;

        internal BackupKeep Keep { get; } = keep;
    }
}

/// <summary>Staff who answer for them look at the backups (T3).</summary>
internal sealed class ReadBackups(ConsoleDoor door, BackupFolder folder, VaultCopies vaults, BackupShelf shelf, BackupOptions options)
{
    internal static readonly ImmutableArray<StaffRole> Lookers = [StaffRole.PrivacyOfficer, StaffRole.Management, StaffRole.Security];

    [Keeps("T3")]
    internal async Task<BackupReview> ReadAsync(Caller caller)
    {
        if (await door.WhyNotAsync(caller, Lookers) is { } reason) return new BackupReview.Refused(reason);
        if (!folder.IsSet || await shelf.LastGoesOnAsync() is not { } last) return new BackupReview.NoFolder();
        return new BackupReview.Shown(shelf.All(), [.. vaults.Files().Select(copy => copy.Name)], last, options.At, options.Keep);
    }
}
