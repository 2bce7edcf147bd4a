using AwesomeAssertions;
using IdBellen.Tests.Integration.Api.Telephony.Calls.Invitations;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;

namespace IdBellen.Tests.Integration.Api.Platform.Connections;

/// <summary>A newer operator adds columns while the api serves: its connections have prepared their statements by then.</summary>
public sealed class NewColumnTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    // A statement is prepared when a connection repeats it, and there are a few connections. More than ten invitations are not accepted at
    // once.
    private const int Repetitions = 5;

    private const string AddColumns =
        """
        DO $$
        DECLARE name text;
        BEGIN
            FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename !~ '^slot_key_'
            LOOP
                EXECUTE format('ALTER TABLE public.%I ADD COLUMN added_later text', name);
            END LOOP;
        END $$
        """;

    [Fact]
    public async Task No_request_fails_because_of_a_column_that_it_does_not_know()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agents = await municipality.AgentsAsync("anna", "bram");
        await using var page = await agents[1].OpenPageAsync();
        for (var i = 0; i < Repetitions; i++) await LiveAsync(municipality, agents, $"before-{i}");

        await municipality.ExecuteAsync(AddColumns);

        for (var i = 0; i < Repetitions; i++) await LiveAsync(municipality, agents, $"after-{i}");
    }

    // What a day has: calls with a code and without, invited callers, hand-overs, cancelled sessions.
    private static async Task LiveAsync(ServedMunicipality municipality, IReadOnlyList<SignedIn> agents, string reference)
    {
        var exchange = await municipality.ExchangeAsync();
        // Without a number, of which only so many wrong codes are taken.
        (await exchange.MatchAsync("0123456789", $"{reference}-wrong", callerNumber: null)).Outcome.Should().Be("RETRY");
        await municipality.IdentifiedCallAsync($"{reference}-right");
        var id = (await agents[0].CallAsync()).Id;
        (await agents[0].TakeAsync(id)).Outcome.Should().Be("TAKEN");
        (await exchange.ReportAsync($"{reference}-right", "CONNECTED")).Should().Be("TALK");
        (await agents[0].TransferAsync(id, await agents[1].IdAsync())).Value.Outcome.Should().Be("TRANSFERRED");
        (await agents[1].ReleaseAsync(id)).Errors.Should().BeEmpty();
        (await agents[1].TakeAsync(id)).Outcome.Should().Be("TAKEN");
        (await agents[1].FinishAsync(id)).Errors.Should().BeEmpty();

        var invited = await InvitedCaller.IdentifiedAsync(municipality, agents[0], $"{reference}-invited");
        (await exchange.ReportAsync($"{reference}-invited", "ENDED")).Should().Be("END");
        (await agents[0].FinishAsync(invited.CallId)).Errors.Should().BeEmpty();
    }
}
