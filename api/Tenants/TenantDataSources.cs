using Npgsql;

namespace IdBellen.Api.Tenants;

/// <summary>
/// One small connection pool for each municipality. When the connection string changes the old pool is drained: requests that still
/// hold it may finish with it for a minute. The pool of a municipality that is gone is closed at once.
/// </summary>
public sealed class TenantDataSources(TimeProvider time, ILoggerFactory loggers) : IAsyncDisposable
{
    private static readonly TimeSpan DrainTime = TimeSpan.FromMinutes(1);

    private readonly Lock changing = new();
    private readonly Dictionary<string, (string ConnectionString, NpgsqlDataSource DataSource)> open = new(StringComparer.Ordinal);

    private readonly List<DrainTimer> draining = [];

    public NpgsqlDataSource For(string tenantUid, string connectionString)
    {
        lock (changing)
        {
            if (open.TryGetValue(tenantUid, out var current))
            {
                if (current.ConnectionString == connectionString) return current.DataSource;
                Drain(current.DataSource);
            }
            var dataSource = new NpgsqlDataSourceBuilder(connectionString).UseLoggerFactory(loggers).Build();
            open[tenantUid] = (connectionString, dataSource);
            return dataSource;
        }
    }

    public void KeepOnly(IReadOnlySet<string> tenantUids)
    {
        lock (changing)
        {
            foreach (var uid in open.Keys.Where(uid => !tenantUids.Contains(uid)).ToList())
            {
                open.Remove(uid, out var gone);
                gone.DataSource.Dispose();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, dataSource) in open.Values) await dataSource.DisposeAsync();
    }

    private void Drain(NpgsqlDataSource dataSource)
    {
        draining.RemoveAll(timer => timer.Done);
        draining.Add(new DrainTimer(dataSource, time));
    }

    private sealed class DrainTimer
    {
        private readonly ITimer timer;

        public DrainTimer(NpgsqlDataSource dataSource, TimeProvider time) => timer = time.CreateTimer(
            _ =>
            {
                dataSource.Dispose();
                Done = true;
                timer?.Dispose();
            },
            null, DrainTime, Timeout.InfiniteTimeSpan);

        public bool Done { get; private set; }
    }
}
