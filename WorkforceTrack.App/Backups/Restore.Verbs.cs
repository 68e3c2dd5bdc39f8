using System.CommandLine;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Shell;
using WorkforceTrack.Domain.Erasure;

namespace WorkforceTrack.App.Backups;

/// <summary>The verb restore.</summary>
internal static class RestoreVerb
{
    private const string Consent = "restore";

    internal static Command Command()
    {
        var name = new Argument<string>("NAME") { Description = "The backup, as in 20260131T040500Z; backup list shows them." };
        var vault = new Option<FileInfo?>("--vault") { HelpName = "FILE", Description = "A copy of the vault other than the newest in the folder of backups." };
        var sure = new Option<bool>("--yes") { Description = "Goes on without asking." };
        var restore = new Command("restore", "Puts a backup in the place of stores that are lost. Says first what that means, and asks.") { name, vault, sure };
        restore.SetAction((parsed, _) => BackupVerbs.RunAsync(services => RestoreAsync(services, parsed.GetValue(name)!, parsed.GetValue(vault)?.FullName, parsed.GetValue(sure))));
        return restore;
    }

    private static async Task<int> RestoreAsync(IServiceProvider services, string text, string? vaultFile, bool isSure)
    {
        if (!BackupName.TryParse(text, out var name)) return await BackupVerbs.RefuseAsync($"There is no backup {text}. See them with: backup list");
        var restore = services.GetRequiredService<RestoreBackup>();
        RestorePlan plan;
        using (var line = new ProgressLine("opened")) plan = await restore.PrepareAsync(name, vaultFile, BackupVerbs.Show(line));
        using (plan)
        {
            foreach (var words in plan.Words()) await Console.Out.WriteLineAsync(words);
            if (!isSure && !await AskAsync()) return await BackupVerbs.RefuseAsync("Nothing was changed.");
            var removed = await restore.CompleteAsync(plan);
            await Console.Out.WriteLineAsync($"{name} is restored. Rows that were removed, of members erased since and of what nobody is there for any more: {removed}.");
        }

        return await LedgerVerbs.VerifyAsync(services, since: null);
    }

    private static async Task<bool> AskAsync()
    {
        if (Console.IsInputRedirected)
        {
            await Console.Error.WriteLineAsync("Add --yes to go on.");
            return false;
        }

        await Console.Error.WriteAsync($"Type {Consent} to go on: ");
        return await Console.In.ReadLineAsync() == Consent;
    }
}
