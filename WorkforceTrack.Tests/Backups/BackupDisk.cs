using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using WorkforceTrack.App;
using WorkforceTrack.App.Backups;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Staff;

namespace WorkforceTrack.Tests.Backups;

/// <summary>A disk with stores, and another beside it for their backups; the program on it, opened, lost and restored.</summary>
internal sealed class BackupDisk : IDisposable
{
    internal static readonly DateTimeOffset Begin = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    internal BackupDisk()
    {
        Folder = new TestFolder().WithKey();
        Clock = new FakeTimeProvider(Begin);
    }

    internal TestFolder Folder { get; }

    internal FakeTimeProvider Clock { get; }

    internal string Backups => Path.Combine(Folder.Root, "backups");

    internal string[] Settings => [$"--Backup:Directory={Backups}"];

    internal string Stores => Path.Combine(Folder.Data, "stores");

    /// <summary>The program on this disk, with a policy and its people.</summary>
    internal Task<Office> OpenAsync() => Office.OpenAsync(new Staging { Folder = Folder, Clock = Clock, Settings = Settings });

    /// <summary>Runs a verb in a process of its own.</summary>
    internal Task<(int Code, string Output)> RunAsync(params string[] verb) => ChildProgram.RunAsync(Folder, Settings, verb);

    /// <summary>Signs the head outside, as the running program does, and makes a backup.</summary>
    internal static async Task<BackupName> BackUpAsync(Office office)
    {
        Sign(office);
        var made = await office.Get<CreateBackup>().CreateAsync();
        Assert.NotNull(made);
        return made.Value;
    }

    internal static void Sign(Office office) => office.Get<CheckpointFile>().Write(office.Get<LedgerBook>().Head);

    /// <summary>The stores are gone.</summary>
    internal void LoseStores()
    {
        Folder.ReleaseFiles();
        Directory.Delete(Stores, recursive: true);
    }

    /// <summary>Restores as the verb does once it was told yes; says what it said before.</summary>
    internal async Task<(int Removed, string Words)> RestoreAsync(BackupName name)
    {
        await using var program = Unopened();
        var restore = program.Services.GetRequiredService<RestoreBackup>();
        using var plan = await restore.PrepareAsync(name, vaultFile: null);
        var words = string.Join('\n', plan.Words());
        return (await restore.CompleteAsync(plan), words);
    }

    /// <summary>The services of the program, which opened nothing yet.</summary>
    internal WebApplication Unopened()
    {
        var staged = new Staging { IsProduction = true, Folder = Folder, Clock = Clock, Settings = Settings };
        return Start.BuildWithoutRoutes(staged.Arguments(Folder), staged.Adapt(new LogLines()));
    }

    /// <summary>Takes somebody out of the vault, as an erasure does.</summary>
    internal static async Task DestroyAsync(Office office, Guid person)
    {
        await using var vault = office.Store.Vault();
        Assert.Equal(1, await vault.People.Where(p => p.Id == person).ExecuteDeleteAsync(TestContext.Current.CancellationToken));
        await Journals.EmptyAsync(vault.EmptyJournalAsync, "vault");
    }

    /// <summary>Whatever lies beside backups and stores and belongs to neither: what a cut-off run leaves.</summary>
    internal IEnumerable<string> Scratch() => new[] { Folder.Data, Backups, Path.Combine(Backups, "vault") }.Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFileSystemEntries(folder, ".*"));

    public void Dispose() => Folder.Dispose();
}
