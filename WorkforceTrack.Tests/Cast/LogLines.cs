using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace WorkforceTrack.Tests.Cast;

/// <summary>What the program logged, as a person would read it: level, category, message, exception.</summary>
internal sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<string> lines = [];

    /// <summary>All lines so far.</summary>
    internal IReadOnlyCollection<string> All => lines;

    public ILogger CreateLogger(string categoryName) => new Line(this, categoryName);

    public void Dispose()
    {
        // Lines are read after the program is gone.
    }

    private sealed class Line(LogLines log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            log.lines.Enqueue($"scope {category}: {state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}");
    }
}
