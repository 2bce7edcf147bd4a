using IdBellen.Telephony.Asterisk;
using IdBellen.Tests.Support.Environment;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace IdBellen.Tests.Support.Telephony;

/// <summary>The worker as it is, in this process.</summary>
public sealed class RunningWorker : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient http;

    private RunningWorker(WebApplication app, LogLines log)
    {
        this.app = app;
        Log = log;
        http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    /// <summary>All it has logged.</summary>
    public LogLines Log { get; }

    /// <summary>The settings of a worker of a platform, in this process or another.</summary>
    public static Dictionary<string, string?> Settings(TestPlatform platform, AsteriskServer asterisk)
    {
        var settings = new Dictionary<string, string?>(platform.Settings(asOperator: false), StringComparer.Ordinal)
        {
            ["Kubernetes:ConfigFile"] = platform.Kubernetes.Kubeconfig,
            ["Api:Address"] = $"http://127.0.0.1:{platform.Port}",
            ["Calls:FirstDigit"] = "00:00:02",
            ["Calls:NextDigit"] = "00:00:02",
            ["Leadership:LeaseDuration"] = "00:00:03",
            ["Leadership:RenewDeadline"] = "00:00:02",
            ["Leadership:RetryPeriod"] = "00:00:00.5",
        };
        foreach (var (name, value) in asterisk.Settings) settings[name] = value;
        return settings;
    }

    public static async Task<RunningWorker> StartAsync(
        TestPlatform platform, AsteriskServer asterisk, Action<WebApplicationBuilder>? configure = null)
    {
        var log = new LogLines();
        var host = WorkerHost.Build(["--urls", "http://127.0.0.1:0"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(Settings(platform, asterisk));
            builder.Logging.ClearProviders().AddProvider(log);
            configure?.Invoke(builder);
        });
        await host.StartAsync();
        var worker = new RunningWorker(host, log);
        await Eventually.BeTrueAsync(() => Task.FromResult(log.Lines.Any(line => line.Contains("Connected to", StringComparison.Ordinal))),
            what: "the worker is connected to Asterisk");
        return worker;
    }

    public async Task<(int Status, string Text)> GetAsync(string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
