namespace WorkforceTrack.App.Correspondence;

internal static class CorrespondenceModule
{
    internal static IServiceCollection AddCorrespondence(this IServiceCollection services)
    {
        return services;
    }
}
