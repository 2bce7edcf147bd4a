using System.Collections.Concurrent;
using IdBellen.Operator;
using IdBellen.Operator.Municipalities;
using IdBellen.Operator.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IdBellen.Tests.Environment;

/// <summary>The operator as it is, in this process.</summary>
public sealed class RunningOperator : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient http;

    private RunningOperator(WebApplication app, LogLines log, ConcurrentDictionary<string, int> looks)
    {
        this.app = app;
        Log = log;
        Looks = looks;
        http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    /// <summary>All it has logged.</summary>
    public LogLines Log { get; }

    /// <summary>How often each municipality has been looked at.</summary>
    public ConcurrentDictionary<string, int> Looks { get; }

    public IServiceProvider Services => app.Services;

    public static async Task<RunningOperator> StartAsync(TestPlatform platform, Action<WebApplicationBuilder>? configure = null)
    {
        var log = new LogLines();
        var looks = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var host = OperatorHost.Build(["--urls", "http://127.0.0.1:0"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(platform.Settings());
            builder.Logging.ClearProviders().AddProvider(log);
            builder.Services.AddSingleton<IReconciler>(services =>
                new CountedReconciler(ActivatorUtilities.CreateInstance<MunicipalityReconciler>(services), looks));
            configure?.Invoke(builder);
        });
        await host.StartAsync();
        return new RunningOperator(host, log, looks);
    }

    public async Task<(int Status, string Text)> GetAsync(string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public Task BecomeReadyAsync() => Eventually.BeTrueAsync(async () => (await GetAsync("/readyz")).Status == 200, what: "the operator is ready");

    /// <summary>Asks for a look at a municipality, and waits until it has been looked at once more.</summary>
    public async Task LookedAtAsync(string name)
    {
        var looks = Looks.GetValueOrDefault(name);
        Services.GetRequiredService<KeyedWorkQueue>().Enqueue(name);
        await Eventually.BeTrueAsync(() => Task.FromResult(Looks.GetValueOrDefault(name) > looks), what: $"{name} is looked at");
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}

/// <summary>The operator's own reconciler, counted.</summary>
internal sealed class CountedReconciler(MunicipalityReconciler reconciler, ConcurrentDictionary<string, int> looks) : IReconciler
{
    public async Task<ReconcileResult> ReconcileAsync(string key, CancellationToken cancellationToken)
    {
        var result = await reconciler.ReconcileAsync(key, cancellationToken);
        looks.AddOrUpdate(key, 1, (_, times) => times + 1);
        return result;
    }
}
