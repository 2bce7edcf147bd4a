using IdBellen.Api.Platform.Refusals;
using IdBellen.Tenancy.Hosting;
using IdBellen.Tenancy.Postgres;
using Npgsql;

namespace IdBellen.Api.Platform.Connections;

/// <summary>
/// Opens connections to one municipality's database, always with the current credentials. Connections in use when the credentials are
/// replaced keep the old ones, for the drain time at most.
/// </summary>
internal sealed class TenantPool(
    TenantPoolOptions options, ConnectionCeiling ceiling, TimeProvider time, ILoggerFactory loggers, Action changed) : IDisposable
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
            if (current?.Settings == credentials.Pool)
            {
                if (current.SecretVersion == credentials.SecretVersion) return;
                current.SecretVersion = credentials.SecretVersion;
            }
            else
            {
                replaced = current;
                if (replaced is not null) draining.Add(replaced);
                current = new Pool(credentials, options, time, loggers);
            }
        }
        if (replaced is not null) Retire(replaced);
        changed();
    }

    /// <summary>Creates a connection for a database context. It takes a pooled connection when it is opened, not before.</summary>
    /// <param name="share">The share to use; read when the connection is opened.</param>
    public TenantConnection CreateConnection(CurrentShare share) => new(this, share);

    /// <exception cref="TenantGoneException">The municipality is no longer served.</exception>
    /// <exception cref="TenantBusyException">Too many wait for one already.</exception>
    public async ValueTask<RentedConnection> OpenAsync(CancellationToken cancellationToken, ConnectionShare share = ConnectionShare.Staff)
    {
        HeldConnections.Ask();
        while (true)
        {
            var pool = Enter();
            IDisposable? turn = null;
            var isCounted = false;
            try
            {
                turn = await pool.Turns.TakeAsync(share, cancellationToken);
                await ceiling.EnterAsync(pool.Share, cancellationToken);
                isCounted = true;
                var connection = await pool.Source.OpenConnectionAsync(cancellationToken);
                var giveBack = HeldConnections.Take();
                return new RentedConnection(connection, () =>
                {
                    giveBack();
                    ceiling.Leave(pool.Share);
                    Leave(pool, turn);
                });
            }
            catch (Exception fault)
            {
                var isReplaced = IsReplaced(pool);
                if (isCounted) ceiling.Leave(pool.Share);
                Leave(pool, turn);
                // The credentials were replaced while this request waited for its turn; retry with the new ones.
                if (!isReplaced || fault is OperationCanceledException) throw;
            }
        }
    }

    /// <summary>Stops opening connections and closes idle ones. Connections in use are closed when they are returned.</summary>
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

    private void Leave(Pool pool, IDisposable? turn)
    {
        turn?.Dispose();
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
        ceiling.Close(pool.Share);
        lock (changing)
        {
            pool.IsRetired = true;
            if (pool.InUse > 0)
            {
                pool.Drained = time.CreateTimer(_ => Finish(pool), null, options.DrainTime, Timeout.InfiniteTimeSpan);
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

    private sealed class Pool
    {
        public Pool(DatabaseCredentials credentials, TenantPoolOptions options, TimeProvider time, ILoggerFactory loggers)
        {
            Settings = credentials.Pool;
            SecretVersion = credentials.SecretVersion;
            Turns = new ConnectionTurns(credentials.Pool.MaxSize, options, time);
            Source = credentials.Pool.Open(loggers);
            Share = new PoolShare(Source.Clear);
        }

        public ConnectionTurns Turns { get; }

        public NpgsqlDataSource Source { get; }

        public PoolShare Share { get; }

        public PoolSettings Settings { get; }

        public string SecretVersion { get; set; }

        /// <summary>Connections that are open or being opened.</summary>
        public int InUse { get; set; }

        public bool IsRetired { get; set; }

        public ITimer? Drained { get; set; }
    }
}

/// <summary>An open connection. Disposing returns it to the pool.</summary>
internal sealed class RentedConnection(NpgsqlConnection connection, Action returned) : IDisposable, IAsyncDisposable
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
internal sealed class TenantGoneException() : Exception("The municipality is no longer served."), IRefused
{
    public int Status => StatusCodes.Status404NotFound;

    public Refusal Refusal => Refusal.MunicipalityUnknown;
}
