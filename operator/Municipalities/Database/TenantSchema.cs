using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Operator.Municipalities.Database;

/// <summary>The tables of one municipality's database, made by the migrations that the operator ships.</summary>
internal static class TenantSchema
{
    /// <param name="context">On a connection to the municipality's database, under its owner role.</param>
    public static async Task<SchemaState> EnsureAsync(TenantDbContext context, CancellationToken cancellationToken)
    {
        var known = context.Database.GetMigrations().ToList();
        var applied = (await context.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        if (applied.Except(known, StringComparer.Ordinal).FirstOrDefault() is { } newer)
            return new SchemaState(newer, IsNewer: true, Migrated: false);
        if (known.Except(applied, StringComparer.Ordinal).Any())
        {
            await context.Database.MigrateAsync(cancellationToken);
            return new SchemaState(known[^1], IsNewer: false, Migrated: true);
        }
        return new SchemaState(known[^1], IsNewer: false, Migrated: false);
    }
}

/// <param name="Version">The newest migration that the database has.</param>
/// <param name="IsNewer">The database was migrated by a newer operator than this one.</param>
/// <param name="Migrated">Whether this reconciliation migrated it.</param>
internal sealed record SchemaState(string Version, bool IsNewer, bool Migrated);
