using AwesomeAssertions;
using IdBellen.Tests.Support.Api;

namespace IdBellen.Tests.Integration.Api.Disclosure.Sessions;

/// <summary>Breaks a database that the operator would repair, so the operator is stopped.</summary>
public sealed class DatabaseDownTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_database_that_is_down_is_said_before_the_app_can_disclose_and_the_municipality_works_again_when_it_is_back()
    {
        const string Start = "mutation { startSession(purpose: \"uitkering\") { statusToken } }";
        var municipality = await fixture.MunicipalityAsync();
        await fixture.StopOperatorAsync();
        await fixture.Platform.Postgres.ExecuteAsync($"ALTER DATABASE \"{municipality.Database}\" ALLOW_CONNECTIONS false");
        await fixture.Platform.Postgres.ExecuteAsync(
            $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{municipality.Database}'");

        (await municipality.Citizen.SendAsync(Start)).Code.Should().Be("DATABASE_UNAVAILABLE");

        await fixture.Platform.Postgres.ExecuteAsync($"ALTER DATABASE \"{municipality.Database}\" ALLOW_CONNECTIONS true");
        (await municipality.Citizen.SendAsync(Start)).Errors.Should().BeEmpty();
    }
}
