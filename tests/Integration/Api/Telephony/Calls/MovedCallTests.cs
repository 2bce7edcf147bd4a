using AwesomeAssertions;
using IdBellen.Tests.Integration.Api.Telephony.Calls.Invitations;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;
using IdBellen.Tests.Support.Environment;
using Npgsql;

namespace IdBellen.Tests.Integration.Api.Telephony.Calls;

/// <summary>A call moves to another agent at the very moment at which an agent does something with it.</summary>
public sealed class MovedCallTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("finish")]
    [InlineData("release")]
    [InlineData("transfer")]
    [InlineData("invite")]
    [InlineData("confirm")]
    public async Task Whoever_loses_a_call_at_that_moment_changes_nothing_of_it(string what)
    {
        var municipality = await fixture.MunicipalityAsync();
        var agents = await municipality.AgentsAsync("anna", "bram", "carla");
        await using var page = await agents[2].OpenPageAsync();
        var (bram, carla) = (await agents[1].IdAsync(), await agents[2].IdAsync());
        var invited = await (await (await InvitedCaller.CallAsync(municipality, agents[0])).StartAsync()).ScanAsync();
        var before = await StateAsync(municipality);
        await using var mover = await OpenAsync(municipality);
        await using var transaction = await mover.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await ExecuteAsync(mover, $"UPDATE call SET taken_by = '{bram}', taken_by_name = 'bram'");

        Task<GraphQLAnswer> asked = what switch
        {
            "finish" => agents[0].FinishAsync(invited.CallId),
            "release" => agents[0].ReleaseAsync(invited.CallId),
            "transfer" => AnswerOf(agents[0].TransferAsync(invited.CallId, carla)),
            "invite" => AnswerOf(agents[0].InviteAsync(invited.CallId)),
            _ => AnswerOf(agents[0].ConfirmAsync(invited.CallId, invited.Digits)),
        };
        await WaitsOrIsDoneAsync(municipality, asked);
        await transaction.CommitAsync(TestContext.Current.CancellationToken);

        (await asked).Code.Should().Be("CALL_NOT_YOURS");
        (await StateAsync(municipality)).Should().Equal(before, "neither session nor invitation changed");
        (await municipality.QueryAsync("SELECT taken_by FROM call")).Should().Equal($"{bram}");
    }

    [Fact]
    public async Task Whoever_is_told_that_the_call_is_theirs_has_it_even_if_it_is_given_back_at_that_moment()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agents = await municipality.AgentsAsync("anna", "bram");
        await municipality.IdentifiedCallAsync();
        var id = (await agents[0].CallAsync()).Id;
        await agents[0].TakeAsync(id);
        await using var obstacle = await OpenAsync(municipality);
        await using var transaction = await obstacle.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await ExecuteAsync(obstacle, "LOCK TABLE session IN ACCESS EXCLUSIVE MODE");

        var asked = agents[1].TakeAsync(id);
        await WaitsOrIsDoneAsync(municipality, asked);
        (await agents[0].ReleaseAsync(id)).Errors.Should().BeEmpty();
        await transaction.RollbackAsync(TestContext.Current.CancellationToken);

        var isTold = (await asked).Outcome == "TAKEN";
        var holder = (await municipality.QueryAsync("SELECT taken_by FROM call")).Single();
        isTold.Should().Be(holder == $"{await agents[1].IdAsync()}");
    }

    [Fact]
    public async Task A_session_that_is_being_stored_locks_the_call_before_the_invitation_as_those_do_who_erase_both()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var invited = await InvitedCaller.CallAsync(municipality, agent);
        await using var eraser = await OpenAsync(municipality);
        await using var transaction = await eraser.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await ExecuteAsync(eraser, "SELECT FROM call FOR UPDATE");

        var asked = invited.StartAsync();
        await WaitsOrIsDoneAsync(municipality, asked);
        // If this failed, each of the two would wait for the other.
        await ExecuteAsync(eraser, "SELECT FROM invitation FOR UPDATE NOWAIT");

        await transaction.RollbackAsync(TestContext.Current.CancellationToken);
        (await asked).Session.Should().NotBeNull();
    }

    [Fact]
    public async Task A_code_that_is_dialled_while_its_disclosure_is_being_stored_is_right()
    {
        var municipality = await fixture.MunicipalityAsync();
        var exchange = await municipality.ExchangeAsync();
        var code = await municipality.DisclosedCodeAsync();
        await municipality.ExecuteAsync("UPDATE session SET state = 'Connected'");
        await using var storing = await OpenAsync(municipality);
        await using var transaction = await storing.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await ExecuteAsync(storing, "UPDATE session SET state = 'Disclosed'");

        var asked = exchange.MatchAsync(code, "call-1");
        await WaitsOrIsDoneAsync(municipality, asked, "%match_code%");
        await transaction.CommitAsync(TestContext.Current.CancellationToken);

        (await asked).Outcome.Should().Be("MATCHED");
    }

    private static async Task WaitsOrIsDoneAsync(ServedMunicipality municipality, Task asked, string statement = "%") =>
        await Eventually.BeTrueAsync(async () => asked.IsCompleted || (await municipality.QueryAsync(
            $"""
             SELECT 1 FROM pg_stat_activity
             WHERE datname = '{municipality.Database}' AND wait_event_type = 'Lock' AND query LIKE '{statement}'
             """)).Count > 0);

    private static async Task<GraphQLAnswer> AnswerOf<T>(Task<GraphQLAnswer<T>> answer) => await answer;

    private static Task<IReadOnlyList<string>> StateAsync(ServedMunicipality municipality) => municipality.QueryAsync(
        """
        SELECT concat_ws(' ', call.id, encode(invitation.code_hash, 'hex'), session.id, session.state IN ('Started', 'Pairing'))
        FROM call LEFT JOIN invitation ON invitation.call_id = call.id LEFT JOIN session ON session.call_id = call.id
        """);

    private static async Task<NpgsqlConnection> OpenAsync(ServedMunicipality municipality)
    {
        var connection = new NpgsqlConnection(municipality.Fixture.Platform.Postgres.SuperuserConnection(municipality.Database));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
