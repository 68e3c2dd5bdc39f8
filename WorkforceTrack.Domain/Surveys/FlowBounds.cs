namespace WorkforceTrack.Domain.Surveys;

/// <summary>A circulation of whole numbers with bounds on every edge, and how far each edge can move.</summary>
internal sealed class FlowBounds
{
    // Edges lie in pairs: the edge and, beside it, its way back. Room is how much more can be sent.
    private readonly List<int> ends = [];
    private readonly List<long> room = [];
    private readonly List<List<int>> leaving = [];
    private readonly List<(int Node, long Needs)> balance = [];
    private bool isImpossible;

    internal int AddNode()
    {
        leaving.Add([]);
        return leaving.Count - 1;
    }

    internal int AddEdge(int start, int end, Bounds bounds)
    {
        isImpossible |= bounds.IsEmpty;
        balance.Add((end, bounds.Low));
        balance.Add((start, -bounds.Low));
        return AddPair(start, end, Math.Max(0, bounds.High - bounds.Low));
    }

    /// <summary>Finds a flow within all bounds; false when there is none.</summary>
    internal bool HasFlow()
    {
        if (isImpossible) return false;
        var (source, sink) = (AddNode(), AddNode());
        long needed = 0;
        foreach (var need in balance.GroupBy(b => b.Node, b => b.Needs).Select(g => (Node: g.Key, Sum: g.Sum())).Where(n => n.Sum != 0).ToArray())
        {
            if (need.Sum > 0) AddPair(source, need.Node, need.Sum);
            else AddPair(need.Node, sink, -need.Sum);
            needed += Math.Max(0, need.Sum);
        }

        return Send(source, sink, needed) == needed;
    }

    /// <summary>Whether some flow within all bounds gives the edge each of so many values. After <see cref="HasFlow"/>.</summary>
    internal bool CanTake(int edge, int values)
    {
        long wanted = values - 1;
        if (Move(edge, wanted) == wanted) return true;

        // It is at its most now; from there the whole way down counts.
        return Move(edge ^ 1, wanted) == wanted;
    }

    // Raises the flow of an edge by sending round a circle: along the edge and back by any other way.
    private long Move(int edge, long wanted)
    {
        var (forth, back) = (room[edge], room[edge ^ 1]);
        (room[edge], room[edge ^ 1]) = (0, 0);
        var sent = Send(ends[edge], ends[edge ^ 1], Math.Min(wanted, forth));
        (room[edge], room[edge ^ 1]) = (forth - sent, back + sent);
        return sent;
    }

    // Edmonds and Karp: the shortest way with room left, again and again.
    private long Send(int source, int sink, long wanted)
    {
        long sent = 0;
        while (sent < wanted && Way(source, sink) is { } way)
        {
            var more = wanted - sent;
            for (var node = sink; node != source; node = ends[way[node] ^ 1]) more = Math.Min(more, room[way[node]]);
            for (var node = sink; node != source; node = ends[way[node] ^ 1])
            {
                room[way[node]] -= more;
                room[way[node] ^ 1] += more;
            }

            sent += more;
        }

        return sent;
    }

    private int[]? Way(int source, int sink)
    {
        var by = new int[leaving.Count];
        Array.Fill(by, -1);
        var queue = new Queue<int>([source]);
        while (queue.TryDequeue(out var node))
        {
            foreach (var edge in leaving[node])
            {
                if (room[edge] == 0 || by[ends[edge]] >= 0 || ends[edge] == source) continue;
                by[ends[edge]] = edge;
                if (ends[edge] == sink) return by;
                queue.Enqueue(ends[edge]);
            }
        }

        return null;
    }

    private int AddPair(int start, int end, long most)
    {
        var edge = ends.Count;
        ends.AddRange([end, start]);
        room.AddRange([most, 0]);
        leaving[start].Add(edge);
        leaving[end].Add(edge + 1);
        return edge;
    }
}
