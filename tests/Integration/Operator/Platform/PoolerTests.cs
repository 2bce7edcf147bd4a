using IdBellen.Api;
using IdBellen.Tenancy.Postgres;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace IdBellen.Tests.Integration.Operator.Platform;

/// <summary>
/// A pooler between us and PostgreSQL: one that keeps sessions works, one that does not is named before anything is made.
/// </summary>
public sealed class PoolerTests(TestEnvironment environment)
{
    // As PgBouncer's own error message asks admins to: then a startup option is dropped without a word.
    private const string Ignoring = "ignore_startup_parameters = extra_float_digits, options";

    [Theory]
    [InlineData("transaction", "")]
    [InlineData("transaction", "server_round_robin = 1")]
    [InlineData("statement", "")]
    [InlineData("session", "")]
    public async Task Whether_sessions_are_kept_is_seen(string mode, string more)
    {
        await using var platform = await environment.PlatformAsync();
        await using var bouncer = await PgBouncer.StartAsync(platform.Postgres, mode, more);
        var address = PostgresAddress.Parse(bouncer.Before(platform.Postgres.OperatorConnection(platform.Database)), "tests");

        for (var time = 0; time < 5; time++)
            (await SessionKeeping.IsKeptAsync(address, TestContext.Current.CancellationToken)).Should().Be(mode == "session");
    }

    [Fact]
    public async Task Without_a_pooler_they_are_kept()
    {
        await using var platform = await environment.PlatformAsync();
        var address = PostgresAddress.Parse(platform.Postgres.OperatorConnection(platform.Database), "tests");

        (await SessionKeeping.IsKeptAsync(address, TestContext.Current.CancellationToken)).Should().BeTrue();
    }

    [Fact]
    public async Task With_sessions_that_change_operator_and_api_say_so_and_nothing_is_made()
    {
        await using var platform = await environment.EmptyPlatformAsync();
        await using var bouncer = await PgBouncer.StartAsync(platform.Postgres, "transaction", Ignoring);
        await using var running = await platform.StartOperatorAsync(builder =>
            builder.Configuration["Platform:ConnectionString"] = bouncer.Before(platform.Postgres.OperatorConnection(platform.Database)));
        var name = (await platform.ApplyAsync("arnhem")).Metadata.Name;

        var refused = await platform.ConditionAsync(name, ConditionTypes.Ready,
            condition => condition is { Status: "False", Reason: "SessionsNotKept" });
        refused.Status!.Condition(ConditionTypes.Ready)!.Message.Should().Contain("pool_mode=session");
        await Eventually.BeTrueAsync(async () => await running.GetAsync("/readyz") is (503, var text)
            && text.Contains(SessionKeeping.Problem, StringComparison.Ordinal));
        (await platform.Postgres.QueryAsync(
            $"SELECT datname::text FROM pg_database WHERE datname = '{platform.Names("arnhem").Database}' UNION ALL SELECT rolname::text "
                + $"FROM pg_roles WHERE rolname LIKE '{platform.Names("arnhem").Database}%'"))
            .Should().BeEmpty();
        (await platform.Postgres.QueryAsync("SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace",
            platform.Database)).Should().BeEmpty();

        await using var api = ApiHost.Build(["--urls", $"http://127.0.0.1:{platform.Port}"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(platform.Settings(asOperator: false));
            builder.Configuration["Platform:ConnectionString"] = bouncer.Before(platform.Postgres.ApiConnection(platform.Database));
            builder.Logging.ClearProviders();
        });
        await api.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient();
        await Eventually.BeTrueAsync(async () =>
        {
            using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{platform.Port}/readyz"));
            return await answer.Content.ReadAsStringAsync() == SessionKeeping.Problem;
        });
        await api.StopAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("")]
    [InlineData(Ignoring)]
    public async Task With_sessions_that_stay_a_municipality_is_made_and_taken_down(string more)
    {
        await using var platform = await environment.EmptyPlatformAsync();
        await using var bouncer = await PgBouncer.StartAsync(platform.Postgres, "session", more);
        var connection = bouncer.Before(platform.Postgres.OperatorConnection(platform.Database));
        await using var scene = await Scenario.On(platform)
            .WithOperator(builder => builder.Configuration["Platform:ConnectionString"] = connection)
            .WithMunicipality("arnhem").ReadyAsync();
        var names = scene.Names;

        (await platform.Postgres.QueryAsync(
            "SELECT DISTINCT relowner::regrole::text FROM pg_class WHERE relnamespace = 'public'::regnamespace", names.Database))
            .Select(owner => owner.Trim('"')).Should().Equal(names.OwnerRole);
        await platform.DeleteAsync(names.Tenant.Value);
        // PgBouncer looks passwords up with a superuser's session in each database, which it must be kept from leaving there.
        await Eventually.BeTrueAsync(async () =>
        {
            await platform.Postgres.ExecuteAsync(
                $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{names.Database}' AND usename = 'postgres'");
            return await platform.FindAsync(names.Tenant.Value) is null;
        }, TimeSpan.FromSeconds(60));
    }
}
