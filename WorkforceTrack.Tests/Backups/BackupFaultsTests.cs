using System.Diagnostics;
using WorkforceTrack.App.Backups;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;
using WorkforceTrack.Tests.Staff;

namespace WorkforceTrack.Tests.Backups;

/// <summary>Whatever is wrong is said in words with the right exit code, nothing is changed and nothing is left lying about.</summary>
public sealed class BackupFaultsTests
{
    private const string Name = "20260302T090000Z";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string, int, string> Faults => new()
    {
        { "main cut off", 3, "main.sealed" },
        { "main cut off at a chunk", 3, "main.sealed" },
        { "one byte flipped", 3, "main.sealed is not as it was written" },
        { "one byte of the manifest flipped", 3, "backup.json is not as it was written" },
        { "one byte of the vault flipped", 3, "the copy of the vault" },
        { "manifest missing", 3, "backup.json is missing" },
        { "main missing", 3, "main.sealed is missing" },
        { "renamed", 3, "holds the backup" },
        { "another master key", 1, "made under another master key" },
        { "key no key", 1, "is not 32 bytes" },
        { "newer main schema", 1, "made by a newer version" },
        { "newer format", 1, "made by a newer version" },
        { "newer vault schema", 1, "made by a newer version" },
        { "vault of another store", 1, "does not belong to the backup" },
        { "no vault", 1, "no copy of the vault" },
        { "no such backup", 1, "There is no backup" },
        { "checkpoint of another ledger", 1, "was not signed by this ledger's key" },
        { "checkpoint no note", 1, "is not a signed checkpoint" },
        { "stores are there", 1, "There are stores at" },
    };

    [Theory, Proves("T3")]
    [MemberData(nameof(Faults))]
    public async Task A_restore_that_cannot_be_done_changes_nothing(string fault, int code, string words)
    {
        using var disk = await BackedUpAsync();
        if (fault != "stores are there") disk.LoseStores();
        var name = await SpoilAsync(disk, fault);
        var before = disk.Folder.Fingerprint();

        var (exit, said) = await disk.RunAsync("restore", name, "--yes");

        Assert.Contains(words, said, StringComparison.Ordinal);
        Assert.Equal(code, exit);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        Assert.Equal(before, disk.Folder.Fingerprint());
        Assert.Empty(disk.Scratch());
    }

    [Theory, Proves("T3")]
    [InlineData("one byte flipped", 3, "is damaged")]
    [InlineData("main cut off", 3, "is damaged")]
    [InlineData("one byte of the vault flipped", 3, "is damaged")]
    [InlineData("another master key", 1, "another master key")]
    [InlineData("newer main schema", 1, "newer version")]
    [InlineData("no vault", 1, "no copy of the vault")]
    public async Task A_test_says_what_is_wrong_and_leaves_nothing_behind(string fault, int code, string words)
    {
        using var disk = await BackedUpAsync();
        await SpoilAsync(disk, fault);

        var (exit, said) = await disk.RunAsync("backup", "verify", Name);

        Assert.Contains(words, said, StringComparison.Ordinal);
        Assert.Equal(code, exit);
        Assert.Empty(disk.Scratch());
    }

    [Fact, Proves("T3")]
    public async Task The_verbs_say_what_they_did_with_the_name_first()
    {
        using var disk = await BackedUpAsync();
        var (code, said) = await disk.RunAsync("backup", "verify");
        Assert.Equal(0, code);
        Assert.StartsWith($"{Name} is sound", said, StringComparison.Ordinal);
        (code, said) = await disk.RunAsync("backup", "create");
        Assert.Equal(0, code);
        var made = said.Split(' ')[0];
        Assert.True(Domain.Erasure.BackupName.TryParse(made, out _), said);
        (code, said) = await disk.RunAsync("backup", "list");
        Assert.Equal(0, code);
        Assert.Equal([made, Name], said.Split('\n').Select(line => line.Split(' ')[0]));
        Assert.Contains("verified", said.Split('\n')[1], StringComparison.Ordinal);
        Assert.Equal(2, (await disk.RunAsync("backup", "mend")).Code);
        Assert.Equal(2, (await disk.RunAsync("restore")).Code);
        Assert.Equal(1, (await disk.RunAsync("backup", "verify", "yesterday")).Code);
        Assert.Equal(0, (await disk.RunAsync("restore", "--help")).Code);
    }

