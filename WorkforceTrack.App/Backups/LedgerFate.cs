using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Ledger;

namespace WorkforceTrack.App.Backups;

/// <summary>
/// What a restore means for the ledger, judged by the signed head outside the database (SE1). A log never signs two heads of one name
/// that do not continue each other: where the backup lacks entries that were signed, or nobody can tell, it goes on under a new name.
/// </summary>
internal abstract class LedgerFate
{
    private LedgerFate(string words) => Words = words;

    /// <summary>For who restores.</summary>
    internal string Words { get; }

    /// <summary>The backup holds all that was signed.</summary>
    internal sealed class GoesOn() : LedgerFate("The backup holds every entry of the ledger that the checkpoint outside vouches for. Nothing is lost of it.");

    /// <summary>It goes on under a new name.</summary>
    internal sealed class IsRenamed(string words, string? oldNote) : LedgerFate(words)
    {
        /// <summary>The signed head until now; null when there is none.</summary>
        internal string? OldNote { get; } = oldNote;
    }

    /// <exception cref="StartRefusedException">The head outside is not this ledger's, or not a head.</exception>
    internal static async Task<LedgerFate> OfAsync(string checkpointFile, CheckpointSigner signer, MainDb main, long entries)
    {
        const string NewName = "The ledger goes on under a new name, so that nobody takes it for the whole one.";
        if (!File.Exists(checkpointFile))
            return new IsRenamed($"There is no checkpoint at {checkpointFile}, so nobody can tell whether the backup lacks entries. If you have a copy, put it there first. {NewName}", oldNote: null);
        var text = await File.ReadAllTextAsync(checkpointFile);
        if (!SignedNote.TryParse(text, out var note) || !Checkpoint.TryParse(note.Text, out var signed))
            throw new StartRefusedException($"The file {checkpointFile} is not a signed checkpoint. Put the right file back, or move it away to go on without one. Nothing was changed.");
        var own = signer.Verifier;
        if (note.Verify(new VerifierKey(signed.Origin, own.PublicKey.AsSpan()), CheckpointSigner.Check) != NoteVerdict.Signed)
            throw new StartRefusedException($"The checkpoint at {checkpointFile} was not signed by this ledger's key. Put this ledger's own checkpoint there, or move it away to go on without one. Nothing was changed.");
        if (!string.Equals(signed.Origin, own.Name, StringComparison.Ordinal))
            return new IsRenamed($"The checkpoint outside counts {signed.Size} entries of this ledger under another name, from before or after another restore; the backup has {entries}. {NewName}", text);
        if (signed.Size > entries)
            return new IsRenamed($"{Count(signed.Size - entries)} of the ledger came after the backup and {(signed.Size - entries == 1 ? "is" : "are")} lost: the checkpoint outside counts {signed.Size}, the backup {entries}. {NewName}", text);
        var head = await LedgerBook.ReadHeadAsync(main);
        return (await LedgerBook.ProveGrowthAsync(main, signed.Size, head)).Verifies(signed.Root, head.Root)
            ? new GoesOn()
            : throw new StartRefusedException($"The ledger in the backup is not the one that the checkpoint at {checkpointFile} vouches for. If the backup is from before an earlier restore, put the checkpoint of that time back in its place: it lies beside as {Path.GetFileName(checkpointFile)}.before-… . Otherwise restore a backup of that ledger, or move the checkpoint away to go on under a new name. Nothing was changed.");
    }

    private static string Count(long entries) => entries == 1 ? "1 entry" : $"{entries} entries";
}
