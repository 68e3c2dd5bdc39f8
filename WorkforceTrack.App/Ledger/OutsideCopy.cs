using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Ledger;

namespace WorkforceTrack.App.Ledger;

/// <summary>The state of the signed head outside the database (SE1).</summary>
public abstract class OutsideCopy
{
    private OutsideCopy()
    {
    }

    internal static OutsideCopy Of(CheckpointFile file)
    {
        try
        {
            if (file.Read() is not { } note) return new Missing();
            return Checkpoint.TryParse(note.Text, out var head) ? new Signed(head, note, file.WrittenAt) : new Unreadable();
        }
        catch (StartRefusedException)
        {
            return new Unreadable();
        }
    }

    public sealed class Signed(Checkpoint head, SignedNote note, DateTimeOffset writtenAt) : OutsideCopy
    {
        internal Checkpoint Head { get; } = head;

        internal SignedNote Note { get; } = note;

        internal DateTimeOffset WrittenAt { get; } = writtenAt;
    }

    public sealed class Missing : OutsideCopy;

    public sealed class Unreadable : OutsideCopy;
}
