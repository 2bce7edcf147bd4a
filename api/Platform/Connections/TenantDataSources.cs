using IdBellen.Tenancy.Hosting;
using Microsoft.Extensions.Options;

namespace IdBellen.Api.Platform.Connections;

/// <summary>The ways to the municipalities' databases, one each, and which version of their Secrets this replica uses.</summary>
internal sealed class TenantDataSources(IOptions<TenantPoolOptions> options, TimeProvider time, ILoggerFactory loggers) : IDisposable
{
    private static readonly TimeSpan CeilingPatience = TimeSpan.FromSeconds(5);

    private readonly ConnectionCeiling ceiling = new(options.Value.MaxConnections, CeilingPatience, time);
    private readonly Lock changing = new();
    private readonly SemaphoreSlim changes = new(0);
    private readonly Dictionary<string, TenantPool> served = new(StringComparer.Ordinal);
    private readonly List<(string Uid, TenantPool Database)> closing = [];
    private bool isComplete;

    /// <summary>The municipality's database, with these credentials from now on.</summary>
    public TenantPool Use(string tenantUid, DatabaseCredentials credentials)
    {
        lock (changing)
        {
            if (!served.TryGetValue(tenantUid, out var database))
                served[tenantUid] = database = new TenantPool(options.Value, ceiling, time, loggers, SignalChange);
            database.Use(credentials);
            return database;
        }
    }

    /// <summary>The databases of all other municipalities are closed.</summary>
    public void KeepOnly(IReadOnlySet<string> tenantUids)
    {
        lock (changing)
        {
            foreach (var uid in served.Keys.Where(uid => !tenantUids.Contains(uid)).ToList())
            {
                served.Remove(uid, out var database);
                closing.Add((uid, database!));
                database!.Close();
            }
        }
    }

    /// <summary>Marks the set of municipalities as complete. Before that, the versions that this replica will use are unknown.</summary>
    public void Complete()
    {
        lock (changing) isComplete = true;
        SignalChange();
    }

    /// <summary>
    /// For each municipality the version of the Secret in use, the oldest of several. One that is no longer served stays until its last
    /// connection has come back. Null before <see cref="Complete"/>.
    /// </summary>
    public IReadOnlyDictionary<string, string>? SecretVersions()
    {
        lock (changing)
        {
            if (!isComplete) return null;
            closing.RemoveAll(one => one.Database.SecretVersion is null);
            var versions = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (uid, database) in closing.Concat(served.Select(one => (one.Key, one.Value))))
            {
                if (database.SecretVersion is { } version) versions.TryAdd(uid, version);
            }
            return versions;
        }
    }

    /// <summary>Waits until <see cref="SecretVersions"/> may have changed since the last wait.</summary>
    public Task ChangeAsync(CancellationToken cancellationToken) => changes.WaitAsync(cancellationToken);

    public void Dispose()
    {
        lock (changing)
        {
            foreach (var database in served.Values.Concat(closing.Select(one => one.Database))) database.Dispose();
            served.Clear();
            closing.Clear();
        }
        changes.Dispose();
    }

    private void SignalChange()
    {
        if (changes.CurrentCount == 0) changes.Release();
    }
}
