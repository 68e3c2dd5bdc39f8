namespace WorkforceTrack.App.Policy;

internal static class PolicyModule
{
    internal static IServiceCollection AddPolicy(this IServiceCollection services)
    {
        services.AddSingleton<PolicyInForce>();
        services.AddSingleton<PolicyShelf>();
        return services;
    }
}
