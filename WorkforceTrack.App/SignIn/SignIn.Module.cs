namespace WorkforceTrack.App.SignIn;

internal static class SignInModule
{
    internal static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddSingleton(provider => SessionLimits.Read(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<Callers>();
        return services;
    }
}
