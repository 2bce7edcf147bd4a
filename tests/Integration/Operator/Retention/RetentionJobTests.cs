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
using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Operator.Jobs;
using IdBellen.Tests.Support.Operator.Retention;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IdBellen.Tests.Integration.Operator.Retention;

[Takes(95)]
public sealed class RetentionJobTests(TestEnvironment environment)
{
    [Fact]
    public async Task A_municipality_that_cannot_be_purged_does_not_hold_up_the_others()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var platform = scene.Platform;
        var database = await platform.AddExpiredSessionAsync();
        await platform.Postgres.ExecuteAsync(
            "INSERT INTO tenant (uid, name, wrap_up, admitted_at, provisioned_at) VALUES ('00000000-0000-4000-8000-000000000001', "
                + "'aaa-nowhere', '2 minutes', now(), now()), ('00000000-0000-4000-8000-000000000002', 'zzz-nowhere', '2 minutes', now(), "
                    + "now())", platform.Database);

        await RunAsync(scene.Operator);

        (await database.AllAsync<Session>()).Should().BeEmpty();
        scene.Operator.Log.Lines.Should()
            .Contain(line => line.Contains("aaa-nowhere: the purge failed with PostgresException 3D000", StringComparison.Ordinal))
            .And.Contain(line => line.Contains("zzz-nowhere", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_municipality_that_Kubernetes_no_longer_tells_of_is_purged()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var platform = scene.Platform;
        var database = await platform.AddExpiredSessionAsync();
        await platform.PatchAsync(scene.Name, """{"spec":{"retention":"90m"}}""");
        await platform.ConditionAsync(scene.Name, "Ready", condition => condition.Status == "False");

        await RunAsync(scene.Operator);

        (await database.AllAsync<Session>()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_hint_is_sent_only_when_something_was_erased_and_names_the_resource_alone()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var platform = scene.Platform;
        await platform.AddExpiredSessionAsync();
        var uid = scene.Municipality.Uid;
        await using var listener = new NpgsqlConnection(platform.Postgres.ApiConnection(platform.Database) + ";Pooling=false");
        await listener.OpenAsync(TestContext.Current.CancellationToken);
        var hints = new List<string>();
        listener.Notification += (_, hint) => hints.Add(hint.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {EventChannel.Name}", listener))
            await listen.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        await RunAsync(scene.Operator);
        await RunAsync(scene.Operator);
        await platform.Postgres.ExecuteAsync($"SELECT pg_notify('{EventChannel.Name}', 'end')", platform.Database);
        while (!hints.Contains("end")) await listener.WaitAsync(TestContext.Current.CancellationToken);

        hints.Should().Equal(uid, "end");
    }

    [Fact]
    public async Task Hangfire_runs_it_every_minute_with_the_settings_that_keep_the_promise()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var platform = scene.Platform;
        var database = await platform.AddExpiredSessionAsync();

        (await platform.Postgres.QueryAsync("SELECT value FROM hangfire.hash WHERE key = 'recurring-job:purge' AND field = 'Cron'",
            platform.Database))
            .Should().Equal("* * * * *");
        (await platform.Postgres.QueryAsync("SELECT value FROM hangfire.hash WHERE key = 'recurring-job:purge' AND field = 'Job'",
            platform.Database))
            .Should().ContainSingle().Which.Should().NotContain("arnhem");
        await using var source = NpgsqlDataSource.Create(platform.Postgres.OperatorConnection(platform.Database));
        var options = new PostgreSqlStorageOptions { SchemaName = "hangfire", PrepareSchemaIfNecessary = false };
        new RecurringJobManager(new PostgreSqlStorage(new DataSourceConnectionFactory(source, options), options)).Trigger("purge");

        await Eventually.BeTrueAsync(async () => (await database.AllAsync<Session>()).Count == 0, JobScene.PurgePatience);
        await Eventually.BeTrueAsync(async () =>
            (await platform.Postgres.QueryAsync(
                "SELECT expireat - createdat < interval '61 minutes' FROM hangfire.job WHERE statename = 'Succeeded'", platform.Database))
                is ["True", ..]);
    }

    [Fact]
    public async Task The_condition_tells_of_a_purge_that_does_not_come_and_of_what_is_there_too_long_whatever_the_purge_has_seen()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var platform = scene.Platform;
        var database = await platform.AddExpiredSessionAsync();
        var name = scene.Name;
        await database.AddSessionAsync(expires: TimeSpan.FromMinutes(20));
        await platform.ConditionAsync(name, ConditionTypes.RetentionHonoured, condition =>
            condition is { Status: "True", Reason: "Honoured" } && condition.Message.Contains("60 minutes", StringComparison.Ordinal));

        await RunAsync(scene.Operator);
        (await platform.Postgres.QueryAsync(
            "SELECT purged_at - oldest_record_at BETWEEN interval '40 minutes' AND interval '41 minutes' FROM tenant", platform.Database))
            .Should().Equal("True");
        await platform.Postgres.ExecuteAsync("UPDATE tenant SET purged_at = purged_at - interval '4 minutes'", platform.Database);
        await scene.Operator.ReconciledAsync(name);
        await platform.ConditionAsync(name, ConditionTypes.RetentionHonoured,
            condition => condition is { Status: "False", Reason: "PurgeLate" });
        await database.AddSessionAsync(expires: -TimeSpan.FromMinutes(3));
        var other = await PurgedDatabase.OpenAsync(platform, platform.Names("arnhem").Database, default);
        await using (await other.Connection.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            // A purge passes over what somebody holds.
            await using var hold = new NpgsqlCommand("SELECT FROM session FOR UPDATE", other.Connection);
            await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            await RunAsync(scene.Operator);
            await scene.Operator.ReconciledAsync(name);
            await platform.ConditionAsync(name, ConditionTypes.RetentionHonoured, condition =>
                condition is { Status: "False", Reason: "TooOld" }
                    && condition.Message.Contains("transaction that holds locks", StringComparison.Ordinal));
        }

        (await platform.FindAsync(name))!.Status!.Condition(ConditionTypes.Ready)!.Status.Should().Be("True");
        await RunAsync(scene.Operator);
        await scene.Operator.ReconciledAsync(name);
        await platform.ConditionAsync(name, ConditionTypes.RetentionHonoured, condition => condition.Status == "True");
    }

    [Fact]
    public async Task It_works_without_the_Kubernetes_API()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        await scene.StopOperatorAsync();
        var platform = scene.Platform;
        var database = await platform.AddExpiredSessionAsync();
        var kubeconfig = Path.Combine(Directory.CreateTempSubdirectory().FullName, "kubeconfig");
        var lines = await File.ReadAllLinesAsync(platform.Kubernetes.Kubeconfig, TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(
            kubeconfig, lines.Select(line => line.TrimStart().StartsWith("server:", StringComparison.Ordinal)
                ? line[..(line.IndexOf(':', StringComparison.Ordinal) + 1)] + " https://127.0.0.1:9" : line),
            TestContext.Current.CancellationToken);

        await using var running = await platform.StartOperatorAsync(builder => builder.Configuration["Kubernetes:ConfigFile"] = kubeconfig);
        string[] onlyTheApiServer =
        [
            "the municipalities are not listed yet",
            "the CustomResourceDefinition in the cluster is older than this operator, or has not been read yet",
        ];
        await Eventually.BeTrueAsync(async () => (await running.GetAsync("/readyz")).Text.Split('\n').SequenceEqual(onlyTheApiServer));
        await RunAsync(running);

        (await database.AllAsync<Session>()).Should().BeEmpty();
    }

    [Fact]
    public async Task One_that_hangs_holds_up_neither_the_others_nor_the_next_purge()
    {
        await using var scene = await Scenario.On(environment)
            .WithOperator()
            .WithMunicipality("arnhem")
            .WithMunicipality("nijmegen").ReadyAsync();
        var platform = scene.Platform;
        var hanging = await platform.AddExpiredSessionAsync();
        var healthy = await platform.AddExpiredSessionAsync("nijmegen");
        await using var holder = await hanging.HoldSessionAsync();

        // Or Hangfire's own, if a minute begins just now.
        var first = RunAsync(scene.Operator);
        await platform.PurgeWaitsAsync();
        await Eventually.BeTrueAsync(async () => (await healthy.AllAsync<Session>()).Count == 0, JobScene.PurgePatience);
        await healthy.AddSessionAsync(expires: -TimeSpan.FromSeconds(1));
        // Another replica's, or that of the next minute.
        await RunAsync(scene.Operator);

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
        await using var server = new PostgresServer(
            Options.Create(new PlatformOptions { ConnectionString = platform.Postgres.OperatorConnection(platform.Database) }));

        (await new TenantRows(server).ListAsync(TestContext.Current.CancellationToken)).Select(tenant => tenant.Name).Should()
            .Equal("new", "well", "late", "never");
    }

    [Fact]
    public async Task No_job_has_an_argument_and_at_no_level_of_the_log_stands_one()
    {
        await using var scene = await Scenario.On(environment)
            .WithOperator(builder => builder.Logging.SetMinimumLevel(LogLevel.Trace))
            .WithMunicipality("arnhem").ReadyAsync();
        var platform = scene.Platform;
        await platform.AddExpiredSessionAsync();
        await platform.DueNowAsync();
        await Eventually.BeTrueAsync(async () => await platform.PurgeAsync("Succeeded") is not null, JobScene.PurgePatience);

        var calls = await platform.Postgres.QueryAsync("SELECT value FROM hangfire.hash WHERE field = 'Job'", platform.Database);
        calls.Should().HaveCountGreaterThanOrEqualTo(2);
        foreach (var call in calls.Select(call => InvocationData.DeserializePayload(call).DeserializeJob()))
            call.Method.GetParameters().Should().OnlyContain(parameter => parameter.ParameterType == typeof(CancellationToken)
                || parameter.ParameterType == typeof(Guid), call.ToString());
        (await platform.Postgres.QueryAsync("SELECT DISTINCT arguments::text FROM hangfire.job", platform.Database)).Should()
            .Equal("[null]");
        scene.Operator.Log.Lines.Should()
            .Contain(line => line.StartsWith("Debug:", StringComparison.Ordinal), "this log keeps more than production's");
        scene.Operator.Log.Lines.Should()
            .NotContain(line => line.Contains("RetentionJob.RunAsync(", StringComparison.Ordinal), "a call with its arguments");
    }

    private static async Task RunAsync(RunningOperator running)
    {
        await using var scope = running.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RetentionJob>().RunAsync(TestContext.Current.CancellationToken);
    }
}
