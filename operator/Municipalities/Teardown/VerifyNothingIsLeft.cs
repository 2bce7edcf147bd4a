using IdBellen.Operator.Municipalities.Secrets;
using IdBellen.Operator.Platform;
using IdBellen.Operator.Postgres;

namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>
/// Looks for anything that still carries the resource's UID, whatever it is called, in the catalogues and at the API server.
/// </summary>
internal sealed class VerifyNothingIsLeft(TenantRows register, SecretStore secrets, TimeProvider time) : ITeardownStage
{
    public string Name => "Verifying";

    public async Task<StageResult> RunAsync(TeardownContext context, CancellationToken cancellationToken)
    {
        var left = await InCataloguesAsync(context, cancellationToken);
        if (await register.HoldsAsync(context.Uid, cancellationToken)) left.Add("rows in the platform database");
        left.AddRange((await GeneratedSecrets.FindAsync(secrets, context, cancellationToken)).Left());
        if (left.Count > 0) return StageResult.Blocked($"Still there: {string.Join("; ", left)}.");
        if (context.Record.Receipt is null)
            await context.Record.AddAsync(facts => facts with { VerifiedAt = time.GetUtcNow() }, cancellationToken);
        return StageResult.Complete;
    }

    private static Task<List<string>> InCataloguesAsync(TeardownContext context, CancellationToken cancellationToken) =>
        context.Connection.TextsAsync(
            """
            SELECT 'database ' || datname FROM pg_database WHERE shobj_description(oid, 'pg_database') = @uid
            UNION ALL SELECT 'role ' || rolname FROM pg_roles WHERE shobj_description(oid, 'pg_authid') = @uid
            UNION ALL SELECT 'mark ' || objoid::text FROM pg_shdescription mark
                WHERE description = @uid AND NOT EXISTS (SELECT FROM pg_database WHERE oid = mark.objoid)
                    AND NOT EXISTS (SELECT FROM pg_roles WHERE oid = mark.objoid)
            """,
            cancellationToken, ("uid", context.Uid));
}
