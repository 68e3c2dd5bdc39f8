using System.Collections.Concurrent;
using System.Diagnostics;

namespace WorkforceTrack.Tests.Cast;

/// <summary>The program as a process of its own, as an administrator starts it: for exit codes, and to be killed.</summary>
internal sealed class ChildProgram : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = [];
    private readonly TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildProgram(TestFolder folder, bool isProduction, IEnumerable<string> arguments, IReadOnlyList<string> settings)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = folder.Root };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "WorkforceTrack.App.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = isProduction ? "Production" : "Development";
        foreach (var setting in new Staging { Settings = settings }.Arguments(folder).Skip(1))
        {
            var (name, value) = (setting[2..setting.IndexOf('=', StringComparison.Ordinal)], setting[(setting.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.Exited += (_, _) => address.TrySetException(new InvalidOperationException($"The program ended before it listened:\n{Output}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    internal bool HasExited => process.HasExited;

    /// <summary>What it wrote so far.</summary>
    internal string Output => string.Join('\n', lines);

    /// <summary>Runs a verb of the command line to its end.</summary>
    internal static Task<(int Code, string Output)> RunAsync(TestFolder folder, params string[] verb) => RunAsync(folder, [], verb);

    /// <summary>The same with further settings, as on the command line.</summary>
    internal static async Task<(int Code, string Output)> RunAsync(TestFolder folder, IReadOnlyList<string> settings, string[] verb)
    {
        await using var child = new ChildProgram(folder, isProduction: true, verb, settings);
        await child.process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        return (child.process.ExitCode, child.Output);
    }

    /// <summary>Starts a verb of the command line, and does not wait for it.</summary>
    internal static ChildProgram Start(TestFolder folder, IReadOnlyList<string> settings, params string[] verb) => new(folder, isProduction: true, verb, settings);

    /// <summary>Starts it as a server on a free port, and does not wait for it.</summary>
    internal static ChildProgram Serve(TestFolder folder, params string[] settings) =>
        new(folder, isProduction: false, ["--urls", "http://127.0.0.1:0"], settings);

    // In Development 127.0.0.1 is the booth, and localhost the member pages.
    private static Uri AtMemberPages(string listening) => new UriBuilder(listening) { Host = "localhost" }.Uri;

    /// <summary>Where it answers, once it does.</summary>
    internal Task<Uri> ListeningAsync() => address.Task.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

    /// <summary>Ends it as a power cut would (SIGKILL), whatever it is doing.</summary>
    internal async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await KillAsync();
        process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null) return;
        lines.Enqueue(line);
        if (line.IndexOf(Listening, StringComparison.Ordinal) is var at && at >= 0) address.TrySetResult(AtMemberPages(line[(at + Listening.Length)..].Trim()));
    }
}
