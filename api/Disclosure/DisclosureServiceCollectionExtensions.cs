using IdBellen.Api.Disclosure.Followed;
using IdBellen.Api.Disclosure.Following;
using IdBellen.Api.Disclosure.Irma;
using IdBellen.Api.Disclosure.IrmaResults;
using IdBellen.Api.Disclosure.Rules;
using IdBellen.Api.Disclosure.Sessions;
using IdBellen.Tenancy.Outbound;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IdBellen.Api.Disclosure;

/// <summary>The sessions of citizens at the IRMA server, and their results.</summary>
internal static class DisclosureServiceCollectionExtensions
{
    public static IServiceCollection AddDisclosure(this IServiceCollection services, IConfiguration configuration)
    {
        // One client each for the whole process: their connections are pooled for each server.
        services.AddHttpClient(nameof(IrmaClient), http => http.Timeout = Timeout.InfiniteTimeSpan).Quietly();
        services.AddHttpClient(nameof(IrmaEvents), http => http.Timeout = Timeout.InfiniteTimeSpan).Quietly();
        services.AddSingleton(provider => new IrmaClient(provider.Client(nameof(IrmaClient))))
            .AddSingleton(provider => new IrmaEvents(provider.Client(nameof(IrmaEvents))));
        services.AddOptions<FollowUpOptions>().Bind(configuration.GetSection(FollowUpOptions.Section)).ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<FollowedSessions>().AddSingleton<FollowerLease>().AddSingleton<AdoptSessions>().AddSingleton<StatusStreams>()
            .AddSingleton<PollSession>().AddSingleton<TenantLanes>().AddHostedService<FollowerService>().AddHostedService<FollowUpWorker>();
        services.AddSingleton(new ResultBudget()).AddSingleton<ReceivedResults>().AddSingleton<UntrustedResults>()
            .AddSingleton<ResultMetrics>();
        services.TryAddSingleton(new DialCodeSource(DialCode.Create));
        return services.AddSingleton<ResultVerifier>().AddScoped<OpenSession>().AddScoped<StoreSession>().AddScoped<StartSession>()
            .AddScoped<FollowSession>().AddScoped<PairingDigits>().AddHttpContextAccessor();
    }

    private static HttpClient Client(this IServiceProvider provider, string name) =>
        provider.GetRequiredService<IHttpClientFactory>().CreateClient(name);

    // The requestor token is in the addresses, which the client's own logging would write down.
    private static void Quietly(this IHttpClientBuilder client) => client.RemoveAllLoggers()
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
        .AddHttpMessageHandler(() => new BoundedAnswers(IrmaClient.Limits))
        .ConfigurePrimaryHttpMessageHandler(OutboundSockets.Create);
}
