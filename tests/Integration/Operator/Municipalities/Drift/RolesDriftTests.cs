using IdBellen.Tests.Environment;

namespace IdBellen.Tests.Operator.Municipalities.Drift;

/// <summary>What somebody changes by hand of roles and databases comes back, and an event tells of it.</summary>
public sealed class RolesDriftTests(TestEnvironment environment)
{
    public static TheoryData<string> Changes =>
    [
        "ALTER ROLE \"{0}_a\" PASSWORD 'another'",
        "ALTER ROLE \"{0}_a\" NOLOGIN",
        "ALTER ROLE \"{0}_owner\" LOGIN",
        "ALTER ROLE \"{0}_b\" LOGIN PASSWORD 'mine'",
        "ALTER ROLE \"{0}_a\" VALID UNTIL '2020-01-01'",
        "REVOKE \"{0}_app\" FROM \"{0}_a\"",
        "REVOKE CONNECT ON DATABASE \"{0}\" FROM \"{0}_app\"",
        "GRANT CONNECT ON DATABASE \"{0}\" TO PUBLIC",
        "ALTER DATABASE \"{0}\" ALLOW_CONNECTIONS false",
        "ALTER DATABASE \"{0}\" OWNER TO \"{0}_a\"",
        "COMMENT ON DATABASE \"{0}\" IS NULL",
        "DROP ROLE \"{0}_b\"",
        "DROP DATABASE \"{0}\" WITH (FORCE)",
    ];

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_change_of_roles_or_database_is_repaired(string change)
    {
        await using var scene = await DriftScene.StartAsync(environment);
        await scene.IsRepairedAsync(change);
    }
}
