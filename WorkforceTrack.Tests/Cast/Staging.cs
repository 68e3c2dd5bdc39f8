using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using WorkforceTrack.App;

namespace WorkforceTrack.Tests.Cast;

/// <summary>How a test wants the program: in which environment, on which disk, at what time, with which settings.</summary>
internal sealed record Staging
{
    /// <summary>Production instead of Development.</summary>
    internal bool IsProduction { get; init; }

    /// <summary>A disk that the test made and removes; null for a new one that goes with the program.</summary>
    internal TestFolder? Folder { get; init; }

    /// <summary>Whether a missing master key is made, as an administrator does before the first start.</summary>
    internal bool MakesKey { get; init; } = true;

    /// <summary>The clock of the program; null for the machine's.</summary>
    internal TimeProvider? Clock { get; init; }

    /// <summary>Further settings, as on the command line: "--Security:SessionIdle=00:05:00".</summary>
    internal IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>Everything down to this level is logged, whatever the settings say.</summary>
    internal LogLevel? LogFrom { get; init; }

    /// <summary>What a test puts in the place of the program's own services.</summary>
    internal Action<IServiceCollection>? Services { get; init; }

    /// <summary>The settings of the program, as on its command line.</summary>
    internal string[] Arguments(TestFolder folder) =>
    [
        $"--environment={(IsProduction ? "Production" : "Development")}",
        "--Organisation:Name=The Test Members",
        "--Organisation:SupportAddress=support@members.example",
        "--Organisation:PublicOrigin=https://members.example",
        .. (MakesKey ? folder.WithKey() : folder).Settings,
        .. Settings,
    ];

    /// <summary>The program with its services and routes, not yet opened.</summary>
    internal WebApplication Build(TestFolder folder, LogLines log, Action<WebApplicationBuilder> adapt) => Start.Build(Arguments(folder), Adapt(log) + adapt);

    /// <summary>What a test changes of the program: where the log goes, and the clock.</summary>
    internal Action<WebApplicationBuilder> Adapt(LogLines log) => builder =>
    {
        builder.Logging.ClearProviders().AddProvider(log);
        if (LogFrom is { } level)
        {
            builder.Services.Configure<LoggerFilterOptions>(options =>
            {
                options.Rules.Clear();
                options.MinLevel = level;
            });
        }

        Services?.Invoke(builder.Services);
        if (Clock is { } clock) builder.Services.Replace(ServiceDescriptor.Singleton(clock));
    };
}
