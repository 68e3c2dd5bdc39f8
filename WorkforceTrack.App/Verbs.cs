using System.CommandLine;
using WorkforceTrack.App.Backups;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Members;
using WorkforceTrack.App.Staff;
using WorkforceTrack.App.WebLogs;

namespace WorkforceTrack.App;

/// <summary>What a verb of the command line ends with.</summary>
internal static class ExitCodes
{
    internal const int Done = 0;
    internal const int Refused = 1;
    internal const int BadUsage = 2;
    internal const int Damaged = 3;
}

/// <summary>The command line: each folder brings its own verbs.</summary>
internal static class Verbs
{
    // A refusal is worded by Start, not printed as a stack of calls.
    private static readonly InvocationConfiguration AsThrown = new() { EnableDefaultExceptionHandler = false };

    internal static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("WorkforceTrack: the member platform that keeps its privacy policy.")
        {
            LedgerVerbs.Command(), StaffVerbs.Command(), MembersVerbs.Command(), WebLogVerbs.Command(), BackupVerbs.Command(), RestoreVerb.Command(),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count == 0) return await parsed.InvokeAsync(AsThrown);
        foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
        await Console.Error.WriteLineAsync("Add --help to see what can be said.");
        return ExitCodes.BadUsage;
    }
}
