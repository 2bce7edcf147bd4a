using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.EndToEnd.Crashes;

/// <summary>
/// Operator and two replicas of the api as processes that are killed (kill -9) and started again, as Kubernetes would, on a PostgreSQL
/// server that crashes. All of them have one clock, which the test sets forward.
/// </summary>
internal sealed class CrashScene(OwnServerFixture fixture, ServedMunicipality municipality) : IAsyncDisposable
{
    /// <summary>How many kinds of crashes there are.</summary>
    public const int Kinds = 5;

    private readonly ProcessClock clock = new();
    private readonly int operatorPort = LoopbackPort.Free();
    private readonly int[] ports = [fixture.Platform.Port, LoopbackPort.Free()];
    private readonly ProductProcess?[] replicas = new ProductProcess?[2];
    private ProductProcess? oneOperator;

    /// <summary>The moment, for everybody.</summary>
    public DateTimeOffset Now => fixture.Time.GetUtcNow();

    public async Task StartAsync()
    {
        await fixture.StopOperatorAsync();
        await fixture.StopApiAsync();
        oneOperator = await StartOperatorAsync();
        for (var replica = 0; replica < ports.Length; replica++) await StartReplicaAsync(replica);
    }

    public void Advance(TimeSpan by)
    {
        clock.Advance(by);
        fixture.Time.Advance(by);
    }

    /// <summary>One of them is killed at this moment and comes back.</summary>
    /// <param name="which">From 0, below <see cref="Kinds"/>.</param>
    /// <returns>Which.</returns>
    public async Task<string> CrashAsync(int which)
    {
        switch (which)
        {
            case 0:
                oneOperator!.Kill();
                await oneOperator.DisposeAsync();
                oneOperator = await StartOperatorAsync();
                return "operator";
            case 1 or 2:
                replicas[which - 1]!.Kill();
                await replicas[which - 1]!.DisposeAsync();
                await StartReplicaAsync(which - 1);
                return $"api {which}";
            case 3:
                await fixture.Platform.Postgres.CrashAsync();
                return "a process of PostgreSQL";
            default:
                await fixture.Platform.Postgres.PowerCutAsync();
                return "PostgreSQL";
        }
    }

    /// <summary>The ports of the replicas of the api.</summary>
    public IReadOnlyList<int> Ports => ports;

    /// <summary>Whatever must succeed in the end; a client asks again.</summary>
    /// <param name="ask">At a port.</param>
    /// <param name="at">The port of the replica that must answer; absent: any.</param>
    public async Task<T> AskAsync<T>(Func<int, Task<T>> ask, int? at = null)
        where T : class => await Eventually.GetAsync(
        async () =>
        {
            foreach (var port in at is { } only ? [only] : ports)
            {
                try
                {
                    return await ask(port);
                }
                catch (Exception fault) when (fault is HttpRequestException or InvalidOperationException or IOException
                    or Npgsql.NpgsqlException)
                {
                    // Down, or its database is.
                }
            }
            return null;
        },
        what: "a replica answers");

    public async ValueTask DisposeAsync()
    {
        if (oneOperator is not null) await oneOperator.DisposeAsync();
        foreach (var replica in replicas.OfType<ProductProcess>()) await replica.DisposeAsync();
        clock.Dispose();
    }

    private Task<ProductProcess> StartOperatorAsync() => StartAsync(ProductProcess.Operator, operatorPort);

    private async Task StartReplicaAsync(int replica)
    {
        replicas[replica] = await StartAsync(ProductProcess.Api, ports[replica]);
        await municipality.ServedAtAsync(ports[replica]);
    }

    // Alive, not ready: a clock that differs from the database's keeps a replica from being ready.
    private Task<ProductProcess> StartAsync(string program, int port) => ProductProcess.StartAsync(
        fixture.Platform, program, port, new Dictionary<string, string?>(clock.Environment, StringComparer.Ordinal)
        {
            ["GraphQL:Documents"] = "Any",
            ["Admission:CitizenMutationsPerMinute"] = "1000000",
            ["Admission:CitizenRequestsPerMinute"] = "10000000",
            ["Admission:CitizenRequestsPerMinutePerMunicipality"] = "10000000",
            ["Admission:CitizenStreamsPerAddress"] = "1000000",
        },
        ready: "/healthz");
}
