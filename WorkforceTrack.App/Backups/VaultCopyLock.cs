using WorkforceTrack.App.Storage;

namespace WorkforceTrack.App.Backups;

/// <summary>Who may touch the copy of the vault: of this process one after the other; among processes the lock of the folder decides.</summary>
internal sealed class VaultCopyLock(BackupFolder folder)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>Keeps the copy as it is, until this is let go.</summary>
    /// <exception cref="IOException">Another process writes it and does not come to an end.</exception>
    internal async Task<IAsyncDisposable> HoldAsync()
    {
        await turn.WaitAsync();
        try
        {
            StoreDoor.MakeFolder(folder.Root);
            StoreDoor.MakeFolder(folder.Vault);
            return new Held(await LockAsync(), turn);
        }
        catch
        {
            turn.Release();
            throw;
        }
    }

    private async Task<FileStream> LockAsync()
    {
        for (var waited = TimeSpan.Zero; waited < Patience; waited += Pause)
        {
            if (BackupFolder.TryLock(Path.Combine(folder.Vault, "in-use.lock")) is { } taken) return taken;
            await Task.Delay(Pause);
        }

        throw new IOException("Somebody else is writing the copy of the vault and does not come to an end.");
    }

    private sealed class Held(FileStream taken, SemaphoreSlim turn) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await taken.DisposeAsync();
            turn.Release();
        }
    }
}
