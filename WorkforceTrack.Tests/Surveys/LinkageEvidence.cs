using System.Runtime.InteropServices;

namespace WorkforceTrack.Tests.Surveys;

/// <summary>When answers or a member were first seen, at which place then, and at which place last.</summary>
internal readonly record struct FirstSight(int When, long Place, long Last);

/// <summary>
/// Everything that can be had, kept from before the first draw to after the close: every file after each draw and each cast, byte by
/// byte, what is in the tables, what the keys of the moment open.
/// </summary>
internal sealed class LinkageEvidence
{
    private readonly AttackedStore store;
    private readonly Dictionary<string, byte[]> files = [];
    private readonly Dictionary<ulong, int> writtenAtADraw = [];
    private readonly HashSet<ulong> writtenBefore = [];

    private LinkageEvidence(AttackedStore store) => this.store = store;

    internal List<Happening> Plan { get; private set; } = [];

    /// <summary>By where: whose answers were first seen when and at which place there.</summary>
    internal Dictionary<string, Dictionary<int, FirstSight>> Answers { get; } = [];

    /// <summary>The same as far as it can be had from copies that are taken right after answers were counted, not after each cast.</summary>
    internal Dictionary<string, Dictionary<int, FirstSight>> AnswersInCopies { get; } = [];

    internal Dictionary<string, Dictionary<int, FirstSight>> Members { get; } = [];

    /// <summary>At each happening: which members' marks stand in what it wrote.</summary>
    internal Dictionary<int, HashSet<int>> MembersWritten { get; } = [];

    /// <summary>At each cast: how many bytes it wrote that were new in the world, and were written at the draw of that member before.</summary>
    internal Dictionary<int, Dictionary<int, int>> SharedBytes { get; } = [];

    /// <summary>How many blocks each happening changed, and by how much all files grew.</summary>
    internal Dictionary<int, long> Size { get; } = [];

    /// <summary>Files that each happening changed.</summary>
    internal Dictionary<int, HashSet<string>> Changed { get; } = [];

    /// <summary>What was found in the files after the close by which a member or an answer is known.</summary>
    internal List<Sight> InFilesAtTheEnd { get; } = [];

    /// <summary>Where any of these bytes stand in the files after the close.</summary>
    internal IEnumerable<string> FilesWith(IEnumerable<byte[]> marks) => marks.SelectMany(mark => files.Where(f => f.Value.AsSpan().IndexOf(mark) >= 0).Select(f => f.Key)).Distinct();

    /// <summary>Lets go of the bytes, which are many; what was seen in them stays.</summary>
    internal void Forget()
    {
        files.Clear();
        writtenAtADraw.Clear();
        writtenAtADraw.TrimExcess();
        writtenBefore.Clear();
        writtenBefore.TrimExcess();
    }

    /// <summary>Carries out a plan and keeps what can be seen.</summary>
    internal static async Task<LinkageEvidence> GatherAsync(AttackedStore store, List<Happening> plan, Func<int, Task>? atEach = null)
    {
        var evidence = new LinkageEvidence(store) { Plan = plan };
        evidence.TakeFiles(-1);
        for (var e = 0; e < plan.Count; e++)
        {
            await (plan[e].IsCast ? store.CastAsync(plan[e].Member) : store.DrawAsync(plan[e].Member));
            evidence.See(e);
            if (atEach is not null) await atEach(e);
        }

        await store.CloseAsync();
        evidence.See(plan.Count);
        evidence.SearchAtTheEnd();
        return evidence;
    }

    private void See(int e)
    {
        var before = Answers.GetValueOrDefault("Comments")?.Count ?? 0;
        foreach (var sight in store.AnswersInTables()) Note(Answers, sight, e);
        foreach (var sight in store.MembersInTables()) Note(Members, sight, e);
        foreach (var sight in store.Waiting(store.AnswersFile)) Note(Answers, sight, e);
        var changed = TakeFiles(e);
        Changed[e] = [.. changed.Select(c => c.File)];
        Size[e] = changed.Sum(c => (long)c.Length);
        foreach (var file in Changed[e].Where(f => f.StartsWith(store.AnswersFile, StringComparison.Ordinal)))
        {
            foreach (var (who, mark) in store.MarksOfAnswers)
            {
                if (files[file].AsSpan().IndexOf(mark) is var at and >= 0) Note(Answers, new Sight(Path.GetExtension(file) == ".db" ? "bytes of the file" : "bytes of the journal", who, at), e);
            }
        }

        Compare(e, changed);
        if (e == Plan.Count || (Answers.GetValueOrDefault("Comments")?.Count ?? 0) > before) Copy(e);
    }

