using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Operator.Municipalities;

/// <summary>What is not marked with the resource's UID is not ours: it is neither taken over nor dropped.</summary>
public sealed class OwnershipTests(TestEnvironment environment)
{
    [Theory]
    [InlineData("CREATE DATABASE \"{0}\"", "database")]
    [InlineData("CREATE ROLE \"{0}_owner\"", "role")]
    [InlineData("CREATE ROLE \"{0}_a\" LOGIN; COMMENT ON ROLE \"{0}_a\" IS 'a1b2c3d4-0000-4000-8000-000000000000'", "role")]
    public async Task What_exists_under_its_names_is_refused_and_survives_its_deletion(string made, string kind)
    {
        await using var platform = await environment.PlatformAsync();
        var name = (await platform.ApplyAsync("arnhem")).Metadata.Name;
        var names = platform.Names("arnhem");
        await platform.Postgres.ExecuteAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, made, names.Database));
        await using var running = await platform.StartOperatorAsync();

        var refused = await platform.ConditionAsync(name, ConditionTypes.DatabaseReady, condition => condition.Status == "False");
        refused.Status!.Condition(ConditionTypes.DatabaseReady)!.Reason.Should().Be("OwnedByAnother");
        refused.Status.Condition(ConditionTypes.DatabaseReady)!.Message.Should().Contain($"{kind} {names.Database}");
        refused.Status.Condition(ConditionTypes.Ready)!.Reason.Should().Be("OwnedByAnother");
        var before = await platform.InventoryAsync();

        await platform.DeleteAsync(name);
        await platform.GoneAsync(name);

        before.Should().ContainSingle();
        (await platform.InventoryAsync()).Should().Equal(before);
    }

    [Fact]
    public async Task A_resource_made_again_under_the_name_of_one_that_was_taken_away_by_force_gets_nothing_of_it()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        await scene.StopOperatorAsync();
        var (platform, name) = (scene.Platform, scene.Name);
        await platform.PatchAsync(name, """{"metadata":{"finalizers":null}}""");
        await platform.DeleteAsync(name);
        await platform.GoneAsync(name);
        await using var running = await platform.StartOperatorAsync();

        var old = platform.Names("arnhem");
        await platform.CreateAsync(platform.Sample("arnhem"));

        var refused = await platform.ConditionAsync(name, ConditionTypes.DatabaseReady,
            condition => condition is { Status: "False", Reason: "OwnedByAnother" });
        refused.Status!.Condition(ConditionTypes.DatabaseReady)!.Message.Should().Contain(old.Uid).And.Contain("orphans");
        (await platform.Postgres.QueryAsync("SELECT uid FROM tenant WHERE provisioned_at IS NOT NULL", platform.Database)).Should().Equal(
            [old.Uid], "the purge works on by that row");

        // A database administrator drops the database, and forgets the roles and the row.
        await platform.Postgres.ExecuteAsync($"DROP DATABASE \"{old.Database}\" WITH (FORCE)");
        await platform.TouchAsync(name);
        await platform.ReadyAsync(name);
        (await platform.Postgres.QueryAsync("SELECT uid FROM tenant", platform.Database)).Should().Equal(platform.Names("arnhem").Uid);
    }

    [Fact]
    public async Task A_database_that_was_made_but_not_yet_marked_when_the_operator_died_is_marked_and_used()
    {
        await using var platform = await environment.PlatformAsync();
        var uid = (await platform.ApplyAsync("arnhem")).Uid;
        var names = platform.Names("arnhem");
        await platform.Postgres.ExecuteAsync(
            $"CREATE ROLE \"{names.OwnerRole}\"; COMMENT ON ROLE \"{names.OwnerRole}\" IS '{uid}'; GRANT \"{names.OwnerRole}\" TO "
                + $"idbellen_operator WITH ADMIN OPTION");
        await platform.Postgres.ExecuteAsync($"CREATE DATABASE \"{names.Database}\" OWNER \"{names.OwnerRole}\"");

        await using var running = await platform.StartOperatorAsync();
        await platform.ReadyAsync(names.Tenant.Value);

        (await platform.Postgres.QueryAsync(
            $"SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '{names.Database}'")).Should().Equal(uid);
    }
}
