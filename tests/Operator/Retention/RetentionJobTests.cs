using Hangfire;
using Hangfire.PostgreSql;
using IdBellen.Operator.Jobs;
using IdBellen.Operator.Retention;
using IdBellen.Tenancy.PlatformDatabase;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.TenantDatabase;
using IdBellen.Tests.Environment;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace IdBellen.Tests.Operator.Retention;

public sealed class RetentionJobTests(TestEnvironment environment)
{
    [Fact]
    public async Task A_municipality_that_cannot_be_purged_does_not_hold_up_the_others()
    {
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync();
        var database = await ReadyWithExpiredSessionAsync(platform);
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
        var database = await ReadyWithExpiredSessionAsync(platform);
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
        await ReadyWithExpiredSessionAsync(platform);
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
        var database = await ReadyWithExpiredSessionAsync(platform);

        (await platform.Postgres.QueryAsync("SELECT value FROM hangfire.hash WHERE key = 'recurring-job:purge' AND field = 'Cron'", platform.Database))
            .Should().Equal("* * * * *");
        (await platform.Postgres.QueryAsync("SELECT value FROM hangfire.hash WHERE key = 'recurring-job:purge' AND field = 'Job'", platform.Database))
            .Should().ContainSingle().Which.Should().NotContain("arnhem");
        await using var source = NpgsqlDataSource.Create(platform.Postgres.OperatorConnection(platform.Database));
        var options = new PostgreSqlStorageOptions { SchemaName = "hangfire", PrepareSchemaIfNecessary = false };
        new RecurringJobManager(new PostgreSqlStorage(new DataSourceConnectionFactory(source, options), options)).Trigger("purge");

        await Eventually.BeTrueAsync(async () => (await database.AllAsync<Session>()).Count == 0);
        await Eventually.BeTrueAsync(async () =>
            (await platform.Postgres.QueryAsync("SELECT expireat - createdat < interval '61 minutes' FROM hangfire.job WHERE statename = 'Succeeded'", platform.Database))
                is ["True", ..]);
    }

    [Fact]
    public async Task The_condition_tells_of_a_purge_that_does_not_come_and_of_what_is_there_too_long_whatever_the_purge_has_seen()
    {
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync();
        var database = await ReadyWithExpiredSessionAsync(platform);
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
        await using (await platform.StartOperatorAsync()) database = await ReadyWithExpiredSessionAsync(platform);
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

    private static async Task<TenantDatabase> ReadyWithExpiredSessionAsync(TestPlatform platform)
    {
        await platform.ReadyAsync((await platform.ApplyAsync("arnhem")).Metadata.Name);
        var database = await TenantDatabase.OpenAsync(platform, platform.Names("arnhem").Database, TimeProvider.System.GetUtcNow());
        await database.AddSessionAsync(expires: -TimeSpan.FromSeconds(1));
        return database;
    }

    private static async Task RunAsync(RunningOperator running)
    {
        await using var scope = running.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RetentionJob>().RunAsync(TestContext.Current.CancellationToken);
    }
}
