using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using WorkforceTrack.App;
using WorkforceTrack.App.Backups;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Erasure;

namespace WorkforceTrack.Benchmarks;

/// <summary>
/// The whole drill: 100,000 members and 1,000,000 entries are backed up and restored, beside <c>sqlite3 .backup</c> of the same files,
/// there and back. Ours also seals and hashes, and a restore checks the whole ledger; the peer copies.
/// </summary>
internal static class RestoreDrill
{
    private const int Members = 100_000;
    private const int Rounds = 5;

    internal static async Task RunAsync()
    {
        var ground = await Ground.MakeAsync(1);
        string[] settings = [.. ground.Settings, "--Logging:LogLevel:Default=Warning"];
        await Population.FillAsync(ground, Members);
        await MillionEntries.FillAsync(ground, MillionEntries.Count - Members);
        ground.Services.GetRequiredService<CheckpointFile>().Write(ground.Services.GetRequiredService<LedgerBook>().Head);
        var stores = ground.Services.GetRequiredService<StoreOptions>();
        await ground.StopAsync();
        SqliteConnection.ClearAllPools();
        string[] files = [StoreDoor.FileOf(stores.Main), StoreDoor.FileOf(stores.Vault), StoreDoor.FileOf(stores.Booth)];
        Console.WriteLine($"stores {files.Sum(f => new FileInfo(f).Length) / 1048576.0:N0} MiB, of which the vault {new FileInfo(files[1]).Length / 1048576.0:N0}");
        var aside = Path.Combine(stores.DataDirectory, "aside");
        try
        {
            var (create, backup, verify, restore, back) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
            for (var round = 0; round <= Rounds; round++)
            {
                var ours = await DrillAsync(settings, stores, aside);
                var peer = await CopyAsync(files, stores.DataDirectory);
                // The first round warms the machine.
                if (round == 0) continue;
                create.Add(ours.Create);
                verify.Add(ours.Verify);
                restore.Add(ours.Restore);
                backup.Add(peer.There);
                back.Add(peer.Back);
            }

            Show("backup create", create, backup);
            Show("restore", restore, back);
            Show("both", [.. create.Zip(restore, (a, b) => a + b)], [.. backup.Zip(back, (a, b) => a + b)]);
            Console.WriteLine($"{"backup verify",-16} {Median(verify),8:N2} s");
        }
        finally
        {
            await ground.DisposeAsync();
        }
    }

    private static async Task<(double Create, double Verify, double Restore)> DrillAsync(string[] settings, StoreOptions stores, string aside)
    {
        double create, verify, restore;
        BackupName name;
        await using (var app = Start.BuildWithoutRoutes(settings))
        {
            var watch = Stopwatch.StartNew();
            name = await app.Services.GetRequiredService<CreateBackup>().CreateAsync() ?? throw new InvalidOperationException("The folder of backups is in use.");
            create = watch.Elapsed.TotalSeconds;
            watch.Restart();
            if (await app.Services.GetRequiredService<VerifyBackup>().VerifyAsync(name) is not BackupVerdict.Sound sound) throw new InvalidOperationException("The backup of the benchmark is not sound.");
            verify = watch.Elapsed.TotalSeconds;
            Console.WriteLine($"backup {sound.Manifest.Size / 1048576.0:N0} MiB and {new FileInfo(app.Services.GetRequiredService<VaultCopies>().Files()[0].File).Length / 1048576.0:N0} of the vault");
        }

        SqliteConnection.ClearAllPools();
        Directory.Move(stores.StoresDirectory, aside);
        // The head outside is put back, so that each round has the same work.
        var head = await File.ReadAllTextAsync(stores.CheckpointFile);
        await using (var app = Start.BuildWithoutRoutes(settings))
        {
            var watch = Stopwatch.StartNew();
            var verb = app.Services.GetRequiredService<RestoreBackup>();
            using (var plan = await verb.PrepareAsync(name, vaultFile: null)) await verb.CompleteAsync(plan);
            // The verb ends with it.
            var report = await app.Services.GetRequiredService<AuditLedger>().AuditAsync([("the copy outside", await File.ReadAllTextAsync(stores.CheckpointFile))]);
            if (!report.IsSound) throw new InvalidOperationException("The restored ledger is not sound.");
            restore = watch.Elapsed.TotalSeconds;
            app.Services.GetRequiredService<BackupFolder>().Remove(name);
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(stores.StoresDirectory, recursive: true);
        Directory.Move(aside, stores.StoresDirectory);
        await File.WriteAllTextAsync(stores.CheckpointFile, head);
        return (create, verify, restore);
    }

    private static async Task<(double There, double Back)> CopyAsync(string[] files, string folder)
    {
        var there = Directory.CreateDirectory(Path.Combine(folder, "peer")).FullName;
        var back = Directory.CreateDirectory(Path.Combine(folder, "peer-back")).FullName;
        var watch = Stopwatch.StartNew();
        foreach (var file in files) await BackUpAsync(file, Path.Combine(there, Path.GetFileName(file)));
        var first = watch.Elapsed.TotalSeconds;
        watch.Restart();
        foreach (var file in files) await BackUpAsync(Path.Combine(there, Path.GetFileName(file)), Path.Combine(back, Path.GetFileName(file)));
        var second = watch.Elapsed.TotalSeconds;
        Directory.Delete(there, recursive: true);
        Directory.Delete(back, recursive: true);
        return (first, second);
    }

    private static async Task BackUpAsync(string from, string to)
    {
        using var shell = Process.Start(new ProcessStartInfo("sqlite3", [from, $".backup '{to}'"]) { UseShellExecute = false }) ?? throw new InvalidOperationException("Install sqlite3 to measure beside it.");
        await shell.WaitForExitAsync();
        if (shell.ExitCode != 0) throw new InvalidOperationException("sqlite3 did not copy the store.");
    }

    private static void Show(string what, List<double> ours, List<double> peer)
    {
        var ratios = ours.Zip(peer, (a, b) => a / b).ToList();
        Console.WriteLine($"{what,-16} {Median(ours),8:N2} s   sqlite3 .backup {Median(peer),8:N2} s   ratio {Median(ratios):0.00} ({ratios.Min():0.00} to {ratios.Max():0.00})   goal: at most 1.5");
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
