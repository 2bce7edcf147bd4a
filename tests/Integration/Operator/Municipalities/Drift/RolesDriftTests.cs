namespace IdBellen.Tests.Integration.Operator.Municipalities.Drift;

/// <summary>What somebody changes by hand of roles and databases comes back, and an event tells of it.</summary>
public sealed class RolesDriftTests(DriftFixture fixture) : IClassFixture<DriftFixture>
{
    public static TheoryData<string> Changes =>
    [
        "ALTER ROLE \"{0}_a\" PASSWORD 'another'",
        "ALTER ROLE \"{0}_a\" NOLOGIN",
        "ALTER ROLE \"{0}_owner\" LOGIN",
        "ALTER ROLE \"{0}_b\" LOGIN PASSWORD 'mine'",
        "ALTER ROLE \"{0}_a\" VALID UNTIL '2020-01-01'",
        // Without the grantor a superuser takes back only what a superuser has given.
        "REVOKE \"{0}_app\" FROM \"{0}_a\" GRANTED BY idbellen_operator",
        "REVOKE CONNECT ON DATABASE \"{0}\" FROM \"{0}_app\"",
        "GRANT CONNECT ON DATABASE \"{0}\" TO PUBLIC",
        "ALTER DATABASE \"{0}\" ALLOW_CONNECTIONS false",
        "ALTER DATABASE \"{0}\" OWNER TO \"{0}_a\"",
        "COMMENT ON DATABASE \"{0}\" IS NULL",
        "ALTER ROLE \"{0}_a\" CONNECTION LIMIT -1; ALTER ROLE \"{0}_a\" SET statement_timeout = 0; ALTER ROLE \"{0}_a\" IN DATABASE "
            + "\"{0}\" SET search_path = 'pg_temp'",
        "ALTER DATABASE \"{0}\" CONNECTION LIMIT 1000; GRANT TEMPORARY, CREATE ON DATABASE \"{0}\" TO \"{0}_app\"",
        "DROP ROLE \"{0}_b\"",
        "DROP DATABASE \"{0}\" WITH (FORCE)",
    ];

    [Theory]
    [MemberData(nameof(Changes))]
    public Task A_change_of_roles_or_database_is_repaired(string change) => fixture.Scene.IsRepairedAsync(change);
}
