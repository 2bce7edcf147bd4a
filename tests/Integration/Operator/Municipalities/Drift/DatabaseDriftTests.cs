using IdBellen.Tests.Environment;

namespace IdBellen.Tests.Operator.Municipalities.Drift;

/// <summary>What somebody changes by hand inside a municipality's database comes back, and an event tells of it.</summary>
public sealed class DatabaseDriftTests(TestEnvironment environment)
{
    public static TheoryData<string> Changes =>
    [
        "REVOKE SELECT ON session FROM \"{0}_app\"",
        "GRANT CREATE ON SCHEMA public TO \"{0}_app\"",
        "GRANT DELETE ON schema_version TO \"{0}_app\"",
        "DELETE FROM \"OpenIddictApplications\"",
        "UPDATE \"OpenIddictApplications\" SET redirect_uris = '[\"https://evil.example/\"]'",
        "UPDATE \"OpenIddictApplications\" SET requirements = '[]'",
        "UPDATE \"OpenIddictApplications\" SET client_secret = 'x'",
    ];

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_change_inside_the_database_is_repaired(string change)
    {
        await using var scene = await DriftScene.StartAsync(environment);
        await scene.IsRepairedAsync(change, scene.Names.Database);
    }
}
