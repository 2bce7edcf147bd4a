using IdBellen.Kubernetes.Controllers;
using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Logs;
using IdBellen.Tenancy.PlatformDatabase;
using IdBellen.Tenancy.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IdBellen.Operator.Platform;

/// <summary>Migrates the platform database and grants the api's role its privileges. Retries while PostgreSQL is down.</summary>
internal sealed partial class PlatformPreparation(
    PostgresServer server, IOptions<PlatformOptions> options, PlatformReadiness readiness, TimeProvider time,
    ILogger<PlatformPreparation> logger)
    : BackgroundService
{
    // Exactly what PlatformGrants.sql leaves behind: nothing for PUBLIC, and for the api these rights alone.
    private const string AreGranted =
        """
        WITH held AS (
            SELECT 'DATABASE' AS object, acl.grantee, acl.privilege_type AS privilege
            FROM pg_database, aclexplode(coalesce(datacl, acldefault('d', datdba))) acl WHERE datname = current_database()
            UNION ALL SELECT relname, acl.grantee, acl.privilege_type
            FROM pg_class, aclexplode(relacl) acl WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
        ), wanted AS (
            SELECT 'DATABASE' AS object, 'CONNECT' AS privilege UNION ALL SELECT 'tenant', 'SELECT'
            UNION ALL SELECT 'accepted_spec', 'SELECT'
            UNION ALL SELECT object, privilege FROM unnest(ARRAY['follow_up', 'follower', 'replica', 'replica_tenant']) object,
                unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) privilege
        )
        SELECT NOT EXISTS (SELECT FROM held WHERE grantee = 0)
            AND NOT EXISTS (SELECT object, privilege FROM wanted EXCEPT SELECT object, privilege FROM held
                WHERE grantee = to_regrole(quote_ident(@api)))
            AND NOT EXISTS (SELECT object, privilege FROM held WHERE grantee = to_regrole(quote_ident(@api))
                AND object <> 'DATABASE' EXCEPT SELECT object, privilege FROM wanted)
        """;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                if (await PrepareAsync(stoppingToken)) return;
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // PostgreSQL's own text names objects, and there are no attributes here that it could repeat.
                LogUnprepared(logger, (fault as PostgresException)?.MessageText ?? new SafeFault(fault).ToString());
            }
            await Task.Delay(BackOff.Default.After(failures), time, stoppingToken);
        }
    }

    private async Task<bool> PrepareAsync(CancellationToken cancellationToken)
    {
        // Before anything is made: it would be made half.
        if (!await server.KeepsSessionsAsync(cancellationToken))
        {
            readiness.HeldUpBy(SessionKeeping.Problem);
            LogUnprepared(logger, SessionKeeping.Problem);
            return false;
        }
        await MigrateAsync(cancellationToken);
        await GrantAsync(cancellationToken);
        readiness.Prepared();
        LogPrepared(logger);
        return true;
    }

    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        var settings = PlatformDbContext.Configure(new DbContextOptionsBuilder<PlatformDbContext>(), server.Platform);
        await using var context = new PlatformDbContext((DbContextOptions<PlatformDbContext>)settings.Options);
        await context.Database.MigrateAsync(cancellationToken);
    }

    private async Task GrantAsync(CancellationToken cancellationToken)
    {
        await using var connection = await server.Platform.OpenConnectionAsync(cancellationToken);
        // A restart changes nothing where nothing has changed.
        if (await connection.IsTrueAsync(AreGranted, cancellationToken, ("api", options.Value.ApiRole))) return;
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await SqlFile.Beside(typeof(PlatformPreparation), "PlatformGrants")
            .ExecuteAsync(connection, cancellationToken, ("database", [server.PlatformDatabase]), ("api", [options.Value.ApiRole]));
        await transaction.CommitAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The platform database is ready")]
    private static partial void LogPrepared(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The platform database could not be prepared: {Fault}; retrying")]
    private static partial void LogUnprepared(ILogger logger, string fault);
}
