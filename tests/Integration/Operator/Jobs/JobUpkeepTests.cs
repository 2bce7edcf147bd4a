using Hangfire;
using Hangfire.Client;
using Hangfire.Common;
using Hangfire.PostgreSql;
using IdBellen.Operator.Jobs;
using IdBellen.Operator.Retention;
using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Operator.Jobs;
using Npgsql;

namespace IdBellen.Tests.Integration.Operator.Jobs;

/// <summary>The schedule and the jobs' rows, whatever has become of them.</summary>
public sealed class JobUpkeepTests(TestEnvironment environment) : IAsyncLifetime
{
    private readonly JobUpkeep upkeep =
        new([ScheduledJob.Of<RetentionJob>("purge", Cron.Minutely(), job => job.RunAsync(CancellationToken.None))], TimeProvider.System);
    private TestPlatform platform = null!;
    private NpgsqlDataSource connections = null!;
    private PostgreSqlStorage storage = null!;

    public async ValueTask InitializeAsync()
    {
        platform = await environment.PlatformAsync();
        (connections, storage) = platform.Hangfire(prepare: true);
        await UpkeepAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await connections.DisposeAsync();
        await platform.DisposeAsync();
    }

    [Theory]
    // Somebody deleted it on the dashboard.
    [InlineData("DELETE FROM hangfire.hash WHERE key = 'recurring-job:purge'; DELETE FROM hangfire.set WHERE value = 'purge'")]
    // Hangfire switched it off after five faults in a row, as replicas of two versions can bring about.
    [InlineData(
        """
        DELETE FROM hangfire.hash WHERE key = 'recurring-job:purge' AND field IN ('NextExecution', 'Error');
        INSERT INTO hangfire.hash (key, field, value) VALUES ('recurring-job:purge', 'NextExecution', ''), ('recurring-job:purge',
            'Error', 'gone');
        UPDATE hangfire.set SET score = -1 WHERE value = 'purge'
        """)]
    // A replica whose clock is in the next century ran it.
    [InlineData(
        """
        DELETE FROM hangfire.hash WHERE key = 'recurring-job:purge' AND field IN ('NextExecution', 'LastExecution');
        INSERT INTO hangfire.hash (key, field, value) VALUES ('recurring-job:purge', 'NextExecution', '2126-01-01T00:01:00Z'),
            ('recurring-job:purge', 'LastExecution', '2126-01-01T00:00:00Z');
        UPDATE hangfire.set SET score = extract(epoch FROM timestamptz '2126-01-01') WHERE value = 'purge'
        """)]
    public async Task A_purge_that_would_never_be_due_again_is_due_within_a_minute(string mishap)
    {
        await platform.Postgres.ExecuteAsync(mishap, platform.Database);
        (await IsDueSoonAsync()).Should().BeFalse();

        await UpkeepAsync();

        (await IsDueSoonAsync()).Should().BeTrue();
    }

    [Fact]
    public async Task Where_all_is_well_nothing_is_written()
    {
        var before = await EntryAsync();

        await UpkeepAsync();

        (await EntryAsync()).Should().Equal(before);
    }

    [Fact]
    public async Task Jobs_of_any_state_are_forgotten_after_an_hour_and_none_that_is_still_to_be_done()
    {
        await platform.Postgres.ExecuteAsync(
            """
            INSERT INTO hangfire.job (id, statename, invocationdata, arguments, createdat, expireat)
            SELECT 1000000 + n, state, '{}', '[]', now() - CASE WHEN n = 9 THEN interval '59 minutes' ELSE interval '61 minutes' END, NULL
            FROM (VALUES (1, 'Failed'), (2, 'Deleted'), (3, 'Succeeded'), (4, 'Processing'), (5, NULL), (6, 'Enqueued'),
                (9, 'Failed')) AS old (n, state);
            INSERT INTO hangfire.state (jobid, name, createdat) VALUES (1000001, 'Failed', now());
            INSERT INTO hangfire.jobqueue (jobid, queue, fetchedat) VALUES (1000006, 'default', now())
            """,
            platform.Database);

        await UpkeepAsync();

        (await platform.Postgres.QueryAsync("SELECT id FROM hangfire.job WHERE id > 1000000 ORDER BY id", platform.Database)).Should()
            .Equal("1000006", "1000009");
        (await platform.Postgres.QueryAsync("SELECT id FROM hangfire.state WHERE jobid = 1000001", platform.Database)).Should().BeEmpty();
    }

    private async Task<bool> IsDueSoonAsync() =>
        (await platform.Postgres.QueryAsync(
            "SELECT 1 FROM hangfire.set WHERE key = 'recurring-jobs' AND value = 'purge' AND score BETWEEN 0 AND extract(epoch FROM now()) + 61", platform.Database)).Count == 1;

    private Task<IReadOnlyList<string>> EntryAsync() =>
        platform.Postgres.QueryAsync(
            "SELECT xmin || field FROM hangfire.hash WHERE key LIKE 'recurring-job:%' AND field IN ('Job', 'Cron', 'CreatedAt') ORDER BY 1",
            platform.Database);

    private Task UpkeepAsync() => upkeep.ExecuteAsync(storage, new BackgroundJobFactory(new JobFilterCollection()), connections,
        TestContext.Current.CancellationToken);
}