    [Fact]
    public async Task Without_a_folder_the_verbs_say_what_to_set()
    {
        using var disk = await BackedUpAsync();
        foreach (var verb in new string[][] { ["backup", "create"], ["backup", "list"], ["restore", Name, "--yes"] })
        {
            var (code, said) = await ChildProgram.RunAsync(disk.Folder, verb);
            Assert.Equal(1, code);
            Assert.True(said.Contains("Backup:Directory is not set", StringComparison.Ordinal) || said.Contains("There are stores", StringComparison.Ordinal), said);
        }
    }

    [Theory]
    [InlineData("data/backups", "lies in the data folder")]
    [InlineData(".", "lies in the data folder")]
    [InlineData(".local", "lies in the backup folder")]
    public async Task A_folder_that_would_put_everything_in_one_place_is_refused(string folder, string words)
    {
        using var disk = await BackedUpAsync();
        var (code, said) = await ChildProgram.RunAsync(disk.Folder, [$"--Backup:Directory={Path.GetFullPath(Path.Combine(disk.Folder.Root, folder))}"], ["backup", "list"]);
        Assert.Equal(1, code);
        Assert.Contains(words, said, StringComparison.Ordinal);
    }

    [Theory, Proves("T3")]
    [InlineData("create", Name)]
    [InlineData("verify", Name)]
    [InlineData("restore", Name)]
    public async Task A_master_key_that_the_disk_does_not_give_is_said_in_words(string verb, string name)
    {
        Assert.SkipUnless(File.Exists("/proc/self/mem"), "This machine has no file that nobody can read.");
        using var disk = await BackedUpAsync();
        File.Delete(disk.Folder.MasterKeyFile);
        File.CreateSymbolicLink(disk.Folder.MasterKeyFile, "/proc/self/mem");
        disk.LoseStores();

        var (code, said) = await disk.RunAsync(verb == "restore" ? ["restore", name, "--yes"] : verb == "verify" ? ["backup", "verify", name] : ["backup", "create"]);

        Assert.Equal(1, code);
        Assert.Contains("cannot be read", said, StringComparison.Ordinal);
        Assert.Empty(disk.Scratch());
        Assert.False(Directory.Exists(disk.Stores));
    }

    [Theory, Proves("T3")]
    [InlineData("create")]
    [InlineData("verify")]
    [InlineData("restore")]
    public async Task A_full_disk_is_said_in_words_and_nothing_half_is_left(string verb)
    {
        using var disk = await BackedUpAsync();
        var place = verb == "create" ? disk.Backups : disk.Folder.Data;
        var kept = Path.Combine(disk.Folder.Root, "kept");
        disk.Folder.ReleaseFiles();
        // Restoring: enough for the stores, and not for the work on them.
        var slack = verb == "restore" ? TestFolder.FilesUnder(disk.Stores).Sum(file => new FileInfo(file).Length) + 30_000 : 200_000;
        if (verb == "restore") disk.LoseStores();
        Directory.Move(place, kept);
        Directory.CreateDirectory(place);
        // As large as what is kept, and not enough for one more.
        var used = TestFolder.FilesUnder(kept).Sum(file => new FileInfo(file).Length + 4096) + slack;
        Assert.SkipUnless(await RunAsync("mount", "-t", "tmpfs", "-o", $"size={used / 1024}k", "tmpfs", place) == 0, "No small disk can be made here.");
        try
        {
            CopyAll(kept, place);
            var before = Listing(disk);
            var (code, said) = verb == "restore" ? await disk.RunAsync("restore", Name, "--yes") : await disk.RunAsync("backup", verb);

            Assert.Equal(1, code);
            Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
            Assert.Matches("No space left|not enough room|no more", said);
            Assert.Equal(before, Listing(disk));
            Assert.Empty(disk.Scratch());
        }
        finally
        {
            await RunAsync("umount", place);
        }
    }

    private static async Task<BackupDisk> BackedUpAsync()
    {
        var disk = new BackupDisk();
        await using var office = await disk.OpenAsync();
        await office.HireAsync(StaffRole.PrivacyOfficer);
        for (var n = 0; n < 3; n++) await office.JoinAsync($"member{n}");
        Assert.Equal(Name, (await BackupDisk.BackUpAsync(office)).ToString());
        return disk;
    }

