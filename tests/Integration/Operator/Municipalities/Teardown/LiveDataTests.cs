using IdBellen.Operator.Municipalities.Teardown;
using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.TenantDatabase;
using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Operator.Retention;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace IdBellen.Tests.Integration.Operator.Municipalities.Teardown;

/// <summary>Calls and sessions are erased first, and each is counted once whoever dies in between.</summary>
public sealed class LiveDataTests(TestEnvironment environment)
{
    [Theory]
    [InlineData("COMMIT", 2, 3)]
    [InlineData("ROLLBACK", 2, 3)]
    public async Task An_erasure_during_whose_end_the_operator_died_is_counted_if_it_was_committed(string end, long calls, long sessions)
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        await AddCallsAsync(scene.Platform, calls: 2, sessions: 3);
        await scene.StopOperatorAsync();
        var (platform, municipality) = (scene.Platform, scene.Municipality);
        string transaction;
        await using (var dying = new NpgsqlConnection(platform.Postgres.SuperuserConnection(scene.Names.Database) + ";Pooling=false"))
        {
            await dying.OpenAsync();
            transaction = await EraseAsync(dying, end);
        }
        await platform.Postgres.ExecuteAsync(
            $$$"""
            INSERT INTO teardown (uid, name, begun_at, facts) VALUES ('{{{municipality.Uid}}}', '{{{municipality.Metadata.Name}}}', now(),
                '{"pending": {"transactionId": "{{{transaction}}}", "calls": 2, "sessions": 3}}')
            """,
            platform.Database);

        await platform.DeleteAsync(municipality.Metadata.Name);
        await using var running = await platform.StartOperatorAsync();
        await platform.GoneAsync(municipality.Metadata.Name);

        var erased = (await platform.ReceiptAsync(municipality)).Erased;
        (erased.Calls, erased.Sessions).Should().Be((calls, sessions));
    }

    [Fact]
    public async Task They_are_erased_and_counted_before_anything_else_and_replicas_get_a_hint()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, name, municipality) = (scene.Platform, scene.Name, scene.Municipality);
        await AddCallsAsync(platform, calls: 2, sessions: 3);
        await platform.ServeAsync(municipality.Uid);
        await using var listening = new NpgsqlConnection(platform.Postgres.SuperuserConnection(platform.Database) + ";Pooling=false");
        await listening.OpenAsync();
        await using (var listen = new NpgsqlCommand("LISTEN idbellen_changes", listening)) await listen.ExecuteNonQueryAsync();
        var hints = new List<string>();
        listening.Notification += (_, hint) => hints.Add(hint.Payload);

        await platform.DeleteAsync(name);
        await platform.StageAsync(name, "Draining");
        (await platform.Postgres.QueryAsync(
            "SELECT id FROM call UNION ALL SELECT id FROM session", platform.Names("arnhem").Database)).Should().BeEmpty();
        (await listening.WaitAsync(TimeSpan.FromSeconds(90))).Should().BeTrue();
        hints.Should().AllBe(municipality.Uid);

        // A request that was under way may still bring one.
        await using (var late = await OpenAsync(platform))
            await new PurgedDatabase(late, DateTimeOffset.UtcNow).AddSessionAsync(TimeSpan.FromMinutes(5));
        await platform.Postgres.ExecuteAsync("DELETE FROM replica_tenant", platform.Database);
        await platform.GoneAsync(name);

        var erased = (await platform.ReceiptAsync(municipality)).Erased;
        (erased.Calls, erased.Sessions, erased.Rows["session"], erased.Rows["call"]).Should().Be((2, 4, 0, 0));
    }

    [Fact]
    public async Task The_same_stage_again_and_again_counts_nothing_twice()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        await AddCallsAsync(scene.Platform, calls: 1, sessions: 2);
        var stages = scene.Operator.Services.GetServices<ITeardownStage>().ToList();
        await using var connection = await scene.Operator.Services.GetRequiredService<PostgresServer>().Platform.OpenConnectionAsync();

        foreach (var round in Enumerable.Range(0, 3))
        {
            // As after a restart: what is known is what was written.
            var record = await TeardownRecord.LoadAsync(connection, scene.Municipality.Uid, CancellationToken.None);
            if (round == 0) await record.BeginAsync(scene.Name, DateTimeOffset.UtcNow, CancellationToken.None);
            var context = new TeardownContext(scene.Municipality, scene.Names, connection, record);
            foreach (var stage in stages.Where(
                stage => stage.Name is "EndingCalls" or "Draining" or "RollingBackPreparedTransactions" or "Counting" or "Fencing"))
                (await stage.RunAsync(context, CancellationToken.None)).Should().Be(StageResult.Complete, stage.Name);

            (record.Facts.Calls, record.Facts.Sessions, record.Facts.Rows!["role"]).Should().Be((1, 2, 2));
        }
    }

    private static async Task AddCallsAsync(TestPlatform platform, int calls, int sessions)
    {
        await using var connection = await OpenAsync(platform);
        var database = new PurgedDatabase(connection, DateTimeOffset.UtcNow);
        foreach (var number in Enumerable.Range(0, sessions))
        {
            var session = await database.AddSessionAsync(TimeSpan.FromMinutes(50), SessionState.Disclosed, TimeSpan.FromMinutes(10));
            if (number < calls) await database.AddCallAsync($"call {number}", session);
        }
    }

    private static async Task<NpgsqlConnection> OpenAsync(TestPlatform platform)
    {
        var connection = new NpgsqlConnection(platform.Postgres.SuperuserConnection(platform.Names("arnhem").Database) + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<string> EraseAsync(NpgsqlConnection connection, string end)
    {
        await using var erase =
            new NpgsqlCommand("BEGIN; DELETE FROM call; DELETE FROM session; SELECT pg_current_xact_id()::text", connection);
        var transaction = (string)(await erase.ExecuteScalarAsync())!;
        await using var ending = new NpgsqlCommand(end, connection);
        await ending.ExecuteNonQueryAsync();
        return transaction;
    }
}
