using IdBellen.Operator.AccessLog;
using IdBellen.Tenancy.TenantDatabase;
using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Operator.Retention;
using Npgsql;
using PurgedDatabase = IdBellen.Tests.Support.Operator.Retention.PurgedDatabase;

namespace IdBellen.Tests.Integration.Operator.AccessLog;

/// <summary>A municipality's database with rows in its access log.</summary>
internal sealed class LoggedDisclosures(PurgedDatabase database) : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 3, 29, 1, 0, 0, 123, 456, TimeSpan.Zero);

    private readonly TenantDbContext context = TenantDbContextOptions.Borrowing(database.Connection);

    public NpgsqlConnection Connection => database.Connection;

    /// <summary>One without an operator.</summary>
    public static async Task<LoggedDisclosures> CreateAsync(TestPlatform platform, int rows)
    {
        var log = new LoggedDisclosures(await PurgedDatabase.CreateAsync(platform, Now));
        for (var row = 0; row < rows; row++) await log.AddAsync("taken");
        return log;
    }

    public Task AddAsync(string action, string? link = null) => database.AddAsync(new AccessLogRecord
    {
        At = Now,
        AccountId = Guid.NewGuid(),
        AccountName = "Anna de agent",
        SessionId = Guid.NewGuid(),
        TraceId = Guid.NewGuid(),
        DataSubjectId = Guid.NewGuid(),
        ProcessingActivity = "https://register.example/1",
        Action = action,
        Link = link,
    });

    public Task<Delivery.Failed?> ExportAsync(ExportAccessLog export) =>
        export.RunAsync(context, "arnhem", TestContext.Current.CancellationToken);

    public async Task<IReadOnlyList<AccessLogRecord>> RowsAsync() =>
        [.. (await database.AllAsync<AccessLogRecord>()).OrderBy(row => row.Id)];

    public async Task<int> WaitingAsync() => (await RowsAsync()).Count(row => row.ExportedAt is null);

    public async Task ExecuteAsync(string sql)
    {
#pragma warning disable CA2100 // Texts of the tests.
        await using var command = new NpgsqlCommand(sql, Connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        await Connection.DisposeAsync();
    }
}
