using IdBellen.Operator.Municipalities.Database;
using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Postgres;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Operator.Municipalities.Strays;

/// <summary>
/// Finds what remains of municipalities whose resource was deleted without a teardown, because its finalizer had been removed, for example
/// by <c>kubectl replace</c>. Nothing is dropped automatically but what was never finished; the login roles are locked.
/// </summary>
internal sealed partial class Orphans(PostgresServer server, UnfinishedRemains unfinished, ILogger<Orphans> logger)
{
    private HashSet<string> suspects = new HashSet<string>(StringComparer.Ordinal);
    private HashSet<string> told = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>The names of the orphans that this platform registered.</summary>
    public IReadOnlyList<string> Names { get; private set; } = [];

    /// <summary>Reports municipalities of this platform without a resource, and locks their login roles.</summary>
    /// <param name="all">The municipalities of all namespaces: one that merely moved out of the operator's sight is none.</param>
    public async Task ScanAsync(IReadOnlyList<Municipality> all, CancellationToken cancellationToken)
    {
        var living = all.Select(municipality => municipality.Uid).ToHashSet(StringComparer.Ordinal);
        var found = (await RegisteredAsync(cancellationToken)).Where(tenant => !living.Contains(tenant.Uid)).ToList();
        // Registered and resource are not read at one moment: only what was missing twice is missing.
        var missing = found.Where(tenant => suspects.Contains(tenant.Uid)).ToList();
        suspects = found.Select(tenant => tenant.Uid).ToHashSet(StringComparer.Ordinal);
        foreach (var (_, name, _) in missing.Where(tenant => !tenant.IsProvisioned)) await RemoveAsync(all, name, cancellationToken);
        var orphans = missing.Where(tenant => tenant.IsProvisioned).ToList();
        Names = [.. orphans.Select(tenant => tenant.Name)];
        foreach (var (uid, name, _) in orphans)
        {
            if (!told.Contains(uid)) LogOrphan(logger, name, uid);
            // A list without any may be a fault, or another cluster; a login that was locked by mistake stops a whole municipality.
            if (all.Count > 0) await LockAsync(uid, cancellationToken);
        }
        told = orphans.Select(tenant => tenant.Uid).ToHashSet(StringComparer.Ordinal);
    }

    // Usually the deletion itself has been the occasion, or a namesake; but the operator may have died in between.
    private async Task RemoveAsync(IReadOnlyList<Municipality> all, string name, CancellationToken cancellationToken)
    {
        if (all.Count > 0 && !all.Any(municipality => municipality.Metadata.Name == name) && TenantName.TryParse(name, out var parsed))
            await unfinished.RemoveAsync(parsed.Value, cancellationToken);
    }

    private async Task<List<(string Uid, string Name, bool IsProvisioned)>> RegisteredAsync(CancellationToken cancellationToken)
    {
        await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
        await using var command = connection.Command(
            """
            SELECT uid, name, provisioned_at IS NOT NULL FROM tenant
            UNION ALL SELECT uid, name, false FROM accepted_spec WHERE uid NOT IN (SELECT uid FROM tenant) ORDER BY 2
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var registered = new List<(string Uid, string Name, bool IsProvisioned)>();
        while (await reader.ReadAsync(cancellationToken))
            registered.Add((reader.GetString(0), reader.GetString(1), reader.GetBoolean(2)));
        return registered;
    }

    private async Task LockAsync(string uid, CancellationToken cancellationToken)
    {
        await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
        foreach (var role in await connection.TextsAsync(
            "SELECT rolname::text FROM pg_roles WHERE rolcanlogin AND shobj_description(oid, 'pg_authid') = @uid", cancellationToken,
            ("uid", uid)))
        {
            await connection.ExecuteAsync($"ALTER ROLE {new Identifier(role)} NOLOGIN", cancellationToken);
            LogLocked(logger, role);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Municipality} ({Uid}) no longer has a resource but was not torn down: its "
        + "database, roles and rows remain; see the command orphans")]
    private static partial void LogOrphan(ILogger logger, string municipality, string uid);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Locked role {Role}: its municipality no longer has a resource")]
    private static partial void LogLocked(ILogger logger, string role);
}
