using System.Diagnostics;
using System.Globalization;

namespace WorkforceTrack.Benchmarks;

/// <summary>A web server as a process of its own, so that what it costs can be told from what the measuring costs.</summary>
internal sealed class ChildServer : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";
    private const double MillisecondsPerTick = 10;

    private readonly Process process;
    private readonly TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> lines = [];
    private bool isFailing;
    private TaskCompletionSource<long> heap = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildServer(string dll, string folder, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = folder };
        start.ArgumentList.Add(dll);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var setting in (string[])["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information"]) start.ArgumentList.Add(setting);
        start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location;
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.Exited += (_, _) => address.TrySetException(new InvalidOperationException($"The server ended before it listened:\n{Output}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    internal Uri Address { get; private set; } = null!;

    internal int Id => process.Id;

    internal string Output
    {
        get
        {
            lock (lines) return string.Join('\n', lines);
        }
    }

    /// <summary>Processor time so far, in milliseconds, of all its threads (Linux: utime and stime of /proc).</summary>
    internal double ProcessorMilliseconds
    {
        get
        {
            var fields = File.ReadAllText($"/proc/{process.Id}/stat").Split(')')[^1].Split(' ');
            return (long.Parse(fields[12], CultureInfo.InvariantCulture) + long.Parse(fields[13], CultureInfo.InvariantCulture)) * MillisecondsPerTick;
        }
    }

    internal static async Task<ChildServer> StartAsync(string dll, string folder, params IEnumerable<string> arguments)
    {
        var server = new ChildServer(dll, folder, arguments);
        server.Address = await server.address.Task.WaitAsync(TimeSpan.FromMinutes(2));
        return server;
    }

    /// <summary>Bytes alive on its managed heap after full collections.</summary>
    internal async Task<long> HeapAsync()
    {
        heap = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        await process.StandardInput.WriteLineAsync(StartupHook.Question);
        await process.StandardInput.FlushAsync();
        return await heap.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null) return;
        lock (lines) lines.Add(line);
        if (line.StartsWith("fail:", StringComparison.Ordinal) || line.StartsWith("crit:", StringComparison.Ordinal)) isFailing = true;
        if (isFailing) Console.Error.WriteLine(line);
        if (line.StartsWith(StartupHook.Answer, StringComparison.Ordinal)) heap.TrySetResult(long.Parse(line.AsSpan(StartupHook.Answer.Length), CultureInfo.InvariantCulture));
        if (line.IndexOf(Listening, StringComparison.Ordinal) is var at && at >= 0) address.TrySetResult(new Uri(line[(at + Listening.Length)..].Trim()));
    }
}
