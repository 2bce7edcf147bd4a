using AwesomeAssertions;
using IdBellen.Tests.Support.Api;

namespace IdBellen.Tests.Integration.Api.Telephony.Live;

/// <summary>What watching agents are about to see is recorded for all of them together.</summary>
public sealed class RecordedAccessTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const string CountStatements =
        """
        CREATE TABLE statement_count (at timestamptz DEFAULT clock_timestamp());
        GRANT INSERT ON statement_count TO PUBLIC;
        CREATE FUNCTION note_statement() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN INSERT INTO public.statement_count DEFAULT VALUES; RETURN NULL; END';
        CREATE TRIGGER note_statement AFTER INSERT ON data_access_log FOR EACH STATEMENT EXECUTE FUNCTION note_statement()
        """;

    [Fact]
    public async Task However_many_pages_of_agents_there_are_one_statement_records_who_sees_a_call()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agents = await municipality.AgentsAsync("anna", "bram", "carla");
        var pages = new List<Watching>();
        // Each of them has three.
        foreach (var agent in agents.Concat(agents).Concat(agents)) pages.Add(await Watching.OpenAsync(agent.GraphQL));
        await municipality.ExecuteAsync(CountStatements);

        await municipality.IdentifiedCallAsync();
        foreach (var page in pages) await page.SeesAsync(1);

        (await municipality.QueryAsync("SELECT count(*) FROM statement_count")).Should().Equal("1");
        (await municipality.QueryAsync("SELECT account_name FROM data_access_log WHERE action = 'overview' ORDER BY 1"))
            .Should().Equal("anna", "bram", "carla");
        foreach (var page in pages) await page.DisposeAsync();
    }

    [Fact]
    public async Task Who_begins_to_watch_later_is_recorded_before_the_first_list()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agents = await municipality.AgentsAsync("anna", "bram");
        await using var first = await Watching.OpenAsync(agents[0].GraphQL);
        await municipality.IdentifiedCallAsync();
        await first.SeesAsync(1);

        await using var second = await Watching.OpenAsync(agents[1].GraphQL);

        second.Seen.Should().ContainSingle();
        (await municipality.QueryAsync("SELECT account_name FROM data_access_log WHERE action = 'overview' ORDER BY 1"))
            .Should().Equal("anna", "bram");
    }
}
