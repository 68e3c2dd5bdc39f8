using WorkforceTrack.App.LegalProcess;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Erasure;

namespace WorkforceTrack.App.Erasure;

internal static class ErasureModule
{
    internal static IServiceCollection AddErasure(this IServiceCollection services)
    {
        services.AddSingleton(provider => Terms(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<AskToLeave>();
        services.AddSingleton<EraseAccount>();
        services.AddSingleton<EraseMembers>();
        services.AddSingleton<ReadReceipt>();
        services.AddSingleton<DescribeTraces>();
        services.AddHostedService<ErasureClock>();
        services.AddSingleton(provider => RetentionTimes.Read(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<SweepBook>();
        services.AddSingleton<ReviewRetention>();
        services.AddSingleton<SweepRecords>();
        AddSweeps(services);
        return services;
    }

    internal static void MapErasure(this WebApplication app) => ErasureEndpoints.Map(app);

    private static void AddSweeps(IServiceCollection services)
    {
        services.AddSingleton<ISweep, SweepCodes>();
        services.AddSingleton<ISweep, SweepMailFolder>();
        services.AddSingleton<ISweep>(provider => ActivatorUtilities.CreateInstance<SweepCases>(provider, RecordKind.CasePackages));
        services.AddSingleton<ISweep>(provider => ActivatorUtilities.CreateInstance<SweepCases>(provider, RecordKind.Cases));
        services.AddSingleton<ISweep, SweepLedger>();
        foreach (var kind in SweepRows.Kinds) services.AddSingleton<ISweep>(provider => ActivatorUtilities.CreateInstance<SweepRows>(provider, kind));
    }

    private static LeavingTerms Terms(IConfiguration configuration)
    {
        var set = configuration.GetValue("Retention:WaitingDays", LeavingTerms.Default.Waiting.TotalDays);
        return set is >= 0 and <= 30 ? new LeavingTerms(TimeSpan.FromDays(set)) : throw new StartRefusedException($"Retention:WaitingDays is {set}. Set it to a number of days from 0 to 30.");
    }
}
