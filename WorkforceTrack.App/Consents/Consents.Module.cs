namespace WorkforceTrack.App.Consents;

internal static class ConsentsModule
{
    internal static IServiceCollection AddConsents(this IServiceCollection services)
    {
        services.AddSingleton<GiveConsent>();
        services.AddSingleton<WithdrawConsent>();
        services.AddSingleton<ReadConsents>();
        services.AddSingleton<WriteReceipt>();
        return services;
    }

    internal static void MapConsents(this WebApplication app) =>
        app.MapGet("/me/consents/{id:guid}/receipt.jsonld", ConsentsEndpoints.ReceiptAsync);
}
