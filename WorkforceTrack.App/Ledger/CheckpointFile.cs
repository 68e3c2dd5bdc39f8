using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Ledger;

namespace WorkforceTrack.App.Ledger;

/// <summary>
/// The copy of the newest signed head outside the database: the witness against a store that was cut or replaced.
/// Written after the commit, at each change of head, at most once a second.
/// </summary>
internal sealed class CheckpointFile(StoreOptions options, LedgerBook book, CheckpointSigner signer, TimeProvider clock, ILogger<CheckpointFile> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim moved = new(0, 1);

    /// <summary>The newest outside head; null when there is no file.</summary>
    internal SignedNote? Read()
    {
        if (!File.Exists(options.CheckpointFile)) return null;
        return SignedNote.TryParse(File.ReadAllText(options.CheckpointFile), out var note)
            ? note
            : throw new StartRefusedException($"The file {options.CheckpointFile} is not a signed checkpoint. Put the right file back, then run: ledger verify");
    }

    /// <summary>When the file was written last.</summary>
    internal DateTimeOffset WrittenAt => new(File.GetLastWriteTimeUtc(options.CheckpointFile));

    /// <summary>
    /// Before the first entry of this run: the store must continue what was signed last, or nothing more is signed.
    /// </summary>
    internal async Task OpenAsync()
    {
        if (Read() is { } note) await RequireContinuationAsync(note);
        else if (book.Head.Size > 0)
            throw new StartRefusedException($"The checkpoint at {options.CheckpointFile} is missing, though the ledger has {book.Head.Size} entries. Put it back. If it is lost for good, check the ledger and sign a new one with: ledger checkpoint");
        Write(book.Head);
        book.Moved += OnMoved;
    }

    private async Task RequireContinuationAsync(SignedNote note)
    {
        var head = book.Head;
        if (note.Verify(signer.Verifier, CheckpointSigner.Check) != NoteVerdict.Signed || !Checkpoint.TryParse(note.Text, out var last))
            throw new StartRefusedException($"The checkpoint at {options.CheckpointFile} was not signed by this ledger's key. Put this ledger's own checkpoint back, then run: ledger verify");
        if (last.Size > head.Size)
            throw new StartRefusedException($"The ledger has {head.Size} entries, but the checkpoint at {options.CheckpointFile} vouches for {last.Size}. The store was cut or is an older copy. Put the newest store back, then run: ledger verify");
        var growth = await book.ProveGrowthAsync(last.Size, head);
        if (!growth.Verifies(last.Root, head.Root))
            throw new StartRefusedException($"The ledger does not continue what the checkpoint at {options.CheckpointFile} vouches for. Run: ledger verify");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await moved.WaitAsync(stoppingToken);
                Write(book.Head);
                await Task.Delay(Pause, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping: StopAsync writes the last head.
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            log.NotWritten(failure.GetType().Name);
            throw;
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Write(book.Head);
    }

    public override void Dispose()
    {
        book.Moved -= OnMoved;
        moved.Dispose();
        base.Dispose();
    }

    /// <summary>Replaces the file whole: a reader sees the old head or the new one.</summary>
    internal void Write(LedgerTree head)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(options.CheckpointFile)!);
        // Whoever writes last, the larger head stays; and nobody takes another's scratch file.
        if (Read() is { } note && note.Verify(signer.Verifier, CheckpointSigner.Check) == NoteVerdict.Signed
            && Checkpoint.TryParse(note.Text, out var last) && last.Size > head.Size) return;
        var scratch = $"{options.CheckpointFile}.{Convert.ToHexStringLower(Randomness.Bytes(4))}.part";
        using (var stream = new FileStream(scratch, FileMode.Create, FileAccess.Write))
        {
            stream.Write(System.Text.Encoding.UTF8.GetBytes(signer.Sign(head).ToString()));
            stream.Flush(flushToDisk: true);
        }

        File.Move(scratch, options.CheckpointFile, overwrite: true);
    }

    private void OnMoved()
    {
        lock (moved)
        {
            if (moved.CurrentCount == 0) moved.Release();
        }
    }
}

internal static partial class CheckpointFileLog
{
    [LoggerMessage(Level = LogLevel.Critical, Message = "The checkpoint outside the database cannot be written ({Kind}). The program stops: without a witness nothing more may be recorded.")]
    internal static partial void NotWritten(this ILogger logger, string kind);
}
