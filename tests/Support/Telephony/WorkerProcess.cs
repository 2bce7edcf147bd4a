using System.Globalization;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Support.Telephony;

/// <summary>The worker as a process of its own.</summary>
public sealed class WorkerProcess : IAsyncDisposable
{
    private readonly ProductProcess process;
    private readonly HttpClient http;

    private WorkerProcess(ProductProcess process, Uri address)
    {
        this.process = process;
        http = new HttpClient { BaseAddress = address };
    }

    /// <summary>All that it has written.</summary>
    public string Output => process.Output;

    /// <summary>Whether it serves Asterisk, or has done so.</summary>
    public bool HasServed => Output.Contains("Connected to", StringComparison.Ordinal);

    /// <summary>Its process id.</summary>
    public int Id => process.Id;

    /// <summary>Where it tells of its health.</summary>
    public int Port => http.BaseAddress!.Port;

    /// <summary>Returns when it serves Asterisk.</summary>
    public static async Task<WorkerProcess> StartAsync(TestPlatform platform, AsteriskServer asterisk)
    {
        var started = await StartAsync(RunningWorker.Settings(platform, asterisk));
        await Eventually.BeTrueAsync(() => Task.FromResult(started.HasServed), what: "the worker is connected to Asterisk");
        return started;
    }

    /// <summary>With the lease of production. Returns when it is ready, perhaps to take over from another one.</summary>
    public static Task<WorkerProcess> StartAsInProductionAsync(TestPlatform platform, AsteriskServer asterisk) =>
        StartAsync(RunningWorker.Settings(platform, asterisk)
            .Where(setting => !setting.Key.StartsWith("Leadership:", StringComparison.Ordinal))
            .ToDictionary(StringComparer.Ordinal));

    public Task<string> MetricsAsync() => http.GetStringAsync(new Uri("/metrics", UriKind.Relative));

    /// <summary>kill -9.</summary>
    public void Kill() => process.Kill();

    /// <summary>Whether it could serve: it has found out which municipalities there are.</summary>
    public async Task<bool> IsReadyAsync()
    {
        using var answer = await http.GetAsync(new Uri("/readyz", UriKind.Relative));
        return answer.IsSuccessStatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await process.DisposeAsync();
    }

    private static async Task<WorkerProcess> StartAsync(Dictionary<string, string?> settings)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{LoopbackPort.Free()}"));
        settings["ASPNETCORE_URLS"] = address.ToString();
        return new WorkerProcess(
            await ProductProcess.StartAsync("IdBellen.Telephony.Asterisk", new Uri(address, "/readyz"), settings), address);
    }
}
