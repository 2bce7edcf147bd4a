using IdBellen.Tests.Support.Environment;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace IdBellen.Tests.Integration.Operator.Municipalities.RandomFaults;

/// <summary>
/// An operator behind a faulty API server and a line to PostgreSQL that can be cut. When it ends because it has lost its lease, or is
/// told to, it is started again, as Kubernetes would.
/// </summary>
internal sealed class SupervisedOperator(TestPlatform platform, FaultyApiServer api, CuttableLine postgres) : IAsyncDisposable
{
    private readonly CancellationTokenSource end = new();
    private readonly BreakableSignal restart = new();
    private readonly List<Exception> crashes = [];
    private Task running = Task.CompletedTask;

    /// <summary>How often it was started.</summary>
    public int Starts { get; private set; }

    /// <summary>With what it could not be started or ended in order; that too is a fault from which everything must converge.</summary>
    public IReadOnlyList<Exception> Crashes => crashes;

    public void Start() => running = RunAsync();

    public void Restart() => restart.Break();

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await running;
        end.Dispose();
        restart.Dispose();
    }

    private async Task RunAsync()
    {
        while (!end.IsCancellationRequested)
        {
            Starts++;
            try
            {
                await LiveAsync();
            }
            catch (Exception fault)
            {
                crashes.Add(fault);
            }
        }
    }

    private async Task LiveAsync()
    {
        await using var process = await platform.StartOperatorAsync(Configure);
        var lifetime = process.Services.GetRequiredService<IHostApplicationLifetime>();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(end.Token, restart.Token, lifetime.ApplicationStopping);
        await Task.Delay(Timeout.Infinite, ended.Token).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private void Configure(WebApplicationBuilder builder)
    {
        var connection =
            new NpgsqlConnectionStringBuilder(platform.Postgres.OperatorConnection(platform.Database)) { Port = postgres.Port };
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Platform:ConnectionString"] = connection.ConnectionString,
            ["Kubernetes:ConfigFile"] = api.Kubeconfig,
            // Shorter than in production, so that in a minute all that takes minutes there happens too.
            ["Kubernetes:RequestTimeout"] = "00:00:02",
            ["Leadership:LeaseDuration"] = "00:00:04",
            ["Leadership:RenewDeadline"] = "00:00:03",
            ["Leadership:RetryPeriod"] = "00:00:00.5",
            ["Watch:RelistAfter"] = "00:00:10",
            ["Watch:Timeout"] = "00:00:04",
            ["Watch:Silence"] = "00:00:06",
            ["Watch:MaxBackOff"] = "00:00:01",
        });
    }
}