    private static async Task<string> SpoilAsync(BackupDisk disk, string fault)
    {
        var folder = Path.Combine(disk.Backups, Name);
        var main = Path.Combine(folder, "main.sealed");
        var vault = Directory.EnumerateFiles(Path.Combine(disk.Backups, "vault"), "*.sealed").Single();
        switch (fault)
        {
            case "main cut off":
                Cut(main, 1000);
                break;
            case "main cut off at a chunk":
                Cut(main, 0);
                break;
            case "one byte flipped":
                Flip(main, new FileInfo(main).Length / 2);
                break;
            case "one byte of the manifest flipped":
                Flip(Path.Combine(folder, "backup.json"), 60);
                break;
            case "one byte of the vault flipped":
                var row = (byte[])(await Sql.ReadAsync(vault, "SELECT \"Sealed\" FROM \"Rows\" ORDER BY \"Id\" DESC LIMIT 1"))[0][0]!;
                Flip(vault, (await File.ReadAllBytesAsync(vault, Stop)).AsSpan().IndexOf(row) + (row.Length / 2));
                break;
            case "manifest missing":
                File.Delete(Path.Combine(folder, "backup.json"));
                break;
            case "main missing":
                File.Delete(main);
                break;
            case "renamed":
                Directory.Move(folder, Path.Combine(disk.Backups, "20260401T000000Z"));
                return "20260401T000000Z";
            case "another master key":
                File.Delete(disk.Folder.MasterKeyFile);
                MasterKey.Make(disk.Folder.MasterKeyFile);
                break;
            case "key no key":
                await File.WriteAllTextAsync(disk.Folder.MasterKeyFile, "no key", Stop);
                break;
            case "newer main schema":
                Rewrite(disk, manifest => manifest with { MainSchema = "20991231000000_FarAhead" });
                break;
            case "newer format":
                Rewrite(disk, manifest => manifest with { Format = 2 });
                break;
            case "newer vault schema":
                await ReplaceVaultAsync(disk, vault, "INSERT INTO \"__EFMigrationsHistory\" VALUES ('20991231000000_FarAhead', '99')");
                break;
            case "vault of another store":
                await ReplaceVaultAsync(disk, vault, "UPDATE \"StoreInfo\" SET \"StoreId\" = '00000000-0000-0000-0000-000000000001'");
                break;
            case "no vault":
                Directory.Delete(Path.Combine(disk.Backups, "vault"), recursive: true);
                break;
            case "no such backup":
                return "20260302T090001Z";
            case "checkpoint of another ledger":
                await using (var other = await TestStore.OpenAsync())
                {
                    File.Copy(other.Folder.CheckpointFile, disk.Folder.CheckpointFile, overwrite: true);
                }

                break;
            case "checkpoint no note":
                await File.WriteAllTextAsync(disk.Folder.CheckpointFile, "no note", Stop);
                break;
        }

        return Name;
    }

    private static void Cut(string file, long more)
    {
        using var stream = new FileStream(file, FileMode.Open);
        var chunk = (1 << 20) + 16;
        stream.SetLength(more == 0 && stream.Length > chunk ? stream.Length - (stream.Length % chunk) : stream.Length - Math.Max(more, 16));
    }

    private static void Flip(string file, long at)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[at] ^= 1;
        File.WriteAllBytes(file, bytes);
    }

    private static void Rewrite(BackupDisk disk, Func<BackupManifest, BackupManifest> change)
    {
        var keys = new BackupKeys(MasterKey.Read(disk.Folder.MasterKeyFile));
        var folder = Path.Combine(disk.Backups, Name);
        Assert.True(Domain.Erasure.BackupName.TryParse(Name, out var name));
        var manifest = change(BackupManifest.Read(folder, name, keys));
        File.Delete(Path.Combine(folder, "backup.json"));
        manifest.Write(folder, keys);
    }

    // A copy as another program would have made it under the same key.
    private static async Task ReplaceVaultAsync(BackupDisk disk, string copy, string sql)
    {
        using var other = new BackupDisk();
        File.Copy(disk.Folder.MasterKeyFile, other.Folder.MasterKeyFile, overwrite: true);
        await using (var office = await other.OpenAsync())
        {
            await Sql.RunAsync(other.Folder.VaultFile, sql);
            await office.Get<VaultCopies>().RewriteAsync();
        }

        File.Copy(Directory.EnumerateFiles(Path.Combine(other.Backups, "vault"), "*.sealed").Single(), copy, overwrite: true);
    }

    private static List<string> Listing(BackupDisk disk) =>
        [.. TestFolder.FilesUnder(disk.Folder.Root).Where(f => !f.EndsWith("-shm", StringComparison.Ordinal) && !f.EndsWith("-wal", StringComparison.Ordinal) && !f.EndsWith(".lock", StringComparison.Ordinal)).Select(f => $"{f} {new FileInfo(f).Length}").Order(StringComparer.Ordinal)];

    private static void CopyAll(string from, string to)
    {
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories)) Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        foreach (var file in TestFolder.FilesUnder(from)) File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
    }

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true });
        if (process is null) return -1;
        await process.WaitForExitAsync(Stop);
        return process.ExitCode;
    }
}
