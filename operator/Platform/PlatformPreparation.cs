using IdBellen.Operator.Postgres;
using IdBellen.Operator.Runtime;
using IdBellen.Tenancy.PlatformDatabase;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IdBellen.Operator.Platform;

/// <summary>
/// Migrates the platform database and gives the api's role its few rights. When PostgreSQL is down the operator lives on and tries again.
/// </summary>
public sealed partial class PlatformPreparation(
    PostgresServer server, IOptions<PlatformOptions> options, PlatformReadiness readiness, TimeProvider time, ILogger<PlatformPreparation> logger)
    : BackgroundService
{
    // Exactly what GrantAsync leaves behind: nothing for PUBLIC, and for the api these rights alone.
    private const string AreGranted =
        """
        WITH held AS (
            SELECT 'DATABASE' AS object, acl.grantee, acl.privilege_type AS privilege
            FROM pg_database, aclexplode(coalesce(datacl, acldefault('d', datdba))) acl WHERE datname = current_database()
            UNION ALL SELECT relname, acl.grantee, acl.privilege_type
            FROM pg_class, aclexplode(relacl) acl WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
        ), wanted AS (
            SELECT 'DATABASE' AS object, 'CONNECT' AS privilege UNION ALL SELECT 'tenant', 'SELECT'
            UNION ALL SELECT object, privilege FROM unnest(ARRAY['follow_up', 'follower', 'replica', 'replica_tenant']) object, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) privilege
        )
        SELECT NOT EXISTS (SELECT FROM held WHERE grantee = 0)
            AND NOT EXISTS (SELECT object, privilege FROM wanted EXCEPT SELECT object, privilege FROM held WHERE grantee = to_regrole(quote_ident(@api)))
            AND NOT EXISTS (SELECT object, privilege FROM held WHERE grantee = to_regrole(quote_ident(@api)) AND object <> 'DATABASE' EXCEPT SELECT object, privilege FROM wanted)
        """;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                await MigrateAsync(stoppingToken);
                await GrantAsync(stoppingToken);
                readiness.Prepared();
                LogPrepared(logger);
                return;
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogUnprepared(logger, (fault as PostgresException)?.MessageText ?? fault.GetType().Name);
                await Task.Delay(BackOff.Default.After(failures), time, stoppingToken);
            }
        }
    }

    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        var settings = PlatformDbContext.Configure(new DbContextOptionsBuilder<PlatformDbContext>(), server.Platform);
        await using var context = new PlatformDbContext((DbContextOptions<PlatformDbContext>)settings.Options);
        await context.Database.MigrateAsync(cancellationToken);
    }

    private async Task GrantAsync(CancellationToken cancellationToken)
    {
        var database = new Identifier(server.PlatformDatabase);
        var api = new Identifier(options.Value.ApiRole);
        await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
        // A restart changes nothing where nothing has changed.
        if (await connection.IsTrueAsync(AreGranted, cancellationToken, ("api", options.Value.ApiRole))) return;
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync($"REVOKE ALL ON DATABASE {database} FROM PUBLIC", cancellationToken);
        await connection.ExecuteAsync($"GRANT CONNECT ON DATABASE {database} TO {api}", cancellationToken);
        await connection.ExecuteAsync($"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {api}", cancellationToken);
        await connection.ExecuteAsync($"GRANT SELECT ON tenant TO {api}", cancellationToken);
        await connection.ExecuteAsync($"GRANT SELECT, INSERT, UPDATE, DELETE ON follow_up, follower, replica, replica_tenant TO {api}", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The platform database is ready")]
    private static partial void LogPrepared(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The platform database could not be prepared, trying again: {Fault}")]
    private static partial void LogUnprepared(ILogger logger, string fault);
}
