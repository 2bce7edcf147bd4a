using IdBellen.Tenancy.TenantDatabase;
using IdBellen.Tests.Environment;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace IdBellen.Tests.Tenancy.AccessLog;

/// <summary>Rows from before the log had the standard's fields, and an api that does not know them yet.</summary>
public sealed class AccessLogMigrationTests(TestEnvironment environment)
{
    private const string Before = "20261123221525_SignIns_Audit";

    [Fact]
    public async Task Rows_that_are_there_become_records_and_an_older_api_goes_on_writing()
    {
        await using var platform = await environment.PlatformAsync();
        var name = platform.Names("arnhem").Database;
        await platform.Postgres.ExecuteAsync($"CREATE DATABASE \"{name}\"");
        await using var connection = new NpgsqlConnection(platform.Postgres.SuperuserConnection(name) + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var context = TenantDbContextOptions.Borrowing(connection);
        await context.GetService<IMigrator>().MigrateAsync(Before, TestContext.Current.CancellationToken);
        var (living, gone) = (Guid.NewGuid(), Guid.NewGuid());
        await platform.Postgres.ExecuteAsync(
            $"""
            INSERT INTO session (id, status_token_hash, purpose, requested_json, state, irma_token_sealed, way, wrong_digits, key_id, created_at, expires_at, irma_unreachable)
            VALUES ('{living}', 'x', 'uitkering', '[]', 'Matched', 'x', 'SamePhone', 0, '1', now(), now(), false);
            INSERT INTO data_access_log (at, account_id, session_id, action)
            SELECT now(), gen_random_uuid(), session, action FROM unnest(ARRAY['{living}', '{gone}']::uuid[]) AS session, unnest(ARRAY['overview', 'taken']) AS action
            """,
            name);

        await context.Database.MigrateAsync(TestContext.Current.CancellationToken);
        await platform.Postgres.ExecuteAsync("INSERT INTO data_access_log (at, account_id, session_id, action) VALUES (now(), gen_random_uuid(), gen_random_uuid(), 'taken')", name);

        var rows = await context.DataAccesses.AsNoTracking().OrderBy(row => row.Id).ToListAsync(TestContext.Current.CancellationToken);
        rows.Should().HaveCount(5).And.OnlyContain(row => row.SpanId!.Length == 8 && row.ExportedAt == null && row.ProcessingActivity == DataAccess.UnknownActivity);
        rows.Select(row => Convert.ToHexString(row.SpanId!)).Should().OnlyHaveUniqueItems();
        var session = await context.Sessions.AsNoTracking().SingleAsync(TestContext.Current.CancellationToken);
        rows.Where(row => row.SessionId == living).Should().HaveCount(2).And.OnlyContain(row => row.TraceId == session.TraceId && row.DataSubjectId == session.DataSubjectId);
        rows.Where(row => row.SessionId == gone).Select(row => (row.TraceId, row.DataSubjectId)).Distinct().Should().ContainSingle();
        rows.Select(row => row.TraceId).Distinct().Should().HaveCount(3).And.NotContain([living, gone, session.DataSubjectId, Guid.Empty]);
    }
}
