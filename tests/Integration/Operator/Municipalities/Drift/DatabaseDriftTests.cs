namespace IdBellen.Tests.Integration.Operator.Municipalities.Drift;

/// <summary>What somebody changes by hand inside a municipality's database comes back, and an event tells of it.</summary>
public sealed class DatabaseDriftTests(DriftFixture fixture) : IClassFixture<DriftFixture>
{
    public static TheoryData<string> Changes =>
    [
        "REVOKE SELECT ON session FROM \"{0}_app\"",
        "GRANT CREATE ON SCHEMA public TO \"{0}_app\"",
        "GRANT DELETE ON schema_version TO \"{0}_app\"",
        "REVOKE EXECUTE ON FUNCTION match_code FROM \"{0}_app\"",
        "GRANT EXECUTE ON FUNCTION count_call TO \"{0}_app\"",
        "DELETE FROM \"OpenIddictApplications\"",
        "UPDATE \"OpenIddictApplications\" SET redirect_uris = '[\"https://evil.example/\"]'",
        "UPDATE \"OpenIddictApplications\" SET requirements = '[]'",
        "UPDATE \"OpenIddictApplications\" SET client_secret = 'x'",
    ];

    [Theory]
    [MemberData(nameof(Changes))]
    public Task A_change_inside_the_database_is_repaired(string change) =>
        fixture.Scene.IsRepairedAsync(change, fixture.Scene.Names.Database);
}
