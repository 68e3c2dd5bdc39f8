using Quartz;

namespace WorkforceTrack.App.LegalProcess;

internal static class LegalProcessModule
{
    internal static IServiceCollection AddLegalProcess(this IServiceCollection services)
    {
        services.AddSingleton(provider => LegalSettings.Read(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<CaseSeal>();
        services.AddSingleton<CaseParts>();
        services.AddSingleton<CaseBook>();
        services.AddSingleton<ReceiveCase>();
        services.AddSingleton<MoveCase>();
        services.AddSingleton<ClassifyCase>();
        services.AddSingleton<ProduceCase>();
        services.AddSingleton<ObjectToDemand>();
        services.AddSingleton<RecordDelivery>();
        services.AddSingleton<TurnCases>();
        services.AddSingleton<ReadBoard>();
        services.AddSingleton<ReadCase>();
        services.AddSingleton<ReadOwnCases>();
        services.AddSingleton<DescribeLawfulUse>();
        services.AddSingleton<ReadTransparency>();
        services.AddQuartz(quartz =>
        {
            quartz.AddJob<LegalClock>(job => job.WithIdentity(nameof(LegalClock)).StoreDurably());
            quartz.AddTrigger(trigger => trigger.ForJob(nameof(LegalClock)).StartNow()
                .WithSimpleSchedule(schedule => schedule.WithInterval(LegalClock.Pause).RepeatForever()));
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        return services;
    }

    internal static void MapLegalProcess(this WebApplication app) => LegalProcessEndpoints.Map(app);
}
