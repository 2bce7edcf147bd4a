using IdBellen.Tenancy.TenantDatabase;
using IdBellen.Tests.Support.Environment;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IdBellen.Tests.Integration.Tenancy.AccessLog;

/// <summary>An api that does not know the fields of the standard yet, beside one that does.</summary>
public sealed class OlderApiTests(TestEnvironment environment)
{
    [Fact]
    public async Task What_it_writes_into_the_log_becomes_a_record()
    {
        await using var platform = await environment.PlatformAsync();
        var name = platform.NamesWithoutResource("arnhem").Database;
        await platform.Postgres.ExecuteAsync($"CREATE DATABASE \"{name}\"");
        await using var connection = new NpgsqlConnection(platform.Postgres.SuperuserConnection(name) + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var context = TenantDbContextOptions.Borrowing(connection);
        await context.Database.MigrateAsync(TestContext.Current.CancellationToken);

        await platform.Postgres.ExecuteAsync(
            """
            INSERT INTO data_access_log (at, account_id, session_id, action)
            SELECT now(), gen_random_uuid(), gen_random_uuid(), action FROM unnest(ARRAY['overview', 'taken']) AS action
            """,
            name);

        var rows = await context.AccessLogRecords.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
        rows.Should().HaveCount(2).And.OnlyContain(
            row => row.SpanId!.Length == 8 && row.ExportedAt == null && row.ProcessingActivity == AccessLogRecord.UnknownActivity);
        rows.Select(row => Convert.ToHexString(row.SpanId!)).Should().OnlyHaveUniqueItems();
        rows.SelectMany(row => (Guid[])[row.TraceId, row.DataSubjectId]).Should().OnlyHaveUniqueItems().And.NotContain(Guid.Empty);
    }
}
