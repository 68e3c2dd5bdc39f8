using WorkforceTrack.App.Storage;

namespace WorkforceTrack.App.WebLogs;

internal static class WebLogsModule
{
    internal static IServiceCollection AddWebLogs(this IServiceCollection services)
    {
        services.AddSingleton(provider => WebLogOptions.Read(provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<StoreOptions>()));
        services.AddPageNotes();
        services.AddSingleton<WebLogFolder>();
        services.AddSingleton<AppendToLog>();
        services.AddSingleton<HostNames.Ask>(HostNames.OfMachineAsync);
        services.AddSingleton<HostNames>();
        services.AddSingleton<UseBook>();
        services.AddSingleton<PruneWebLog>();
        services.AddSingleton<ReadUsage>();
        services.AddSingleton(provider => IncidentRetention.Read(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<IncidentSeal>();
        services.AddSingleton<IncidentDesk>();
        services.AddSingleton<IncidentSeats>();
        services.AddSingleton<IncidentLines>();
        services.AddSingleton<ReportIncident>();
        services.AddSingleton<Investigate>();
        services.AddSingleton<HandOverLines>();
        services.AddSingleton<CloseIncident>();
        services.AddSingleton<DestroyIncidents>();
        services.AddSingleton<ReadIncidents>();
        services.AddHostedService<WriteWebLog>();
        services.AddHostedService<WebLogJob>();
        return services;
    }

    /// <summary>What noting a page takes; without a writer, nothing comes of it.</summary>
    internal static IServiceCollection AddPageNotes(this IServiceCollection services)
    {
        services.AddSingleton<WebLogQueue>();
        services.AddSingleton<PagePatterns>();
        return services;
    }

    /// <summary>Notes pages. Call it when the route is known and before anybody reads who is there.</summary>
    internal static void UsePageNotes(this IApplicationBuilder app) => app.UseMiddleware<NotePage>();
}
