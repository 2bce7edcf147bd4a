using AwesomeAssertions;
using IdBellen.Api.Platform.Connections;
using IdBellen.Tenancy.Postgres;
using IdBellen.Tests.Support.Environment;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace IdBellen.Tests.Integration.Api.Platform.Tenants;

/// <summary>One way to a database, with two roles as a rotation uses them.</summary>
public sealed class TenantPoolTests(TestEnvironment environment) : IAsyncLifetime
{
    private TestPlatform platform = null!;

    private string RoleA => $"{platform.Database}_a";

    private string RoleB => $"{platform.Database}_b";

    public async ValueTask InitializeAsync()
    {
        platform = await environment.PlatformAsync();
        foreach (var role in (string[])[RoleA, RoleB]) await platform.Postgres.ExecuteAsync($"CREATE ROLE {role} LOGIN PASSWORD 'geheim'");
        await platform.Postgres.ExecuteAsync($"GRANT CONNECT ON DATABASE {platform.Database} TO {RoleA}, {RoleB}");
    }

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    [Fact]
    public async Task A_municipality_that_is_gone_gets_no_connection_and_loses_the_idle_ones()
    {
        using var database = Database();
        database.Use(Credentials(RoleA, "1"));
        await using (await database.OpenAsync(TestContext.Current.CancellationToken)) database.SecretVersion.Should().Be("1");

        database.Close();

        database.SecretVersion.Should().BeNull();
        database.Closed.IsCancellationRequested.Should().BeTrue();
        await FluentActions.Awaiting(() => database.OpenAsync(default).AsTask()).Should().ThrowAsync<TenantGoneException>();
        await Eventually.BeTrueAsync(async () => await SessionsAsync(RoleA) == 0);
    }

    [Fact]
    public async Task A_connection_in_use_goes_on_and_its_version_counts_until_it_comes_back()
    {
        using var database = Database();
        database.Use(Credentials(RoleA, "1"));
        var held = await database.OpenAsync(TestContext.Current.CancellationToken);
        await database.OpenAsync(TestContext.Current.CancellationToken).AsTask()
            .ContinueWith(one => one.Result.Dispose(), TaskScheduler.Default);

        database.Use(Credentials(RoleB, "2"));

        (await UserAsync(held.Connection)).Should().Be(RoleA);
        database.SecretVersion.Should().Be("1");
        await using (var fresh = await database.OpenAsync(TestContext.Current.CancellationToken))
            (await UserAsync(fresh.Connection)).Should().Be(RoleB);
        await held.DisposeAsync();
        database.SecretVersion.Should().Be("2");
        await Eventually.BeTrueAsync(async () => await SessionsAsync(RoleA) == 0);
    }

    [Fact]
    public async Task After_the_drain_time_the_older_version_no_longer_counts_but_its_transaction_may_finish()
    {
        using var database = Database(drainTime: TimeSpan.FromMilliseconds(200));
        database.Use(Credentials(RoleA, "1"));
        await using var held = await database.OpenAsync(TestContext.Current.CancellationToken);

        database.Use(Credentials(RoleB, "2"));

        database.SecretVersion.Should().Be("1");
        await Eventually.BeTrueAsync(() => Task.FromResult(database.SecretVersion == "2"));
        (await UserAsync(held.Connection)).Should().Be(RoleA);
    }

    [Fact]
    public async Task Who_waits_for_a_connection_while_the_role_is_locked_gets_one_of_the_new_role()
    {
        using var database = Database();
        database.Use(Credentials(RoleA, "1", poolSize: 1));
        var held = await database.OpenAsync(TestContext.Current.CancellationToken);
        var waiting = database.OpenAsync(TestContext.Current.CancellationToken);
        waiting.IsCompleted.Should().BeFalse();

        database.Use(Credentials(RoleB, "2", poolSize: 1));
        await platform.Postgres.ExecuteAsync($"ALTER ROLE {RoleA} NOLOGIN");
        await held.DisposeAsync();

        await using var late = await waiting;
        (await UserAsync(late.Connection)).Should().Be(RoleB);
    }

    [Fact]
    public async Task Another_version_with_the_same_credentials_keeps_the_pool()
    {
        using var database = Database();
        database.Use(Credentials(RoleA, "1"));
        await using var held = await database.OpenAsync(TestContext.Current.CancellationToken);

        database.Use(Credentials(RoleA, "2"));

        database.SecretVersion.Should().Be("2");
    }

    [Fact]
    public async Task At_the_ceiling_idle_connections_of_one_pool_are_closed_for_another()
    {
        var ceiling = new ConnectionCeiling(2, TimeSpan.FromSeconds(5), TimeProvider.System);
        using var one = Database(ceiling: ceiling);
        using var other = Database(ceiling: ceiling);
        one.Use(Credentials(RoleA, "1"));
        other.Use(Credentials(RoleB, "1"));
        await using (await one.OpenAsync(TestContext.Current.CancellationToken))
        await using (await one.OpenAsync(TestContext.Current.CancellationToken))
        {
            (await SessionsAsync(RoleA)).Should().Be(2);
        }

        await using (var opened = await other.OpenAsync(TestContext.Current.CancellationToken))
        {
            (await UserAsync(opened.Connection)).Should().Be(RoleB);
            await Eventually.BeTrueAsync(async () => await SessionsAsync(RoleA) == 0);
        }

        await using (await one.OpenAsync(TestContext.Current.CancellationToken)) ceiling.Open.Should().Be(2);
    }

    private static TenantPool Database(TimeSpan? drainTime = null, ConnectionCeiling? ceiling = null) => new(
        new() { DrainTime = drainTime ?? TimeSpan.FromMinutes(1) },
        ceiling ?? new ConnectionCeiling(100, TimeSpan.FromSeconds(5), TimeProvider.System), TimeProvider.System,
        NullLoggerFactory.Instance, () => { });

    private DatabaseCredentials Credentials(string role, string version, int poolSize = 5) => new(
        PostgresAddress.Parse(platform.Postgres.ApiConnection(platform.Database), "tests")
            .Tenant(new DatabaseLogin(platform.Database, role, "geheim"), poolSize),
        version);

    private async Task<long> SessionsAsync(string role) =>
        long.Parse((await platform.Postgres.QueryAsync($"SELECT count(*) FROM pg_stat_activity WHERE usename = '{role}'")).Single(),
            System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<string> UserAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("SELECT current_user::text", connection);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
