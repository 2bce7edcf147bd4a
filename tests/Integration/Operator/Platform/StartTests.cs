using System.Globalization;
using IdBellen.Operator;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IdBellen.Tests.Integration.Operator.Platform;

public sealed class StartTests(TestEnvironment environment, SharedPlatform shared) : IClassFixture<SharedPlatform>
{
    [Theory]
    [InlineData("Platform:ConnectionString", "")]
    [InlineData("Platform:ConnectionString", "Host=localhost")]
    [InlineData("Platform:ConnectionString", "nonsense")]
    [InlineData("Hosting:BaseDomain", "")]
    [InlineData("Hosting:Scheme", "ftp")]
    [InlineData("Kubernetes:Namespace", "")]
    [InlineData("Kubernetes:Workers", "0")]
    [InlineData("Kubernetes:RequestTimeout", "00:00:00")]
    [InlineData("Leadership:LeaseDuration", "00:00:00.5")]
    [InlineData("Leadership:RenewDeadline", "00:00:15")]
    [InlineData("Leadership:RetryPeriod", "00:00:06")]
    [InlineData("Watch:Silence", "00:04:00")]
    [InlineData("Watch:Timeout", "00:00:00")]
    [InlineData("Dashboard:ClientId", "jobs")]
    public async Task A_setting_that_cannot_be_right_ends_the_start_with_its_name(string setting, string value)
    {
        // Nothing reaches it.
        var platform = await shared.PlatformAsync();
        await using var app = OperatorHost.Build(["--urls", "http://127.0.0.1:0"], builder =>
        {
            builder.Logging.ClearProviders();
            builder.Configuration.AddInMemoryCollection(platform.Settings()).AddInMemoryCollection([new(setting, value)]);
        });

        var start = () => app.StartAsync(TestContext.Current.CancellationToken);

        (await start.Should().ThrowAsync<OptionsValidationException>()).Which.Message.Should().Contain(setting.Split(':')[1]);
    }

    [Fact]
    public async Task Without_PostgreSQL_it_lives_and_says_so_and_becomes_ready_when_it_comes()
    {
        await using var platform = await environment.EmptyPlatformAsync();
        await using var line = new CuttableLine(platform.Postgres.Port);
        line.Cut();
        await using var running = await platform.StartOperatorAsync(line);
        var name = (await platform.ApplyAsync("arnhem")).Metadata.Name;

        await platform.ConditionAsync(name, ConditionTypes.Ready, condition => condition.Status == "False");
        (await running.GetAsync("/healthz")).Status.Should().Be(200);
        (await running.GetAsync("/readyz")).Should().Match<(int Status, string Text)>(
            answer => answer.Status == 503 && answer.Text.Contains("platform database", StringComparison.Ordinal));
        line.Mend();

        await running.BecomeReadyAsync();
        await platform.ReadyAsync(name);
        var password = new NpgsqlConnectionStringBuilder(platform.Postgres.OperatorConnection()).Password!;
        running.Log.Lines.Should().NotContain(log => log.Contains(password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_municipality_says_that_PostgreSQL_is_away_and_becomes_ready_again_by_itself()
    {
        await using var platform = await environment.PlatformAsync();
        await using var line = new CuttableLine(platform.Postgres.Port);
        await using var scene = await Scenario.On(platform).WithOperator(line).WithMunicipality("arnhem").ReadyAsync();
        var name = scene.Name;

        line.Cut();
        await platform.TouchAsync(name);
        await platform.ConditionAsync(name, ConditionTypes.Ready,
            condition => condition is { Status: "False", Reason: "DatabaseUnreachable" });
        line.Mend();

        await platform.ReadyAsync(name);
    }

    [Fact]
    public async Task The_apis_role_gets_the_few_rights_it_needs_on_the_platform_database()
    {
        await using var platform = await environment.EmptyPlatformAsync();
        await using var running = await platform.StartOperatorAsync();
        await running.BecomeReadyAsync();
        await using var api = new NpgsqlConnection(platform.Postgres.ApiConnection(platform.Database) + ";Pooling=false");
        await api.OpenAsync(TestContext.Current.CancellationToken);

        foreach (var forbidden in (string[])["INSERT INTO tenant VALUES ('u', 'n', '0')", "DELETE FROM tenant",
            "SELECT * FROM schema_version", "SELECT * FROM hangfire.job", "CREATE TABLE extra ()"])
            (await Doing(api, forbidden).Should().ThrowAsync<PostgresException>(forbidden)).Which.SqlState.Should()
                .Be(PostgresErrorCodes.InsufficientPrivilege, forbidden);
        foreach (var allowed in (string[])["SELECT * FROM tenant", "INSERT INTO follow_up VALUES (gen_random_uuid(), 'u', now())",
            "UPDATE follow_up SET owner = NULL", "INSERT INTO follower VALUES (gen_random_uuid(), now())", "DELETE FROM follow_up",
            "LISTEN idbellen_changes"])
            await Doing(api, allowed).Should().NotThrowAsync(allowed);
    }

    [Theory]
    [InlineData("GRANT TRUNCATE ON tenant TO PUBLIC",
        "SELECT count(*) FROM pg_class, aclexplode(relacl) acl WHERE relname = 'tenant' AND acl.grantee = 0")]
    [InlineData("GRANT UPDATE ON tenant TO {0}",
        "SELECT count(*) FROM pg_class, aclexplode(relacl) acl WHERE relname = 'tenant' AND acl.grantee = to_regrole('{0}') AND "
            + "acl.privilege_type = 'UPDATE'")]
    public async Task A_right_that_somebody_added_on_the_platform_database_is_taken_back_at_the_next_start(string grant, string added)
    {
        await using var platform = await environment.PlatformAsync();
        await using (var first = await platform.StartOperatorAsync()) await first.BecomeReadyAsync();
        var role = new NpgsqlConnectionStringBuilder(platform.Postgres.ApiConnection(platform.Database)).Username!;
        await platform.Postgres.ExecuteAsync(string.Format(CultureInfo.InvariantCulture, grant, role), platform.Database);
        var count = string.Format(CultureInfo.InvariantCulture, added, role);
        (await platform.Postgres.QueryAsync(count, platform.Database)).Should().Equal("1");

        await using var running = await platform.StartOperatorAsync();
        await running.BecomeReadyAsync();

        (await platform.Postgres.QueryAsync(count, platform.Database)).Should().Equal("0");
    }

    [Fact]
    public async Task No_secret_is_logged()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;

        var secrets = new List<string> { new NpgsqlConnectionStringBuilder(platform.Postgres.OperatorConnection()).Password! };
        foreach (var name in names.Secrets.Where(name => name != names.DatabaseSecret))
            secrets.AddRange((await platform.SecretAsync(name))!.Values);
        secrets.Add((await platform.SecretAsync(names.DatabaseSecret))!["password"]);

        scene.Operator.Log.Lines.Should().NotBeEmpty();
        foreach (var secret in secrets.Where(secret => secret != WellKnown.SignInClientId))
            scene.Operator.Log.Lines.Should().NotContain(line => line.Contains(secret.Trim(), StringComparison.Ordinal));
    }

    private static Func<Task> Doing(NpgsqlConnection connection, string sql) => async () =>
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    };
}
