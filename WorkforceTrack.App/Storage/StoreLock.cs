namespace WorkforceTrack.App.Storage;

/// <summary>
/// One program at a time writes to the stores of a data folder: two would each hold an end of the ledger of their own.
/// The operating system holds the lock and lets go of it when the program ends, however it ends; the file stays and says nothing.
/// What only reads needs no lock.
/// </summary>
internal sealed class StoreLock(StoreOptions options) : IDisposable
{
    private FileStream? held;

    /// <summary>Takes the lock until the program ends, or refuses in words.</summary>
    internal void Take()
    {
        if (held is not null) return;
        StoreDoor.MakeFolder(options.DataDirectory);
        var file = Path.Combine(options.DataDirectory, "in-use.lock");
        try
        {
            held = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(file))
        {
            throw new StartRefusedException($"The data folder {options.DataDirectory} is in use: the program runs on it already, as a server or for another verb. Stop that one first. Nothing was changed.");
        }
    }

    public void Dispose() => held?.Dispose();
}
