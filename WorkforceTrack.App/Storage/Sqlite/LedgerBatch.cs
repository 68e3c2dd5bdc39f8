using WorkforceTrack.Domain.Ledger;

namespace WorkforceTrack.App.Storage.Sqlite;

/// <summary>Some hundred ledger rows copied out of the file, in one piece of memory that is used again.</summary>
internal sealed class LedgerBatch
{
    private const int Rows = 512;
    private readonly Row[] rows = new Row[Rows];
    private byte[] bytes = new byte[Rows * 512];
    private int count;
    private int used;

    internal bool IsFull => count == Rows;

    internal bool IsEmpty => count == 0;

    internal long LastIndex => rows[count - 1].Index;

    internal void Add(long index, LedgerColumns columns, ReadOnlySpan<byte> leaf, ReadOnlySpan<byte> body)
    {
        if (bytes.Length - used < leaf.Length + body.Length) Array.Resize(ref bytes, Math.Max(bytes.Length * 2, used + leaf.Length + body.Length));
        leaf.CopyTo(bytes.AsSpan(used));
        body.CopyTo(bytes.AsSpan(used + leaf.Length));
        rows[count++] = new Row(index, columns, used, leaf.Length, body.Length);
        used += leaf.Length + body.Length;
    }

    internal void Feed(LedgerAudit audit)
    {
        foreach (ref readonly var row in rows.AsSpan(0, count))
            audit.Add(new LedgerRow(row.Index, bytes.AsSpan(row.Start, row.LeafLength), bytes.AsSpan(row.Start + row.LeafLength, row.BodyLength), row.Columns));
    }

    internal void Clear() => (count, used) = (0, 0);

    private readonly record struct Row(long Index, LedgerColumns Columns, int Start, int LeafLength, int BodyLength);
}
