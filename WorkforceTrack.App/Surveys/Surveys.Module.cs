namespace WorkforceTrack.App.Surveys;

internal static class SurveysModule
{
    internal static IServiceCollection AddSurveys(this IServiceCollection services)
    {
        services.AddSingleton<SurveyKeys>();
        services.AddSingleton<BallotBox>();
        services.AddSingleton<SurveyShelf>();
        services.AddSingleton<SurveyDesk>();
        services.AddSingleton<WriteSurvey>();
        services.AddSingleton<StartSurvey>();
        services.AddSingleton<EndSurvey>();
        services.AddSingleton<PublishResults>();
        services.AddSingleton<DeskSeats>();
        services.AddSingleton<ThemingDesk>();
        services.AddSingleton<RemoveComments>();
        services.AddHostedService(provider => provider.GetRequiredService<RemoveComments>());
        services.AddSingleton<DescribeSurveys>();
        services.AddSingleton<DrawPass>();
        services.AddSingleton<PollLimit>();
        services.AddSingleton<CastBallot>();
        services.AddSingleton<ReadSurveys>();
        services.AddSingleton<BoothAddress>();
        return services;
    }
}
