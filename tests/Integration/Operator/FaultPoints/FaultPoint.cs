using IdBellen.Tests.Support.Environment;
using Npgsql;

namespace IdBellen.Tests.Integration.Operator.FaultPoints;

/// <summary>
/// An operator that dies at its n-th change of the world: the change has taken effect, the operator never learns of it, and from that
/// moment on nothing it does reaches anybody. To the world that is <c>kill -9</c>.
/// </summary>
internal sealed class FaultPoint : IAsyncDisposable
{
    private readonly FaultyApiServer api;
    private readonly WatchedPostgresLine line;
    private readonly int number;
    private readonly Lock counting = new();
    private int changes;

    private FaultPoint(FaultyApiServer api, TestPlatform platform, int number)
    {
        this.api = api;
        this.number = number;
        line = new WatchedPostgresLine(platform.Postgres.Port, tag => IsEnd($"SQL {Verb(tag)}"));
        api.After = (request, status) =>
        {
            if (request.Mutation > 0 && status < 300 && IsEnd(
                $"{request.Method} {request.Resource}{(request.Path.EndsWith("/status", StringComparison.Ordinal) ? "/status" : "")}"))
                api.Cut();
            return IsReached ? ApiFault.Drop : null;
        };
    }

    /// <summary>What the last change was; null when the operator did not get that far.</summary>
    public string? Reached { get; private set; }

    public bool IsReached => Reached is not null;

    /// <summary>Begins to count. What was changed before, at the start, does not belong to it.</summary>
    public bool IsArmed { get; set; }

    public RunningOperator Operator { get; private set; } = null!;

    public static async Task<FaultPoint> StartAsync(TestPlatform platform, int number)
    {
        var point = new FaultPoint(await FaultyApiServer.StartAsync(platform.Kubernetes), platform, number);
        point.Operator = await platform.StartOperatorAsync(builder =>
        {
            builder.Configuration["Kubernetes:ConfigFile"] = point.api.Kubeconfig;
            builder.Configuration["Platform:ConnectionString"] = new NpgsqlConnectionStringBuilder(
                platform.Postgres.OperatorConnection(platform.Database))
            {
                Port = point.line.Port,
                SslMode = SslMode.Disable,
                GssEncryptionMode = GssEncryptionMode.Disable,
            }.ConnectionString;
        });
        return point;
    }

    public async ValueTask DisposeAsync()
    {
        api.Cut();
        line.Cut();
        await Operator.DisposeAsync();
        await api.DisposeAsync();
        await line.DisposeAsync();
    }

    private bool IsEnd(string change)
    {
        lock (counting)
        {
            if (!IsArmed || IsReached || ++changes < number) return IsReached;
            Reached = change;
        }
        api.Cut();
        line.Cut();
        return true;
    }

    // "INSERT 0 1" and "UPDATE 2" without their numbers.
    private static string Verb(string tag) => tag.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ' ');
}
