using WorkforceTrack.App.Erasure;
using WorkforceTrack.App.Storage;

namespace WorkforceTrack.App.Correspondence;

internal static class CorrespondenceModule
{
    internal static IServiceCollection AddCorrespondence(this IServiceCollection services)
    {
        services.AddSingleton(provider => MailOptions.Read(provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<StoreOptions>()));
        services.AddSingleton(provider => CodeLimits.Read(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<Attempts>();
        services.AddSingleton<MailedCodes>();
        services.AddSingleton<MailQueue>();
        services.AddSingleton<MailFolder>();
        services.AddSingleton<Addressees>();
        services.AddSingleton<DeliverMail>();
        services.AddHostedService<MailJob>();
        services.AddSingleton<MessageSeal>();
        services.AddSingleton<WriteToUs>();
        services.AddSingleton<AnswerMessages>();
        services.AddSingleton<ISweep, SweepMessages>();
        return services;
    }
}
