using IdBellen.Api.Irma;

namespace IdBellen.Api.Sessions;

public static class SessionRegistration
{
    private static readonly TimeSpan IrmaPatience = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddSessions(this IServiceCollection services)
    {
        services.AddHttpClient<IrmaClient>(http => http.Timeout = IrmaPatience)
            // The requestor token is in its addresses, which the client's own logging would write down.
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(2) });
        return services.AddSingleton<ResultVerifier>().AddScoped<StartSession>().AddScoped<CancelSession>().AddScoped<FollowSession>()
            .AddScoped<WatchSession>().AddHostedService<FollowUpWorker>();
    }
}
