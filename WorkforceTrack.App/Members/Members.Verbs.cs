using System.CommandLine;
using System.Globalization;
using System.Text;
using WorkforceTrack.App.Shell;
using WorkforceTrack.Domain.Members;

namespace WorkforceTrack.App.Members;

/// <summary><c>members invite</c>.</summary>
internal static class MembersVerbs
{
    // People that stand together in one flush to the disk.
    private const int InOneGo = 100;

    internal static Command Command()
    {
        var file = new Argument<FileInfo>("FILE.csv") { Description = "UTF-8, one person on a line, values separated by commas or semicolons. The first line says: email,name. The name may be left out." };
        var invite = new Command("invite", "Invites people by mail. Says of each line what came of it, and goes on after a line that cannot be read; then the exit code is 1. "
            + "Stop the server first: it has the store open. The mails go out when it runs again. Who does not accept within Retention:Invitation (30 days) is erased.") { file };
        invite.SetAction((parsed, stop) => InviteAsync(parsed.GetRequiredValue(file), stop));
        return new Command("members", "The members of the organisation.") { invite };
    }

    private static async Task<int> InviteAsync(FileInfo file, CancellationToken stop)
    {
        if (!file.Exists) return await RefuseAsync($"There is no file {file.FullName}. Name a list of people to invite.");
        using var reader = new StreamReader(file.FullName, Encoding.UTF8);
        var lines = CappedLines.ReadAsync(reader, InvitationFile.LongestLine).GetAsyncEnumerator(stop);
        await using (lines)
        {
            if (!await lines.MoveNextAsync() || InvitationFile.Under(lines.Current) is not { } list)
                return await RefuseAsync("The first line must name the columns: email,name, or email alone. Put it there and run the verb again. Nobody was invited.");
            await using var app = Start.BuildWithoutRoutes([]);
            Start.RequireSettings(app.Services);
            await Start.OpenAsync(app.Services);
            return await InviteAsync(app.Services, list, lines);
        }
    }

    private static async Task<int> InviteAsync(IServiceProvider services, InvitationFile list, IAsyncEnumerator<string> lines)
    {
        var people = services.GetRequiredService<InvitePeople>();
        var clock = services.GetRequiredService<TimeProvider>();
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var report = new Report();
        var waiting = new List<(long Line, InvitationLine Read)>();
        using var progress = new ProgressLine("lines read");
        long number = 1;
        while (await lines.MoveNextAsync())
        {
            number++;
            if (string.IsNullOrWhiteSpace(lines.Current)) continue;
            waiting.Add((number, list.Read(lines.Current, today)));
            if (waiting.Count < InOneGo) continue;
            await report.SayAsync(people, waiting);
            if (Console.IsOutputRedirected) progress.Show(number);
        }

        await report.SayAsync(people, waiting);
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{report.Invited} invited, {report.Known} with nothing to do, {report.Unfit} to be put right. The mails go out when the program runs. An invitation that is not accepted by {services.GetRequiredService<InvitationTime>().LastDay(clock.GetUtcNow()):d MMMM yyyy} is erased."));
        return report.Unfit == 0 ? ExitCodes.Done : ExitCodes.Refused;
    }

    private static async Task<int> RefuseAsync(string words)
    {
        await Console.Error.WriteLineAsync(words);
        return ExitCodes.Refused;
    }

    private static string WordsOf(LineFault fault) => fault switch
    {
        LineFault.TooLong => $"Shorten the line to at most {InvitationFile.LongestLine} characters.",
        LineFault.NotUtf8 => "Save the file as UTF-8.",
        LineFault.OpenMark => "Close the quotation mark, and write a mark within a value twice; a person stands on one line.",
        LineFault.TooManyValues => "Leave out what the first line has no column for, or put a value that holds the separator between quotation marks.",
        LineFault.Address => "Give one mail address, as in robin@mail.example.",
        LineFault.Name => "Give a shorter name in readable characters, or none.",
    };

    /// <summary>What came of the lines, by number: who stands on them is not repeated.</summary>
    private sealed class Report
    {
        internal long Invited { get; private set; }

        internal long Known { get; private set; }

        internal long Unfit { get; private set; }

        internal async Task SayAsync(InvitePeople people, List<(long Line, InvitationLine Read)> lines)
        {
            var answers = new Queue<bool>(await people.InviteAsync([.. lines.Select(l => l.Read).OfType<InvitationLine.Fit>()]));
            foreach (var (line, read) in lines) await Console.Out.WriteLineAsync($"Line {line}: {Say(read, answers)}");
            lines.Clear();
        }

        private string Say(InvitationLine read, Queue<bool> answers)
        {
            if (read is InvitationLine.Unfit unfit)
            {
                Unfit++;
                return $"not invited. {WordsOf(unfit.Fault)}";
            }

            if (answers.Dequeue())
            {
                Invited++;
                return "invited.";
            }

            Known++;
            return "nothing to do.";
        }
    }
}
