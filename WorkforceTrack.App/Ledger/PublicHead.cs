using WorkforceTrack.Domain.Ledger;

namespace WorkforceTrack.App.Ledger;

/// <summary>The head that the world sees. It moves hourly: a head that moved at each entry would tell when someone acted.</summary>
internal sealed class PublicHead(LedgerBook book, CheckpointSigner signer, TimeProvider clock)
{
    private readonly Lock gate = new();
    private (long Hour, LedgerTree Tree, SignedNote Note)? published;

    internal SignedNote Current => Publish().Note;

    internal long Size => Publish().Tree.Size;

    private (long Hour, LedgerTree Tree, SignedNote Note) Publish()
    {
        var hour = clock.GetUtcNow().ToUnixTimeSeconds() / 3600;
        lock (gate)
        {
            if (published is { } now && now.Hour == hour) return now;
            var tree = book.Head;
            var next = (hour, tree, signer.Sign(tree));
            published = next;
            return next;
        }
    }
}
