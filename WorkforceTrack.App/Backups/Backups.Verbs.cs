using System.CommandLine;
using Microsoft.Data.Sqlite;
using WorkforceTrack.App.Shell;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Erasure;

namespace WorkforceTrack.App.Backups;

/// <summary><c>backup create</c>, <c>backup list</c> and <c>backup verify</c>.</summary>
internal static class BackupVerbs
{
    internal static Command Command()
    {
        var create = new Command("create", "Makes a backup, also while the program runs, prints its name, and removes those that are past their time.");
        create.SetAction((_, _) => RunAsync(CreateAsync));
        var list = new Command("list", "Lists the backups, the newest first, each with its name first on the line.");
        list.SetAction((_, _) => RunAsync(ListAsync));
        var name = new Argument<string?>("NAME") { Description = "The backup, as in 20260131T040500Z; left out, the newest.", Arity = ArgumentArity.ZeroOrOne };
        var verify = new Command("verify", "Restores a backup into a scratch folder and checks all of it. Exit code 3 when it is damaged.") { name };
        verify.SetAction((parsed, _) => RunAsync(services => VerifyAsync(services, parsed.GetValue(name))));
        return new Command("backup", "Copies for a bad day.") { create, list, verify };
    }

    /// <summary>Runs a verb of backups with its services, and words what the disk refuses.</summary>
    internal static async Task<int> RunAsync(Func<IServiceProvider, Task<int>> verb)
    {
        await using var app = Start.BuildWithoutRoutes([]);
        try
        {
            return await verb(app.Services);
        }
        catch (DamagedBackupException damaged)
        {
            await Console.Error.WriteLineAsync($"The backup is damaged: {damaged.Message} Use another one. Nothing was changed.");
            return ExitCodes.Damaged;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // The words of the operating system name the file and what is wrong: no room, no right, no disk.
            return await RefuseAsync($"{refused.Message.TrimEnd('.')}. See to the disk, then try again.");
        }
        catch (SqliteException refused) when (DiskFaults.Is(refused))
        {
            return await RefuseAsync($"The disk took no more or gave nothing back (SQLite error {refused.SqliteErrorCode}). See to it, then try again.");
        }
    }

    /// <summary>Megabytes as they are copied.</summary>
    internal static Action<long, long> Show(ProgressLine line) => (done, total) => line.Show(done >> 20, $"of {total >> 20} MiB");

    internal static async Task<int> RefuseAsync(string words)
    {
        await Console.Error.WriteLineAsync(words);
        return ExitCodes.Refused;
    }

    private static async Task<int> CreateAsync(IServiceProvider services)
    {
        BackupName? made;
        using (var line = new ProgressLine("copied")) made = await services.GetRequiredService<CreateBackup>().CreateAsync(Show(line));
        if (made is not { } name) return await RefuseAsync(VerifyBackup.Busy);
        var shelf = services.GetRequiredService<BackupShelf>();
        await Console.Out.WriteLineAsync($"{name} made, {BackupWords.Size(services.GetRequiredService<BackupFolder>().Manifest(name).Size)}. Test it with: backup verify {name}");
        foreach (var gone in shelf.Prune() ?? []) await Console.Out.WriteLineAsync($"{gone} removed, past its time");
        return ExitCodes.Done;
    }

    private static async Task<int> ListAsync(IServiceProvider services)
    {
        var folder = services.GetRequiredService<BackupFolder>();
        var all = services.GetRequiredService<BackupShelf>().All();
        if (all.IsEmpty) return await RefuseAsync($"There are no backups in {folder.Root}. Make one with: backup create");
        foreach (var backup in all) await Console.Out.WriteLineAsync($"{backup.Name}  {Words(backup)}");
        return ExitCodes.Done;
    }

    private static string Words(ShelvedBackup backup)
    {
        if (backup.Manifest is not { } manifest) return $"cannot be used: {backup.Fault}";
        var test = backup.Test is { } last ? $"{(last.IsSound ? "verified" : "FAILED ITS TEST")} {last.At.UtcDateTime:yyyy-MM-dd HH:mm}" : "not verified";
        return $"{BackupWords.Size(manifest.Size),10}  {backup.Aged.Generation.ToString().ToLowerInvariant(),-7}  goes {backup.Aged.GoesOn:yyyy-MM-dd}  {manifest.Entries} entries  {test}";
    }

    private static async Task<int> VerifyAsync(IServiceProvider services, string? text)
    {
        var folder = services.GetRequiredService<BackupFolder>();
        BackupName name;
        if (text is null)
        {
            if (folder.Names() is not [var newest, ..]) return await RefuseAsync($"There are no backups in {folder.Root}. Make one with: backup create");
            name = newest;
        }
        else if (!BackupName.TryParse(text, out name) || !folder.Has(name))
        {
            return await RefuseAsync($"There is no backup {text} in {folder.Root}. See them with: backup list");
        }

        BackupVerdict verdict;
        using (var line = new ProgressLine("opened")) verdict = await services.GetRequiredService<VerifyBackup>().VerifyAsync(name, Show(line));
        switch (verdict)
        {
            case BackupVerdict.Sound sound:
                await Console.Out.WriteLineAsync($"{name} is sound: it restores, with {sound.Manifest.Entries} entries of the ledger, root {sound.Manifest.Root}.");
                return ExitCodes.Done;
            case BackupVerdict.Damaged damaged:
                await Console.Out.WriteLineAsync($"{name} is damaged: {damaged.Words} Keep it apart, and make another now.");
                return ExitCodes.Damaged;
            default:
                return await RefuseAsync(((BackupVerdict.NotTested)verdict).Words);
        }
    }
}
