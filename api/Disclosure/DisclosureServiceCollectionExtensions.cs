using IdBellen.Api.Irma;
using IdBellen.Api.Sessions.Following;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IdBellen.Api.Sessions;

public static class SessionRegistration
{
    private static readonly TimeSpan IrmaPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    public static IServiceCollection AddSessions(this IServiceCollection services, IConfiguration configuration)
    {
        // One client each for the whole process: their connections are pooled for each server.
        services.AddHttpClient(nameof(IrmaClient), http => http.Timeout = IrmaPatience).Quietly();
        services.AddHttpClient(nameof(IrmaEvents), http => http.Timeout = Timeout.InfiniteTimeSpan).Quietly();
        services.AddSingleton(provider => new IrmaClient(provider.Client(nameof(IrmaClient))))
            .AddSingleton(provider => new IrmaEvents(provider.Client(nameof(IrmaEvents))));
        services.AddOptions<FollowUpOptions>().Bind(configuration.GetSection(FollowUpOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<FollowedSessions>().AddSingleton<FollowerLease>().AddSingleton<AdoptSessions>().AddSingleton<StatusStreams>()
            .AddSingleton<LookAtSession>().AddSingleton<TenantLanes>().AddHostedService<FollowerService>().AddHostedService<FollowUpWorker>();
        services.TryAddSingleton(new DialCodeSource(DialCode.Create));
        return services.AddSingleton<ResultVerifier>().AddScoped<OpenSession>().AddScoped<StartSession>().AddScoped<CancelSession>().AddScoped<FollowSession>()
            .AddScoped<PairSession>().AddScoped<StartInvitedSession>().AddScoped<ReadSessionStatuses>().AddScoped<WatchSession>()
            .AddSingleton<InvitationGuesses>().AddHttpContextAccessor();
    }

    private static HttpClient Client(this IServiceProvider provider, string name) => provider.GetRequiredService<IHttpClientFactory>().CreateClient(name);

    // The requestor token is in the addresses, which the client's own logging would write down.
    private static void Quietly(this IHttpClientBuilder client) => client.RemoveAllLoggers()
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = ConnectionLifetime });
}
