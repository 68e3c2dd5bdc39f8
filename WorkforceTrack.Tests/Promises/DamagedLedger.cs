using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CsCheck;
using Microsoft.Data.Sqlite;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Ledger;

namespace WorkforceTrack.Tests.Promises;

/// <summary>A ledger on disk that somebody with the disk in hand damages, again and again; each damage starts from the sound one.</summary>
public sealed class DamagedLedger : IAsyncLifetime
{
    /// <summary>Two tiles are full and a third is begun.</summary>
    internal const int Size = 560;

    private static readonly int[] OlderSizes = [100, 256, 520, Size - 1];

    private readonly TestFolder folder = new TestFolder().WithKey();
    private readonly List<byte[]> older = [];
    private byte[] sound = [];
    private string checkpoint = "";
    private TestStore? reader;

    internal TestFolder Folder => folder;

    private string Main => folder.MainFile;

    public async ValueTask InitializeAsync()
    {
        foreach (var size in OlderSizes.Append(Size))
        {
            await using (var store = await TestStore.OpenAsync(new Staging { Folder = folder }))
            {
                var written = (int)store.Get<LedgerBook>().Head.Size;
                if (written == 0) await store.LetSomebodyInAsync();
                foreach (var n in Enumerable.Range(written, size - written)) await store.Writer.WriteAsync(work => Task.FromResult(work.Append(Entry(n))));
                store.Get<CheckpointFile>().Write(store.Get<LedgerBook>().Head);
            }

            older.Add(await UnguardedAsync());
        }

        sound = older[^1];
        older.RemoveAt(older.Count - 1);
        checkpoint = await File.ReadAllTextAsync(folder.CheckpointFile);
        // It only reads, beside the programs that the tests start.
        // Unpooled, so that each look opens the file as it lies there.
        reader = await TestStore.OpenAsync(new Staging { Folder = folder, Settings = [$"--ConnectionStrings:Main=Data Source={Main};Pooling=False"] });
        reader.Get<StoreLock>().Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        if (reader is not null) await reader.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>Makes everything whole again.</summary>
    internal void Restore()
    {
        Put(sound);
        File.WriteAllText(folder.CheckpointFile, checkpoint);
    }

    /// <summary>What the audit says of the disk as it is.</summary>
    internal async Task<IReadOnlyList<string>> FindingsAsync()
    {
        try
        {
            var report = await reader!.Get<AuditLedger>().AuditAsync([("the copy outside the database", await File.ReadAllTextAsync(folder.CheckpointFile))]);
            return [.. report.Findings.Select(f => f.Text)];
        }
        catch (SqliteException failure)
        {
            return [$"The file of the main store is damaged (SQLite error {failure.SqliteErrorCode})."];
        }
    }

    /// <summary>The kinds of damage, by name.</summary>
    internal static ImmutableArray<string> Kinds =>
    [
        "a value", "a value", "a value", "a value", "a byte of the file", "a byte of the file", "a row removed", "the tail cut", "two rows swapped", "two bodies swapped",
        "a tile's byte", "a tile removed", "a tile moved", "a row too many", "an older copy", "an entry rewritten with all that follows from it", "the checkpoint",
    ];

    /// <summary>Does one damage of the kind; says what was done, and the words of which at least one must be found.</summary>
    internal async Task<(string Done, string[] Named)> DamageAsync(string kind, Random chance)
    {
        var at = chance.Next(Size);
        switch (kind)
        {
            case "a value":
                return await ChangeValueAsync(at, chance);
            case "a byte of the file":
                return await ChangeFileAsync(at, chance);
            case "a row removed":
                await Sql.RunAsync(Main, "DELETE FROM Ledger WHERE \"Index\" = $at", ("$at", at));
                return ($"row {at} removed", [$"Entry {at} is missing.", "the end was cut off"]);
            case "the tail cut":
                await Sql.RunAsync(Main, "DELETE FROM Ledger WHERE \"Index\" >= $at; DELETE FROM LedgerTiles WHERE (\"Index\" + 1) * 256 > $at", ("$at", at));
                return ($"everything from {at} cut", ["the end was cut off"]);
            case "two rows swapped" or "two bodies swapped":
                return await SwapAsync(at, (at + 1 + chance.Next(Size - 1)) % Size, kind == "two rows swapped");
            case "a tile's byte":
                var tile = chance.Next(Size / LedgerTile.Width);
                var hashes = (byte[])(await Sql.ReadAsync(Main, $"SELECT Hashes FROM LedgerTiles WHERE \"Index\" = {tile}"))[0][0]!;
                await Sql.RunAsync(Main, $"UPDATE LedgerTiles SET Hashes = $hashes WHERE \"Index\" = {tile}", ("$hashes", Changed(hashes, chance)));
                return ($"tile {tile} changed", [$"Tile (0, {tile})"]);
            case "a tile removed":
                var gone = chance.Next(Size / LedgerTile.Width);
                await Sql.RunAsync(Main, $"DELETE FROM LedgerTiles WHERE \"Index\" = {gone}");
                return ($"tile {gone} removed", [$"Tile (0, {gone}) is missing"]);
            case "a tile moved":
                var moved = chance.Next(Size / LedgerTile.Width);
                var column = chance.Next(2) == 0 ? "Level" : "Index";
                await Sql.RunAsync(Main, $"UPDATE LedgerTiles SET \"{column}\" = $to WHERE \"Index\" = {moved}", ("$to", chance.NextInt64(100, long.MaxValue)));
                return ($"tile {moved} at another {column}", [$"Tile (0, {moved}) is missing"]);
            case "a row too many":
                await Sql.RunAsync(
                    Main,
                    $"INSERT INTO Ledger SELECT $new, '{Guid.NewGuid().ToString("D").ToUpperInvariant()}', Kind, At, Subject, Recipient, Purpose, Body, LeafHash FROM Ledger WHERE \"Index\" = {at}",
                    ("$new", chance.Next(2) == 0 ? -1 - at : Size));
                return ($"a copy of row {at} added", ["stands in the store more than once", $"entry {Size}"]);
            case "an older copy":
                Put(older[chance.Next(older.Count)]);
                return ("an older copy put in place", ["this is an older copy"]);
            case "an entry rewritten with all that follows from it":
                await RewriteAsync(at);
                return ($"entry {at} rewritten", ["an entry among them was changed"]);
            case "the checkpoint":
                var note = Encoding.UTF8.GetBytes(checkpoint);
                var place = chance.Next(note.Length);
                note[place] = (byte)(note[place] ^ (1 + chance.Next(127)));
                await File.WriteAllBytesAsync(folder.CheckpointFile, note);
                return ($"byte {place} of the checkpoint changed", ["heckpoint of the copy outside the database"]);
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, message: null);
        }
    }

