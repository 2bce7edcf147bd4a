using IdBellen.Operator.Municipalities.Database;
using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.PlatformDatabase;
using IdBellen.Tenancy.Postgres;

namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>
/// Drains the database for a limited time: waits until no live replica serves the municipality and no session is active; idle pooled
/// sessions do not count. Then locks the municipality's login roles and terminates the remaining sessions.
/// </summary>
internal sealed class Drain(EndLiveCalls calls, PostgresServer server, TimeProvider time) : ITeardownStage
{
    /// <summary>The maximum duration of the stage.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public string Name => "Draining";

    public async Task<StageResult> RunAsync(TeardownContext context, CancellationToken cancellationToken)
    {
        var found = await context.ObserveAsync(cancellationToken);
        await calls.EraseAsync(context, found, cancellationToken);
        var left = Limit - (time.GetUtcNow() - (context.Record.Facts.BeganAt(Name) ?? time.GetUtcNow()));
        if (left > TimeSpan.Zero && await IsInUseAsync(context, cancellationToken))
            return StageResult.RequeueAfter(left < Pause ? left : Pause);
        await CloseAsync(context, found, cancellationToken);
        return StageResult.Complete;
    }

    private static Task<bool> IsInUseAsync(TeardownContext context, CancellationToken cancellationToken) => context.Connection.IsTrueAsync(
        """
        SELECT EXISTS (
            SELECT FROM replica_tenant served JOIN replica ON replica.id = served.replica_id
            WHERE served.tenant_uid = @uid AND replica.seen_at > now() - @lifetime
        ) OR EXISTS (
            SELECT FROM pg_stat_activity
            WHERE datname = @database AND usename = ANY(@roles) AND state NOT IN ('idle', 'disabled')
        )
        """,
        cancellationToken,
        ("uid", context.Uid), ("lifetime", Replica.Lifetime), ("database", context.Names.Database),
        ("roles", context.Names.Roles.ToArray()));

    private async Task CloseAsync(TeardownContext context, TenantObjects found, CancellationToken cancellationToken)
    {
        var roles = context.Names.Roles.Where(role => found.OwnsRole(role, context.Uid)).ToArray();
        foreach (var role in roles)
        {
            await context.Connection.ExecuteAsync($"ALTER ROLE {new Identifier(role)} NOLOGIN", cancellationToken);
            // The sessions only of roles that we are a member of may be ended, here and by DROP DATABASE.
            await RoleMembership.EnsureAsync(context.Connection, role, server.OperatorRole, cancellationToken);
        }
        await OpenSessions.NoteAsync(
            context, "SELECT pid, backend_start FROM pg_stat_activity WHERE usename = ANY(@names)", roles, cancellationToken);
        await using var end = context.Connection.Command(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = ANY(@roles)", ("roles", roles));
        await end.ExecuteNonQueryAsync(cancellationToken);
    }
}
