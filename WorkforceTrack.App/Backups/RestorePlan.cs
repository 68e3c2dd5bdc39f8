using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Erasure;

namespace WorkforceTrack.App.Backups;

/// <summary>A backup that was opened and checked beside the place of the stores, and what restoring it would mean. Gone when it is not carried out.</summary>
internal sealed class RestorePlan : IDisposable
{
    private readonly CheckpointSigner signer;

    private RestorePlan(BackupName name, OpenedBackup opened, KeyRing ring, CheckpointSigner signer, LedgerFate fate, RestoredPeople people, RestoredSurveys surveys) =>
        (Name, Opened, Ring, this.signer, Fate, People, Surveys) = (name, opened, ring, signer, fate, people, surveys);

    internal BackupName Name { get; }

    internal OpenedBackup Opened { get; }

    internal KeyRing Ring { get; }

    internal LedgerFate Fate { get; }

    internal RestoredPeople People { get; }

    internal RestoredSurveys Surveys { get; }

    /// <summary>The name of the ledger in the backup.</summary>
    internal string LedgerName => signer.Verifier.Name;

    internal static async Task<RestorePlan> MakeAsync(BackupName name, OpenedBackup opened, StoreOptions options, MasterKey master, VaultCopies copies, LedgerOrigin origin, TimeProvider clock)
    {
        var ring = new KeyRing(master, new OneStore<VaultDb>(opened.VaultStore), copies, clock);
        var own = new CheckpointSigner(ring, origin);
        try
        {
            await using var main = opened.Main();
            var fate = await LedgerFate.OfAsync(options.CheckpointFile, own, main, opened.Manifest.Entries);
            await using var vault = opened.VaultStore();
            return new RestorePlan(name, opened, ring, own, fate, await RestoredPeople.CountAsync(main, vault), await RestoredSurveys.CountAsync(opened));
        }
        catch
        {
            own.Dispose();
            throw;
        }
    }

    /// <summary>What it would mean, line by line, for who is to decide.</summary>
    internal IEnumerable<string> Words()
    {
        yield return $"The backup {Name} is whole: {Opened.Manifest.Entries} entries of the ledger, with the copy of the vault of {Opened.Vault.Name}.";
        yield return Fate.Words;
        yield return People.Erased.Count == 0
            ? "Everybody in it is known to the vault."
            : $"{Of(People.Erased.Count, "member")} in it {(People.Erased.Count == 1 ? "was" : "were")} erased since. What it holds of them, {Of(People.Rows, "value, consent or selection", "values, consents and selections")} with what hangs on them, is unreadable and will be removed.";
        if (People.Erased.Count > 0) yield return "The receipts of erasures that were finished since are lost: reference and secret open nothing any more.";
        if (People.Erased.Count > 0) yield return "That partners were told to erase them since may be lost: have each partner compare its list with the one that it can read here.";
        if (People.ForgottenInvitations > 0) yield return $"{Of(People.ForgottenInvitations, "invitation")} in it {(People.ForgottenInvitations == 1 ? "is" : "are")} known to the vault no more and will be removed; invite again, if you still want to.";
        if (People.NewMembers > 0) yield return $"{Of(People.NewMembers, "member")} came after it. What they gave is lost, and their accounts will be removed; they may register again.";
        if (People.NewInvitations > 0) yield return $"{Of(People.NewInvitations, "invitation")} came after it and will be removed. Run members invite with the same list again.";
        if (People.NewStaff > 0) yield return $"{Of(People.NewStaff, "person")} of the staff or of an engagement came after it. Their accounts will be removed; admit them again.";
        foreach (var slug in Surveys.Slugs) yield return $"The survey {slug} was open then, or its answers were not in the backup. It becomes a draft again; its answers are lost.";
        yield return "Everybody will have to log in again. A password that was changed after the copy of the vault is the earlier one again.";
    }

    public void Dispose()
    {
        signer.Dispose();
        Overwritten.RemoveScratch(Opened.Folder);
    }

    private static string Of(int count, string what) => Of(count, what, what == "person" ? "people" : what + "s");

    private static string Of(int count, string one, string many) => count == 1 ? $"1 {one}" : $"{count} {many}";
}
