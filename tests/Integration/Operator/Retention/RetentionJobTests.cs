using Hangfire;
using Hangfire.PostgreSql;
using Hangfire.Storage;
using IdBellen.Operator.Jobs;
using IdBellen.Operator.Platform;
using IdBellen.Operator.Postgres;
using IdBellen.Operator.Retention;
using IdBellen.Tenancy.PlatformDatabase;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.TenantDatabase;
using IdBellen.Tests.Environment;
using IdBellen.Tests.Operator.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IdBellen.Tests.Operator.Retention;

public sealed class RetentionJobTests(TestEnvironment environment)
{
    [Fact]
    public async Task A_municipality_that_cannot_be_purged_does_not_hold_up_the_others()
    {
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync();
        var database = await platform.ReadyWithExpiredSessionAsync();
        await platform.Postgres.ExecuteAsync("INSERT INTO tenant (uid, name, wrap_up, admitted_at, provisioned_at) VALUES ('1', 'aaa-nowhere', '2 minutes', now(), now()), ('2', 'zzz-nowhere', '2 minutes', now(), now())", platform.Database);

        await RunAsync(running);

        (await database.AllAsync<Session>()).Should().BeEmpty();
        running.Log.Lines.Should().Contain(line => line.Contains("aaa-nowhere: the purge failed with 3D000", StringComparison.Ordinal))
            .And.Contain(line => line.Contains("zzz-nowhere", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_municipality_that_Kubernetes_no_longer_tells_of_is_purged()
    {
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync();
        var database = await platform.ReadyWithExpiredSessionAsync();
        await platform.PatchAsync(platform.Name("arnhem"), """{"spec":{"retention":"90m"}}""");
        await platform.ConditionAsync(platform.Name("arnhem"), "Ready", condition => condition.Status == "False");

        await RunAsync(running);

        (await database.AllAsync<Session>()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_hint_is_sent_only_when_something_was_erased_and_names_the_resource_alone()
    {
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync();
        await platform.ReadyWithExpiredSessionAsync();
        var uid = (await platform.FindAsync(platform.Name("arnhem")))!.Uid;
        await using var listener = new NpgsqlConnection(platform.Postgres.ApiConnection(platform.Database) + ";Pooling=false");
        await listener.OpenAsync(TestContext.Current.CancellationToken);
        var hints = new List<string>();
        listener.Notification += (_, hint) => hints.Add(hint.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {EventChannel.Name}", listener)) await listen.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        await RunAsync(running);
        await RunAsync(running);
        await platform.Postgres.ExecuteAsync($"SELECT pg_notify('{EventChannel.Name}', 'end')", platform.Database);
        while (!hints.Contains("end")) await listener.WaitAsync(TestContext.Current.CancellationToken);

        hints.Should().Equal(uid, "end");
    }

    [Fact]
    public async Task Hangfire_runs_it_every_minute_with_the_settings_that_keep_the_promise()
    {
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync();
        await running.BecomeReadyAsync();
        var database = await platform.ReadyWithExpiredSessionAsync();

        (await platform.Postgres.QueryAsync("SELECT value FROM hangfire.hash WHERE key = 'recurring-job:purge' AND field = 'Cron'", platform.Database))
            .Should().Equal("* * * * *");
        (await platform.Postgres.QueryAsync("SELECT value FROM hangfire.hash WHERE key = 'recurring-job:purge' AND field = 'Job'", platform.Database))
            .Should().ContainSingle().Which.Should().NotContain("arnhem");
        await using var source = NpgsqlDataSource.Create(platform.Postgres.OperatorConnection(platform.Database));
        var options = new PostgreSqlStorageOptions { SchemaName = "hangfire", PrepareSchemaIfNecessary = false };
        new RecurringJobManager(new PostgreSqlStorage(new DataSourceConnectionFactory(source, options), options)).Trigger("purge");

        await Eventually.BeTrueAsync(async () => (await database.AllAsync<Session>()).Count == 0, JobScene.PurgePatience);
        await Eventually.BeTrueAsync(async () =>
            (await platform.Postgres.QueryAsync("SELECT expireat - createdat < interval '61 minutes' FROM hangfire.job WHERE statename = 'Succeeded'", platform.Database))
                is ["True", ..]);
    }

    [Fact]
    public async Task The_condition_tells_of_a_purge_that_does_not_come_and_of_what_is_there_too_long_whatever_the_purge_has_seen()
    {
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync();
        var database = await platform.ReadyWithExpiredSessionAsync();
        var name = platform.Name("arnhem");
        await database.AddSessionAsync(expires: TimeSpan.FromMinutes(20));
        await platform.ConditionAsync(name, ConditionTypes.RetentionHonoured, condition =>
            condition is { Status: "True", Reason: "Honoured" } && condition.Message.Contains("60 minutes", StringComparison.Ordinal));

        await RunAsync(running);
        (await platform.Postgres.QueryAsync("SELECT purged_at - oldest_record_at BETWEEN interval '40 minutes' AND interval '41 minutes' FROM tenant", platform.Database))
            .Should().Equal("True");
        await platform.Postgres.ExecuteAsync("UPDATE tenant SET purged_at = purged_at - interval '4 minutes'", platform.Database);
        await running.LookedAtAsync(name);
        await platform.ConditionAsync(name, ConditionTypes.RetentionHonoured, condition => condition is { Status: "False", Reason: "PurgeLate" });
        await database.AddSessionAsync(expires: -TimeSpan.FromMinutes(3));
        var other = await TenantDatabase.OpenAsync(platform, platform.Names("arnhem").Database, default);
        await using (await other.Connection.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            // A purge passes over what somebody holds.
            await using var hold = new NpgsqlCommand("SELECT FROM session FOR UPDATE", other.Connection);
            await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            await RunAsync(running);
            await running.LookedAtAsync(name);
            await platform.ConditionAsync(name, ConditionTypes.RetentionHonoured, condition =>
                condition is { Status: "False", Reason: "TooOld" } && condition.Message.Contains("transaction that holds locks", StringComparison.Ordinal));
        }

        (await platform.FindAsync(name))!.Status!.Condition(ConditionTypes.Ready)!.Status.Should().Be("True");
        await RunAsync(running);
        await running.LookedAtAsync(name);
        await platform.ConditionAsync(name, ConditionTypes.RetentionHonoured, condition => condition.Status == "True");
    }

    [Fact]
    public async Task It_works_without_the_Kubernetes_API()
    {
        await using var platform = await environment.PlatformAsync();
        TenantDatabase database;
        await using (await platform.StartOperatorAsync()) database = await platform.ReadyWithExpiredSessionAsync();
        var kubeconfig = Path.Combine(Directory.CreateTempSubdirectory().FullName, "kubeconfig");
        var lines = await File.ReadAllLinesAsync(platform.Kubernetes.Kubeconfig, TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(
            kubeconfig, lines.Select(line => line.TrimStart().StartsWith("server:", StringComparison.Ordinal) ? line[..(line.IndexOf(':', StringComparison.Ordinal) + 1)] + " https://127.0.0.1:9" : line),
            TestContext.Current.CancellationToken);

        await using var running = await platform.StartOperatorAsync(builder => builder.Configuration["Kubernetes:ConfigFile"] = kubeconfig);
        await Eventually.BeTrueAsync(async () => (await running.GetAsync("/readyz")).Text == "the municipalities are not listed yet");
        await RunAsync(running);

        (await database.AllAsync<Session>()).Should().BeEmpty();
    }

    [Fact]
    public async Task One_that_hangs_holds_up_neither_the_others_nor_the_next_purge()
    {
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync();
        var hanging = await platform.ReadyWithExpiredSessionAsync();
        var healthy = await platform.ReadyWithExpiredSessionAsync("nijmegen");
        await running.BecomeReadyAsync();
        await using var holder = await hanging.HoldSessionAsync();

        // Or Hangfire's own, if a minute begins just now.
        var first = RunAsync(running);
        await platform.PurgeWaitsAsync();
        await Eventually.BeTrueAsync(async () => (await healthy.AllAsync<Session>()).Count == 0, JobScene.PurgePatience);
        await healthy.AddSessionAsync(expires: -TimeSpan.FromSeconds(1));
        // Another replica's, or that of the next minute.
        await RunAsync(running);

        (await healthy.AllAsync<Session>()).Should().BeEmpty();
        (await platform.WaitingPurgesAsync()).Should().Be(1, "the second leaves it to the first");
        await holder.RollbackAsync(TestContext.Current.CancellationToken);
        await first;
        await Eventually.BeTrueAsync(async () => (await hanging.AllAsync<Session>()).Count == 0, JobScene.PurgePatience);
    }

    [Fact]
    public async Task Those_whose_purge_succeeds_come_first()
    {
        await using var platform = await environment.PlatformAsync();
        await using (var running = await platform.StartOperatorAsync()) await running.BecomeReadyAsync();
        await platform.Postgres.ExecuteAsync(
            """
            INSERT INTO tenant (uid, name, wrap_up, admitted_at, provisioned_at, purged_at) VALUES
                ('1', 'late', '0', now(), now() - interval '1 day', now() - interval '10 minutes'), ('2', 'new', '0', now(), now(), NULL),
                ('3', 'never', '0', now(), now() - interval '1 day', NULL), ('4', 'well', '0', now(), now() - interval '1 day', now() - interval '1 minute')
            """,
            platform.Database);
        await using var server = new PostgresServer(Options.Create(new PlatformOptions { ConnectionString = platform.Postgres.OperatorConnection(platform.Database) }));

        (await new TenantRegister(server).ListAsync(TestContext.Current.CancellationToken)).Select(tenant => tenant.Name).Should().Equal("new", "well", "late", "never");
    }

    [Fact]
    public async Task No_job_has_an_argument_and_at_no_level_of_the_log_stands_one()
    {
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync(builder => builder.Logging.SetMinimumLevel(LogLevel.Trace));
        await running.BecomeReadyAsync();
        await platform.ReadyWithExpiredSessionAsync();
        await platform.DueNowAsync();
        await Eventually.BeTrueAsync(async () => await platform.PurgeAsync("Succeeded") is not null, JobScene.PurgePatience);

        var calls = await platform.Postgres.QueryAsync("SELECT value FROM hangfire.hash WHERE field = 'Job'", platform.Database);
        calls.Should().HaveCountGreaterThanOrEqualTo(2);
        foreach (var call in calls.Select(call => InvocationData.DeserializePayload(call).DeserializeJob()))
            call.Method.GetParameters().Should().OnlyContain(parameter => parameter.ParameterType == typeof(CancellationToken) || parameter.ParameterType == typeof(Guid), call.ToString());
        (await platform.Postgres.QueryAsync("SELECT DISTINCT arguments::text FROM hangfire.job", platform.Database)).Should().Equal("[null]");
        running.Log.Lines.Should().Contain(line => line.StartsWith("Debug:", StringComparison.Ordinal), "this log keeps more than production's");
        running.Log.Lines.Should().NotContain(line => line.Contains("RetentionJob.RunAsync(", StringComparison.Ordinal), "a call with its arguments");
    }

    private static async Task RunAsync(RunningOperator running)
    {
        await using var scope = running.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RetentionJob>().RunAsync(TestContext.Current.CancellationToken);
    }
}
