using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Erasure;

namespace WorkforceTrack.App.Backups;

/// <summary>A backup and the copy of the vault to open it with.</summary>
internal sealed class BackupSource
{
    private readonly VaultCopies vaults;

    private BackupSource(BackupName name, string folder, BackupManifest manifest, string vaultFile, VaultHeader vaultHeader, BackupKeys keys, VaultCopies vaults)
    {
        (Name, Folder, Manifest, VaultFile, VaultHeader, Keys) = (name, folder, manifest, vaultFile, vaultHeader, keys);
        this.vaults = vaults;
    }

    internal BackupName Name { get; }

    internal string Folder { get; }

    internal BackupManifest Manifest { get; }

    internal string VaultFile { get; }

    internal VaultHeader VaultHeader { get; }

    internal BackupKeys Keys { get; }

    /// <summary>Looks both up, with the newest copy of the vault unless another is named.</summary>
    /// <exception cref="DamagedBackupException">One of them does not say what it is.</exception>
    /// <exception cref="StartRefusedException">One of them is not there, or was made under another key.</exception>
    internal static BackupSource Find(BackupName name, string? vaultFile, BackupFolder folder, VaultCopies vaults, BackupKeys keys)
    {
        if (!folder.Has(name)) throw new StartRefusedException($"There is no backup {name} in {folder.Root}. See them with: backup list");
        var manifest = folder.Manifest(name);
        if (vaultFile is { } named && !File.Exists(named)) throw new StartRefusedException($"There is no file {named}. Name a copy of the vault. Nothing was changed.");
        var file = vaultFile ?? vaults.Files().Select(copy => copy.File).FirstOrDefault()
            ?? throw new StartRefusedException($"There is no copy of the vault in {folder.Vault}, and without one a backup is noise. Put the newest copy there, or name it with --vault. Nothing was changed.");
        var header = vaults.HeaderOf(file);
        // INVARIANT: the vault decides who exists. One that is older than the backup does not know who came in between, and they would be
        // taken for people who left.
        if (!BackupName.TryParse(header.Name, out var copied) || copied.CompareTo(name) < 0)
            throw new StartRefusedException($"The copy of the vault at {file} is from before the backup {name}: whoever came in between would be lost. Name a newer copy with --vault, or restore a backup from before {header.Name}. Nothing was changed.");
        return new BackupSource(name, folder.PathOf(name), manifest, file, header, keys, vaults);
    }

    internal Task OpenVaultAsync(string target) => vaults.OpenAsync(VaultFile, target);
}
