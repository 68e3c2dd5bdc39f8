using System.CommandLine;
using Microsoft.Data.Sqlite;
using WorkforceTrack.App.Shell;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Ledger;

namespace WorkforceTrack.App.Ledger;

/// <summary><c>ledger verify</c> and <c>ledger checkpoint</c>.</summary>
internal static class LedgerVerbs
{
    internal static Command Command()
    {
        var since = new Option<FileInfo?>("--since") { HelpName = "CHECKPOINT-FILE", Description = "A signed checkpoint that you kept; the ledger must be a continuation of it." };
        var verify = new Command("verify", "Checks every entry, every tile and the signed head outside the database. Exit code 3 when something is damaged.") { since };
        verify.SetAction((parsed, _) => VerifyAsync(parsed.GetValue(since)));
        var checkpoint = new Command("checkpoint", "Checks the ledger, signs its head, writes the copy outside the database and prints it.");
        checkpoint.SetAction((_, _) => CheckpointAsync());
        return new Command("ledger", "The record of every use and disclosure.") { verify, checkpoint };
    }

    private static async Task<int> VerifyAsync(FileInfo? since)
    {
        if (since is { Exists: false })
        {
            await Console.Error.WriteLineAsync($"There is no file {since.FullName}. Name a checkpoint that you kept.");
            return ExitCodes.Refused;
        }

        await using var app = Start.BuildWithoutRoutes([]);
        return await VerifyAsync(app.Services, since);
    }

    /// <summary>Checks the ledger of the stores in use, and says what it found.</summary>
    internal static async Task<int> VerifyAsync(IServiceProvider services, FileInfo? since)
    {
        var options = services.GetRequiredService<StoreOptions>();
        await StoreDoor.RequireAsync(options);
        // The witness first, the store after it: a running program may append in between, never the reverse.
        var checkpoints = new List<(string, string)>();
        if (since is not null) checkpoints.Add(($"the file {since.Name}", await File.ReadAllTextAsync(since.FullName)));
        var hasWitness = File.Exists(options.CheckpointFile);
        if (hasWitness) checkpoints.Add(("the copy outside the database", await File.ReadAllTextAsync(options.CheckpointFile)));
        AuditReport report;
        try
        {
            using var progress = new ProgressLine("entries checked");
            report = await services.GetRequiredService<AuditLedger>().AuditAsync(checkpoints, progress.Show);
        }
        catch (SqliteException failure)
        {
            return await UnreadableAsync(failure);
        }

        foreach (var finding in report.Findings) await Console.Out.WriteLineAsync(finding.Text);
        if (!hasWitness) await Console.Out.WriteLineAsync($"The checkpoint outside the database is missing at {options.CheckpointFile}: whether the end was cut off cannot be told.");
        if (!report.IsSound || !hasWitness) return ExitCodes.Damaged;
        await Console.Out.WriteLineAsync($"The ledger is sound: {report.Entries} entries, {report.SignedSize} of them under the signed checkpoint, root {report.Root}.");
        if (report.Expired > 0) await Console.Out.WriteLineAsync($"Of {report.Expired} entries the hash alone is left: their retention has ended.");
        return ExitCodes.Done;
    }

    private static async Task<int> UnreadableAsync(SqliteException failure)
    {
        await Console.Out.WriteLineAsync($"The file of the main store is damaged and cannot be read to its end (SQLite error {failure.SqliteErrorCode}). Restore a backup.");
        return ExitCodes.Damaged;
    }

    private static async Task<int> CheckpointAsync()
    {
        await using var app = Start.BuildWithoutRoutes([]);
        var services = app.Services;
        var options = services.GetRequiredService<StoreOptions>();
        await StoreDoor.RequireAsync(options);
        services.GetRequiredService<StoreLock>().Take();
        var kept = File.Exists(options.CheckpointFile) ? [("the copy outside the database", await File.ReadAllTextAsync(options.CheckpointFile))] : Array.Empty<(string, string)>();
        AuditReport report;
        try
        {
            report = await services.GetRequiredService<AuditLedger>().AuditAsync(kept);
        }
        catch (SqliteException failure)
        {
            return await UnreadableAsync(failure);
        }

        foreach (var finding in report.Findings) await Console.Out.WriteLineAsync(finding.Text);
        if (!report.IsSound)
        {
            await Console.Error.WriteLineAsync("Nothing was signed. Restore a sound store first.");
            return ExitCodes.Damaged;
        }

        var book = services.GetRequiredService<LedgerBook>();
        await book.OpenAsync();
        services.GetRequiredService<CheckpointFile>().Write(book.Head);
        await Console.Out.WriteAsync(await File.ReadAllTextAsync(options.CheckpointFile));
        return ExitCodes.Done;
    }
}
