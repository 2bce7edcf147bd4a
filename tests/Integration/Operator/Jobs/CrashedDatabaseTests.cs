using System.Diagnostics;
using IdBellen.Operator.Platform;
using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.TenantDatabase;
using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Operator.Jobs;
using IdBellen.Tests.Support.Operator.Retention;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IdBellen.Tests.Integration.Operator.Jobs;

/// <summary>A PostgreSQL server of their own, for what cannot be done to the others'.</summary>
[Takes(85)]
public sealed class CrashedDatabaseTests(TestEnvironment environment) : IAsyncLifetime
{
    private PostgresInstance postgres = null!;

    public async ValueTask InitializeAsync() => postgres = await PostgresInstance.StartOwnAsync();

    public ValueTask DisposeAsync() => postgres.DisposeAsync();

    [Fact]
    public async Task A_purge_during_which_PostgreSQL_crashes_is_done_soon_after()
    {
        await using var platform = await TestPlatform.CreateAsync(await environment.KubernetesAsync(), postgres);
        await using var running = await platform.StartOperatorAsync();
        await running.BecomeReadyAsync();
        var database = await platform.ReadyWithExpiredSessionAsync();
        await database.HoldSessionAsync();
        await platform.DueNowAsync();
        await platform.PurgeWaitsAsync();

        var began = Stopwatch.GetTimestamp();
        await postgres.CrashAsync();

        var after = await PurgedDatabase.OpenAsync(platform, platform.Names("arnhem").Database, TimeProvider.System.GetUtcNow());
        // The next minute. Waited for as well, two minutes would be the limit.
        await platform.DueNowAsync();
        await Eventually.BeTrueAsync(async () => (await after.AllAsync<Session>()).Count == 0, JobScene.PurgePatience);
        Stopwatch.GetElapsedTime(began).Should().BeLessThan(JobScene.PurgePatience);
        (await running.GetAsync("/readyz")).Status.Should().Be(200);
    }

    [Fact]
    public async Task The_operator_tells_which_setting_of_the_server_may_lose_what_is_committed()
    {
        var log = new LogLines();
        using var loggers = new LoggerFactory([log]);
        (await LookAsync(loggers)).Should().BeEquivalentTo(
            new Dictionary<string, bool> { ["fsync"] = false, ["full_page_writes"] = false, ["synchronous_commit"] = false });
        log.Lines.Should().ContainSingle().Which.Should().StartWith("Warning:").And.Contain(
            "switch on fsync, full_page_writes, synchronous_commit");

        foreach (var setting in (string[])["fsync", "full_page_writes", "synchronous_commit"])
            await postgres.ExecuteAsync($"ALTER SYSTEM SET {setting} = on");
        await postgres.ExecuteAsync("ALTER ROLE idbellen_api SET synchronous_commit = off");
        await postgres.ExecuteAsync("SELECT pg_reload_conf()");
        await Eventually.BeTrueAsync(
            async () => (await LookAsync(loggers)) is { } read && read["fsync"] && read["full_page_writes"] && !read["synchronous_commit"]);

        await postgres.ExecuteAsync("ALTER ROLE idbellen_api RESET synchronous_commit");
        (await LookAsync(loggers)).Values.Should().AllBeEquivalentTo(true);
        log.Lines.Last().Should().Contain("writes committed transactions to disk");
    }

    private async Task<IReadOnlyDictionary<string, bool>> LookAsync(ILoggerFactory loggers)
    {
        await using var server =
            new PostgresServer(Options.Create(new PlatformOptions { ConnectionString = postgres.OperatorConnection() }));
        var readiness = new PlatformReadiness();
        readiness.Prepared();
        using var durability = new ServerDurability(server, readiness, TimeProvider.System, loggers.CreateLogger<ServerDurability>());
        await durability.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.BeTrueAsync(() => Task.FromResult(durability.Settings.Count > 0));
        await durability.StopAsync(TestContext.Current.CancellationToken);
        return durability.Settings;
    }
}
