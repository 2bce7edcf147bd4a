using System.Globalization;
using IdBellen.Operator.Municipalities.Rest;
using IdBellen.Tests.Support.Environment;
using k8s;

namespace IdBellen.Tests.Integration.Operator.Municipalities;

/// <summary>
/// A municipality where nothing was written is not looked at more closely than that, and whatever is written anywhere ends its rest at the
/// next routine look, whose time comes without anybody asking.
/// </summary>
public sealed class RestTests(RestFixture fixture) : IClassFixture<RestFixture>
{
    [Theory]
    [InlineData("ALTER ROLE \"{0}_a\" PASSWORD 'another'", false)]
    [InlineData("ALTER ROLE \"{0}_app\" LOGIN", false)]
    [InlineData("ALTER DATABASE \"{0}\" CONNECTION LIMIT 1", false)]
    [InlineData("REVOKE SELECT ON session FROM \"{0}_app\"", true)]
    [InlineData("DELETE FROM \"OpenIddictApplications\"", true)]
    public async Task A_change_by_hand_ends_the_rest(string change, bool isInside)
    {
        await fixture.RestsAsync();
        var (platform, names) = fixture.Scene;
        var told = (await platform.EventsAsync(fixture.Scene.Name)).Count;

        // Reported at once; sessions may take ten seconds.
        await platform.Postgres.ExecuteAsync(
            string.Format(CultureInfo.InvariantCulture, change, names.Database) + "; SELECT pg_stat_force_next_flush()",
            isInside ? names.Database : null);
        await fixture.LookAsync();

        await Eventually.BeTrueAsync(async () => (await platform.EventsAsync(fixture.Scene.Name)).Count > told,
            what: "an event tells of the repair");
    }

    [Fact]
    public async Task A_Secret_that_goes_while_the_API_server_refuses_to_answer_is_made_again()
    {
        await fixture.RestsAsync();
        var (platform, names) = fixture.Scene;
        var refused = 0;
        fixture.Api.Before = request =>
            request is { Method: "GET", Resource: "municipalities", IsWatch: false } && Interlocked.Increment(ref refused) <= 2
                ? ApiFault.Answer(503) : null;

        await platform.Client.CoreV1.DeleteNamespacedSecretAsync(names.ExchangeSecret, platform.Namespace);

        await Eventually.BeTrueAsync(async () => await platform.SecretAsync(names.ExchangeSecret) is not null, what: "it is there again");
        refused.Should().BeGreaterThan(2);
        fixture.Api.Before = _ => null;
    }

    [Fact]
    public async Task Another_specification_in_force_than_the_resource_has_ends_the_rest()
    {
        await fixture.RestsAsync();
        var (platform, _) = fixture.Scene;
        await platform.Postgres.ExecuteAsync("UPDATE tenant SET retention = interval '10 years'", platform.Database);

        await fixture.LookAsync();

        (await platform.Postgres.QueryAsync("SELECT retention < interval '2 hours' FROM tenant", platform.Database)).Should()
            .Equal(bool.TrueString);
    }

    [Fact]
    public async Task At_rest_its_database_is_opened_only_when_its_time_is_over()
    {
        await fixture.RestsAsync();
        var before = await SessionsAsync();

        for (var look = 0; look < 5; look++) await fixture.LookAsync();
        (await SessionsAsync()).Should().Be(before);

        fixture.Pass(RestingMunicipalities.Longest);
        await fixture.LookAsync();
        await Eventually.BeTrueAsync(async () => await SessionsAsync() > before, what: "its database was opened");
    }

    private async Task<long> SessionsAsync() => long.Parse(
        (await fixture.Scene.Platform.Postgres.QueryAsync(
            $"SELECT sessions FROM pg_stat_database WHERE datname = '{fixture.Scene.Names.Database}'")).Single(),
        CultureInfo.InvariantCulture);
}
