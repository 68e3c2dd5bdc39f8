using System.CommandLine;
using WorkforceTrack.App.Shell;
using WorkforceTrack.App.Storage;

namespace WorkforceTrack.App.WebLogs;

/// <summary><c>weblog prune</c>.</summary>
internal static class WebLogVerbs
{
    internal static Command Command()
    {
        var prune = new Command("prune", "Cuts addresses older than Retention:WebLogAddress and removes files older than Retention:WebLog. The running program does the same by itself.");
        prune.SetAction((_, _) => PruneAsync());
        return new Command("weblog", "The log of pages that were asked for.") { prune };
    }

    private static async Task<int> PruneAsync()
    {
        await using var app = Start.BuildWithoutRoutes([]);
        var options = app.Services.GetRequiredService<WebLogOptions>();
        var isWrittenElsewhere = options.Folder is { } folder && Directory.Exists(folder) && !TryTake(app.Services.GetRequiredService<StoreLock>());
        Pruning pruning;
        using (var progress = new ProgressLine("files looked at")) pruning = app.Services.GetRequiredService<PruneWebLog>().Prune(isWrittenElsewhere, progress.Show);
        switch (pruning)
        {
            case Pruning.Done done:
                await Console.Out.WriteLineAsync($"Addresses were cut in {Files(done.Cut)}; {Files(done.Removed)} past their time were removed.");
                if (done.NewestIsLeft) await Console.Out.WriteLineAsync("The newest file is being written by the running program, which prunes it itself.");
                return ExitCodes.Done;
            case Pruning.Busy:
                await Console.Error.WriteLineAsync("The web log is being pruned already, by the running program or by this verb elsewhere. Nothing was changed.");
                return ExitCodes.Refused;
            default:
                await Console.Error.WriteLineAsync($"There is no web log at {options.Folder}. It begins with the first page that is asked for.");
                return ExitCodes.Refused;
        }
    }

    private static string Files(int count) => count == 1 ? "1 file" : $"{count} files";

    // Who holds the data folder may be a server, which appends to the newest file.
    private static bool TryTake(StoreLock store)
    {
        try
        {
            store.Take();
            return true;
        }
        catch (StartRefusedException)
        {
            return false;
        }
    }
}
