using IdBellen.Kubernetes.Controllers;
using IdBellen.Operator;
using IdBellen.Operator.Municipalities;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IdBellen.Tests.Support.Environment;

/// <summary>The operator as it is, in this process.</summary>
public sealed class RunningOperator : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient http;
    private readonly Looks looks;

    private RunningOperator(WebApplication app, LogLines log, Looks looks)
    {
        this.app = app;
        Log = log;
        this.looks = looks;
        http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    /// <summary>All it has logged.</summary>
    public LogLines Log { get; }

    public IServiceProvider Services => app.Services;

    public static async Task<RunningOperator> StartAsync(TestPlatform platform, Action<WebApplicationBuilder>? configure = null)
    {
        var log = new LogLines();
        var looks = new Looks();
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

    public Task BecomeReadyAsync() =>
        Eventually.BeTrueAsync(async () => (await GetAsync("/readyz")).Status == 200, what: "the operator is ready");

    /// <summary>Asks for a look at a municipality, and waits until one that began after this has ended.</summary>
    public Task ReconciledAsync(string name) => LookedAtAsync(name, queue => queue.Enqueue(name));

    /// <summary>Lets the time of a look come, though nothing has changed, and waits until one that began after this has ended.</summary>
    public Task RoutineAsync(string name) => LookedAtAsync(name, queue => queue.EnqueueAfter(name, TimeSpan.FromMilliseconds(1)));

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private async Task LookedAtAsync(string name, Action<KeyedWorkQueue> ask)
    {
        var begun = looks.Begun(name);
        ask(Services.GetRequiredService<KeyedWorkQueue>());
        await Eventually.BeTrueAsync(() => Task.FromResult(looks.Ended(name) > begun), what: $"{name} is looked at");
    }
}