    private async Task<(string, string[])> ChangeValueAsync(int at, Random chance)
    {
        string[] columns = ["Index", "Id", "Kind", "At", "Subject", "Recipient", "Purpose", "Body", "LeafHash"];
        var column = columns[chance.Next(columns.Length)];
        var old = (await Sql.ReadAsync(Main, $"SELECT \"{column}\" FROM Ledger WHERE \"Index\" = {at}"))[0][0];
        var isText = old is string || column is "Subject" or "Recipient" or "Purpose";
        object? changed = old switch
        {
            long number when column == "Index" => Size + chance.NextInt64(1, long.MaxValue - Size),
            long number => number ^ (1L << chance.Next(63)),
            string text when column is "Subject" or "Recipient" or "Purpose" && chance.Next(4) == 0 => null,
            string text => Changed(Encoding.UTF8.GetBytes(text), chance),
            byte[] bytes when chance.Next(8) == 0 => bytes[..chance.Next(bytes.Length)],
            byte[] bytes when chance.Next(8) == 0 => (byte[])[.. bytes, 0],
            byte[] bytes => Changed(bytes, chance),
            _ => Encoding.UTF8.GetBytes(column == "Purpose" ? Names.Of(Purpose.Training) : Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture).ToUpperInvariant()),
        };
        await Sql.RunAsync(Main, $"UPDATE Ledger SET \"{column}\" = {(isText ? "CAST($value AS TEXT)" : "$value")} WHERE \"Index\" = {at}", ("$value", changed));
        return ($"{column} of row {at} changed from {Shown(old)} to {Shown(changed)}", column == "Index" ? [$"Entry {at} is missing", $"Entries {at} to"] : [$"entry {at} ", $"Entry {at} "]);
    }

    // The values of a row lie side by side in its page; the body is told by its salt.
    private async Task<(string, string[])> ChangeFileAsync(int at, Random chance)
    {
        var row = (await Sql.ReadAsync(Main, $"SELECT Id, Kind, Subject, Recipient, Purpose, Body, LeafHash FROM Ledger WHERE \"Index\" = {at}"))[0];
        var body = (byte[])row[5]!;
        var file = await File.ReadAllBytesAsync(Main);
        var start = file.AsSpan().IndexOf(body);
        Assert.True(start > 0, "The row was not found in the file.");
        var before = row[..5].OfType<string>().Sum(Encoding.UTF8.GetByteCount);
        var place = start - before + chance.Next(before + body.Length + MerkleHash.Length);
        file[place] ^= (byte)(1 + chance.Next(255));
        Put(file);
        return ($"byte {place} of the file, within row {at}, changed", [$"entry {at} ", $"Entry {at} "]);
    }

    private async Task<(string, string[])> SwapAsync(int one, int other, bool whole)
    {
        var columns = whole ? "Id, Kind, At, Subject, Recipient, Purpose, Body, LeafHash" : "Body";
        await Sql.RunAsync(
            Main,
            $"""
             CREATE TEMP TABLE Held AS SELECT {columns}, "Index" AS At0 FROM Ledger WHERE "Index" IN ({one}, {other});
             {(whole ? $"UPDATE Ledger SET Id = 'held' || \"Index\" WHERE \"Index\" IN ({one}, {other});" : "")}
             UPDATE Ledger SET ({columns}) = (SELECT {columns} FROM Held WHERE At0 = {other}) WHERE "Index" = {one};
             UPDATE Ledger SET ({columns}) = (SELECT {columns} FROM Held WHERE At0 = {one}) WHERE "Index" = {other};
             """);
        return ($"{(whole ? "rows" : "bodies")} {one} and {other} swapped", whole ? ["an entry among them was changed"] : [$"entry {one} "]);
    }

    // The best that somebody can do who may write everything in the store but cannot sign.
    private async Task RewriteAsync(int at)
    {
        var body = (byte[])(await Sql.ReadAsync(Main, $"SELECT Body FROM Ledger WHERE \"Index\" = {at}"))[0][0]!;
        Assert.True(CanonicalEntry.TryDecode(body, out var entry));
        var forged = entry with { Purpose = entry.Purpose == Purpose.GiveSupport ? Purpose.AnswerRequest : Purpose.GiveSupport };
        var bytes = CanonicalEntry.Encode(forged);
        await Sql.RunAsync(
            Main, $"UPDATE Ledger SET Purpose = $purpose, Body = $body, LeafHash = $leaf WHERE \"Index\" = {at}; DELETE FROM LedgerTiles",
            ("$purpose", Names.Of(forged.Purpose!.Value)), ("$body", bytes), ("$leaf", TreeHash.Leaf(bytes).ToArray()));
        var tree = LedgerTree.Empty;
        foreach (var row in await Sql.ReadAsync(Main, "SELECT LeafHash FROM Ledger ORDER BY \"Index\""))
        {
            var step = tree.Append(MerkleHash.From((byte[])row[0]!));
            tree = step.Tree;
            foreach (var tile in step.Filled)
                await Sql.RunAsync(Main, $"INSERT INTO LedgerTiles VALUES ({tile.Id.Level}, {tile.Id.Index}, $hashes)", ("$hashes", tile.ToBytes()));
        }
    }

    // As the program writes them: a refusal has reasons, nothing else has.
    private static LedgerEntry Entry(int number)
    {
        var any = SomeLedger.Entries.Generate(new PCG((uint)number, 1), null, out _);
        return any with { Refusals = any.Kind == EntryKind.Refusal ? [RefusalReason.NoLiveConsent] : [] };
    }

    /// <summary>The store's file without the triggers that guard it, in one piece.</summary>
    private async Task<byte[]> UnguardedAsync()
    {
        folder.ReleaseFiles();
        var guarded = await File.ReadAllBytesAsync(Main);
        var triggers = await Sql.ReadAsync(Main, "SELECT name FROM sqlite_schema WHERE type = 'trigger'");
        await Sql.RunAsync(Main, string.Concat(triggers.Select(t => $"DROP TRIGGER \"{t[0]}\";")) + "PRAGMA journal_mode=DELETE;");
        var bytes = await File.ReadAllBytesAsync(Main);
        Put(guarded);
        return bytes;
    }

    private void Put(byte[] file)
    {
        File.Delete(Main + "-wal");
        File.Delete(Main + "-shm");
        File.WriteAllBytes(Main, file);
    }

    private static byte[] Changed(byte[] bytes, Random chance)
    {
        var changed = bytes.ToArray();
        changed[chance.Next(changed.Length)] ^= (byte)(1 + chance.Next(255));
        return changed;
    }

    private static string Shown(object? value) => value switch
    {
        null => "nothing",
        byte[] bytes => $"{bytes.Length} bytes",
        _ => $"'{value}'",
    };
}
