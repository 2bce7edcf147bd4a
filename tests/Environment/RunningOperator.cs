using System.Collections.Concurrent;
using IdBellen.Operator;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace IdBellen.Tests.Environment;

/// <summary>The operator as it is, in this process.</summary>
public sealed class RunningOperator : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient http;

    private RunningOperator(WebApplication app, LogLines log)
    {
        this.app = app;
        Log = log;
        http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    /// <summary>All it has logged.</summary>
    public LogLines Log { get; }

    public IServiceProvider Services => app.Services;

    public static async Task<RunningOperator> StartAsync(TestPlatform platform, Action<WebApplicationBuilder>? configure = null)
    {
        var log = new LogLines();
        var app = OperatorHost.Build(["--urls", "http://127.0.0.1:0"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(platform.Settings());
            builder.Logging.ClearProviders().AddProvider(log);
            configure?.Invoke(builder);
        });
        await app.StartAsync();
        return new RunningOperator(app, log);
    }

    public async Task<(int Status, string Text)> GetAsync(string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public Task BecomeReadyAsync() => Eventually.BeTrueAsync(async () => (await GetAsync("/readyz")).Status == 200, what: "the operator is ready");

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
