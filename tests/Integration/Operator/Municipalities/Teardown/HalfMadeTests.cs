using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;
using Npgsql;

namespace IdBellen.Tests.Integration.Operator.Municipalities.Teardown;

/// <summary>However far a municipality had come, and whatever somebody took away from it, it goes.</summary>
public sealed class HalfMadeTests(TestEnvironment environment)
{
    [Theory]
    [InlineData("DROP DATABASE \"{0}\"")]
    [InlineData("DROP DATABASE \"{0}\"; DROP ROLE \"{0}_a\"; DROP ROLE \"{0}_owner\"")]
    [InlineData("REVOKE \"{0}_a\" FROM idbellen_operator GRANTED BY idbellen_operator; REVOKE \"{0}_owner\" FROM idbellen_operator GRANTED "
        + "BY idbellen_operator")]
    [InlineData("ALTER DATABASE \"{0}\" ALLOW_CONNECTIONS false")]
    [InlineData("ALTER ROLE \"{0}_a\" NOLOGIN; ALTER DATABASE \"{0}\" ALLOW_CONNECTIONS false; COMMENT ON DATABASE \"{0}\" IS NULL")]
    public async Task What_is_half_there_is_taken_down_too(string change)
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        await scene.StopOperatorAsync();
        var (platform, names) = scene;
        var municipality = scene.Municipality;
        NpgsqlConnection.ClearAllPools();
        foreach (var statement in change.Split("; "))
            await platform.Postgres.ExecuteAsync(
                string.Format(System.Globalization.CultureInfo.InvariantCulture, statement, names.Database));
        await platform.DeleteAsync(names.Tenant.Value);

        await using var running = await platform.StartOperatorAsync();
        await platform.GoneAsync(names.Tenant.Value);

        await platform.NothingIsLeftAsync(names);
        (await platform.ReceiptAsync(municipality)).Erased.RowsCounted.Should()
            .Be(!change.StartsWith("DROP DATABASE", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("DROP SCHEMA public CASCADE", false)]
    [InlineData("DROP TABLE call CASCADE; DROP TABLE role CASCADE", true)]
    public async Task Tables_that_are_missing_are_not_missed(string change, bool countsSome)
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        await scene.StopOperatorAsync();
        var (platform, names) = scene;
        var municipality = scene.Municipality;
        await platform.Postgres.ExecuteAsync(change, names.Database);
        await platform.DeleteAsync(names.Tenant.Value);

        await using var running = await platform.StartOperatorAsync();
        await platform.GoneAsync(names.Tenant.Value);

        await platform.NothingIsLeftAsync(names);
        (await platform.ReceiptAsync(municipality)).Erased.Rows.ContainsKey("account").Should().Be(countsSome);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task What_the_operator_had_just_begun_to_make_when_it_died_is_taken_down(int statements)
    {
        await using var platform = await environment.PlatformAsync();
        var municipality = await platform.ApplyAsync("arnhem");
        var names = platform.Names("arnhem");
        await platform.PatchAsync(names.Tenant.Value, $$$"""{"metadata":{"finalizers":["{{{WellKnown.Finalizer}}}"]}}""");
        string[] made =
        [
            $"CREATE ROLE \"{names.OwnerRole}\"; COMMENT ON ROLE \"{names.OwnerRole}\" IS '{municipality.Uid}'; GRANT "
                + $"\"{names.OwnerRole}\" TO idbellen_operator WITH ADMIN OPTION",
            $"CREATE DATABASE \"{names.Database}\" OWNER \"{names.OwnerRole}\"",
        ];
        foreach (var statement in made.Take(statements)) await platform.Postgres.ExecuteAsync(statement);
        await platform.DeleteAsync(names.Tenant.Value);

        await using var running = await platform.StartOperatorAsync();
        await platform.GoneAsync(names.Tenant.Value);

        await platform.NothingIsLeftAsync(names);
        var dropped = (await platform.ReceiptAsync(municipality)).Dropped;
        (dropped.Roles.Count, dropped.Databases.Count).Should().Be((statements > 0 ? 1 : 0, statements > 1 ? 1 : 0));
    }
}
