using System.Security.Cryptography;
using Hangfire.PostgreSql;
using IdBellen.Operator.Jobs;
using IdBellen.Tenancy.PlatformDatabase;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IdBellen.Tests.Support.Environment;

/// <summary>
/// A platform database as the operator's first start makes it, by the same migrations and the same job storage. Hundreds of tests need one;
/// made anew for each it was a third of what a test waited for until its municipality was ready. What the first start does is for
/// <c>StartTests</c>.
/// </summary>
internal static class PreparedPlatform
{
    /// <summary>Makes one that can be copied.</summary>
    /// <returns>Its name, which no other run of the tests has.</returns>
    public static async Task<string> CreateAsync(PostgresInstance server)
    {
        var name = $"prepared_{RandomNumberGenerator.GetHexString(12, lowercase: true)}";
        await server.ExecuteAsync($"CREATE DATABASE {name} OWNER idbellen_operator TEMPLATE template0");
        await server.ExecuteAsync($"REVOKE ALL ON DATABASE {name} FROM PUBLIC");
        // Not pooled: a database that somebody is connected to can't be copied.
        await using (var connections = NpgsqlDataSource.Create(server.OperatorConnection(name) + ";Pooling=false"))
        {
            var settings = PlatformDbContext.Configure(new DbContextOptionsBuilder<PlatformDbContext>(), connections);
            await using var context = new PlatformDbContext((DbContextOptions<PlatformDbContext>)settings.Options);
            await context.Database.MigrateAsync();
            var options = JobTimings.Storage();
            // Makes its tables at once.
            _ = new PostgreSqlStorage(new DataSourceConnectionFactory(connections, options), options);
        }
        await server.ExecuteAsync($"ALTER DATABASE {name} ALLOW_CONNECTIONS false");
        return name;
    }
}
