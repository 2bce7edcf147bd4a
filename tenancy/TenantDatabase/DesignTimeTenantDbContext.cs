using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;

namespace IdBellen.Tenancy.TenantDatabase;

/// <summary>Only for <c>dotnet ef migrations add</c>, which needs a model and connects to nothing.</summary>
internal sealed class DesignTimeTenantDbContext : IDesignTimeDbContextFactory<TenantDbContext>
{
    [SuppressMessage("Reliability", "CA2000", Justification = "A tool's process that ends at once; nothing is opened.")]
    public TenantDbContext CreateDbContext(string[] args) => TenantDbContextOptions.Context(new NpgsqlConnection());
}
