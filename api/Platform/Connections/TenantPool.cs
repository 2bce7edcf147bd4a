using Npgsql;

namespace IdBellen.Api.Tenants;

/// <summary>
/// The way to one municipality's database. Whoever opens a connection gets one with the newest credentials, however long he has held
/// this; only connections that are in use when the credentials are replaced go on with the older ones, for the drain time at most.
/// </summary>
public sealed class TenantDatabase(TimeSpan drainTime, TimeProvider time, ILoggerFactory loggers, Action changed) : IDisposable
{
    private readonly Lock changing = new();
    private readonly List<Pool> draining = [];
    private readonly CancellationTokenSource closed = new();
    private Pool? current;

    /// <summary>Cancelled when the municipality is no longer served.</summary>
    public CancellationToken Closed => closed.Token;

    /// <summary>The version of the Secret whose credentials are in use, the oldest of several; null when none are.</summary>
    public string? SecretVersion
    {
        get
        {
            lock (changing) return (draining is [var oldest, ..] ? oldest : current)?.SecretVersion;
        }
    }

    public void Use(DatabaseCredentials credentials)
    {
        Pool? replaced = null;
        lock (changing)
        {
            if (closed.IsCancellationRequested) return;
            if (current?.ConnectionString == credentials.ConnectionString)
            {
                if (current.SecretVersion == credentials.SecretVersion) return;
                current.SecretVersion = credentials.SecretVersion;
            }
            else
            {
                replaced = current;
                if (replaced is not null) draining.Add(replaced);
                current = new Pool(credentials, loggers);
            }
        }
        if (replaced is not null) Retire(replaced);
        changed();
    }

    /// <summary>For a database context: the connection is taken from the pool when it is opened, not when it is made.</summary>
    public TenantConnection CreateConnection() => new(this);

    /// <exception cref="TenantGoneException">The municipality is no longer served.</exception>
    public async ValueTask<RentedConnection> OpenAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var pool = Enter();
            try
            {
                return new RentedConnection(await pool.Source.OpenConnectionAsync(cancellationToken), () => Leave(pool));
            }
            catch (Exception fault)
            {
                var isReplaced = IsReplaced(pool);
                Leave(pool);
                // It waited for its turn while the credentials were replaced, until those it had were worth nothing any more.
                if (!isReplaced || fault is OperationCanceledException) throw;
            }
        }
    }

    /// <summary>No connection is opened any more, idle ones are closed, and those in use when they are given back.</summary>
    public void Close()
    {
        Pool? last;
        lock (changing)
        {
            last = current;
            current = null;
            if (last is not null) draining.Add(last);
            _ = closed.CancelAsync();
        }
        if (last is not null) Retire(last);
    }

    public void Dispose()
    {
        Close();
        foreach (var pool in Draining()) Finish(pool);
        closed.Dispose();
    }

    private List<Pool> Draining()
    {
        lock (changing) return [.. draining];
    }

    private Pool Enter()
    {
        lock (changing)
        {
            var pool = current ?? throw new TenantGoneException();
            pool.InUse++;
            return pool;
        }
    }

    private void Leave(Pool pool)
    {
        lock (changing)
        {
            if (--pool.InUse > 0 || !pool.IsRetired) return;
        }
        Finish(pool);
    }

    private bool IsReplaced(Pool pool)
    {
        lock (changing) return !ReferenceEquals(pool, current);
    }

    private void Retire(Pool pool)
    {
        pool.Source.Clear();
        lock (changing)
        {
            pool.IsRetired = true;
            if (pool.InUse > 0)
            {
                pool.Drained = time.CreateTimer(_ => Finish(pool), null, drainTime, Timeout.InfiniteTimeSpan);
                return;
            }
        }
        Finish(pool);
    }

    private void Finish(Pool pool)
    {
        pool.Source.Dispose();
        lock (changing)
        {
            if (!draining.Remove(pool)) return;
            pool.Drained?.Dispose();
        }
        changed();
    }

    private sealed class Pool(DatabaseCredentials credentials, ILoggerFactory loggers)
    {
        public NpgsqlDataSource Source { get; } = new NpgsqlDataSourceBuilder(credentials.ConnectionString).UseLoggerFactory(loggers).Build();

        public string ConnectionString => credentials.ConnectionString;

        public string SecretVersion { get; set; } = credentials.SecretVersion;

        /// <summary>Connections that are open or being opened.</summary>
        public int InUse { get; set; }

        public bool IsRetired { get; set; }

        public ITimer? Drained { get; set; }
    }
}

/// <summary>An open connection; disposing gives it back.</summary>
public sealed class RentedConnection(NpgsqlConnection connection, Action returned) : IDisposable, IAsyncDisposable
{
    public NpgsqlConnection Connection => connection;

    public void Dispose()
    {
        connection.Dispose();
        returned();
    }

    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        returned();
    }
}

/// <summary>The municipality was deleted while something was still done for it.</summary>
public sealed class TenantGoneException() : Exception("The municipality is no longer served.");