    /// <summary>A copy with the keys: the tables, what waits, the bytes, and every version that the journal still holds.</summary>
    private void Copy(int e)
    {
        foreach (var sight in store.AnswersInTables()) Note(AnswersInCopies, sight, e);
        foreach (var sight in store.Waiting(store.AnswersFile)) Note(AnswersInCopies, sight, e);
        foreach (var (where, sights) in Answers.Where(a => a.Key.StartsWith("bytes", StringComparison.Ordinal)))
            foreach (var (who, sight) in sights.Where(s => s.Value.When == e)) Note(AnswersInCopies, new Sight(where, who, sight.Place), e);
        var version = 0;
        foreach (var file in Versions())
        {
            foreach (var sight in store.Waiting(file)) Note(AnswersInCopies, new Sight("waiting in the journal", sight.Who, version), e);
            version++;
        }
    }

    /// <summary>The store as it was after each commit that the journal still holds (SQLite's WAL: a header of 32 bytes, frames of 24 and a page).</summary>
    internal IEnumerable<string> Versions()
    {
        if (!files.TryGetValue(store.AnswersFile + "-wal", out var journal) || journal.Length < 32) yield break;
        var page = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(journal.AsSpan(8));
        var folder = Directory.CreateTempSubdirectory("versions").FullName;
        for (var at = 32; at + 24 + page <= journal.Length; at += 24 + page)
        {
            if (System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(journal.AsSpan(at + 4)) == 0) continue;
            var copy = Path.Combine(folder, $"{at}.db");
            File.WriteAllBytes(copy, files[store.AnswersFile]);
            File.WriteAllBytes(copy + "-wal", journal[..(at + 24 + page)]);
            yield return copy;
        }

        Directory.Delete(folder, recursive: true);
    }

    private static void Note(Dictionary<string, Dictionary<int, FirstSight>> seen, Sight sight, int e)
    {
        if (!seen.TryGetValue(sight.Where, out var there)) seen.Add(sight.Where, there = []);
        there[sight.Who] = there.TryGetValue(sight.Who, out var first) ? first with { Last = sight.Place } : new FirstSight(e, sight.Place, sight.Place);
    }

    /// <summary>Reads every file; gives the blocks that differ from the last reading.</summary>
    private List<(string File, int At, int Length)> TakeFiles(int e)
    {
        const int Block = 512;
        var changed = new List<(string, int, int)>();
        foreach (var file in Cast.TestFolder.FilesUnder(store.Folder))
        {
            // The index of the journal is memory, not a store: SQLite makes it anew from the journal.
            if (file.EndsWith("-shm", StringComparison.Ordinal)) continue;
            var now = Read(file);
            var then = files.GetValueOrDefault(file, []);
            files[file] = now;
            if (e < 0 || now.AsSpan().SequenceEqual(then)) continue;
            for (var at = 0; at < now.Length; at += Block)
            {
                var length = Math.Min(Block, now.Length - at);
                if (at + length > then.Length || !now.AsSpan(at, length).SequenceEqual(then.AsSpan(at, length))) changed.Add((file, at, length));
            }

            if (now.Length < then.Length && changed.TrueForAll(c => c.Item1 != file)) changed.Add((file, 0, 0));
        }

        return changed;
    }

    private void Compare(int e, List<(string File, int At, int Length)> changed)
    {
        var marked = MembersWritten[e] = [];
        var shared = SharedBytes[e] = [];
        var marks = Enumerable.Range(0, LinkagePlan.Members).Select(member => store.MarksOf(member).ToArray()).ToArray();
        foreach (var (file, at, length) in changed)
        {
            var bytes = files[file].AsSpan(at, Math.Min(length + 64, files[file].Length - at));
            for (var member = 0; member < marks.Length; member++)
            {
                foreach (var mark in marks[member])
                {
                    if (bytes.IndexOf(mark) >= 0) marked.Add(member);
                }
            }

            if (e == Plan.Count) continue;
            for (var i = 0; i + 8 <= bytes.Length; i++)
            {
                var eight = MemoryMarshal.Read<ulong>(bytes[i..]);
                // One place in four is enough to see what is longer than a few bytes, and a quarter of the memory.
                if (unchecked(eight * 0x9E3779B97F4A7C15) >> 62 != 0) continue;
                if (!Plan[e].IsCast)
                {
                    if (!writtenBefore.Contains(eight)) writtenAtADraw.TryAdd(eight, Plan[e].Member);
                }
                else if (writtenBefore.Add(eight) && writtenAtADraw.TryGetValue(eight, out var drawer))
                {
                    shared[drawer] = shared.GetValueOrDefault(drawer) + 1;
                }
            }
        }
    }

    private void SearchAtTheEnd()
    {
        foreach (var (file, bytes) in files)
        {
            foreach (var (who, mark) in store.MarksOfAnswers)
            {
                if (bytes.AsSpan().IndexOf(mark) is var at and >= 0) InFilesAtTheEnd.Add(new Sight($"answers in {Path.GetFileName(file)}", who, at));
            }

            for (var member = 0; member < LinkagePlan.Members; member++)
            {
                foreach (var mark in store.MarksOf(member))
                {
                    if (bytes.AsSpan().IndexOf(mark) is var at and >= 0) InFilesAtTheEnd.Add(new Sight($"members in {Path.GetFileName(file)}", member, at));
                }
            }
        }
    }

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
