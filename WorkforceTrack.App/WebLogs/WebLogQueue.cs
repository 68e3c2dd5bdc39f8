using System.Threading.Channels;
using WorkforceTrack.Domain.WebLogs;

namespace WorkforceTrack.App.WebLogs;

/// <summary>Lines on their way to the disk. A request never waits for it: when there is no more room, the line is left out and counted.</summary>
internal sealed class WebLogQueue
{
    internal const int Room = 8192;
    private const int LargestBatch = 1024;

    private readonly Channel<WebLogLine> lines = Channel.CreateBounded<WebLogLine>(new BoundedChannelOptions(Room) { SingleReader = true });
    private long leftOut;

    /// <summary>How many wait.</summary>
    internal int Count => lines.Reader.Count;

    internal void Add(WebLogLine line)
    {
        if (!lines.Writer.TryWrite(line)) Interlocked.Increment(ref leftOut);
    }

    /// <summary>Nothing more comes; what waits is still given out.</summary>
    internal void Close() => lines.Writer.TryComplete();

    /// <summary>Waits for lines. False when no more will come.</summary>
    internal ValueTask<bool> WaitAsync() => lines.Reader.WaitToReadAsync();

    /// <summary>What waits now, in the order in which it came.</summary>
    internal List<WebLogLine> Take()
    {
        var batch = new List<WebLogLine>();
        while (batch.Count < LargestBatch && lines.Reader.TryRead(out var line)) batch.Add(line);
        return batch;
    }

    /// <summary>How many found no room since this was asked last.</summary>
    internal long TakeLeftOut() => Interlocked.Exchange(ref leftOut, 0);
}
