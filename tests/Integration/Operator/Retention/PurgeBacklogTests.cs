using System.Globalization;
using IdBellen.Tenancy.Postgres;
using IdBellen.Tenancy.Retention;
using IdBellen.Tenancy.TenantDatabase;
using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Operator.Retention;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace IdBellen.Tests.Integration.Operator.Retention;

/// <summary>Purges of much, purges under which somebody works, and purges by a retention that was shortened.</summary>
public sealed class PurgeBacklogTests(TestEnvironment environment)
{
    private static readonly DateTimeOffset Now = new(2026, 3, 29, 1, 0, 0, TimeSpan.Zero);
    private static readonly PurgeTerms Terms = new(TimeSpan.FromMinutes(60), TimeSpan.FromMinutes(2));

    [Fact]
    public async Task What_is_erased_stays_so_when_time_is_up_and_the_next_purge_goes_on()
    {
        await using var platform = await environment.PlatformAsync();
        var database = await PurgedDatabase.CreateAsync(platform, Now);
        await AddSessionsAsync(database, 2500);
        // Each look at the clock takes five seconds: one when it begins, one before each batch.
        var time = new FakeTimeProvider(Now) { AutoAdvanceAmount = TimeSpan.FromSeconds(5) };

        var first = await new TenantPurge(time).RunAsync(database.Connection, Terms with { Patience = TimeSpan.FromSeconds(14) },
            TestContext.Current.CancellationToken);
        var left = (await database.AllAsync<Session>()).Count;
        var second = await RunAsync(database);

        first.Should().Match<PurgeResult>(
            result => !result.IsComplete && result.Sessions > 0 && result.Sessions < 2500 && result.OldestAt != null);
        left.Should().Be(2500 - (int)first.Sessions);
        second.Should().Be(new PurgeResult(0, left, 0, 0, null));
    }

    [Fact]
    public async Task What_somebody_works_on_is_neither_waited_for_nor_torn_apart()
    {
        await using var platform = await environment.PlatformAsync();
        var database = await PurgedDatabase.CreateAsync(platform, Now);
        var other = await PurgedDatabase.OpenAsync(platform, platform.Names("arnhem").Database, Now);
        var busy = await database.AddSessionAsync(TimeSpan.Zero, SessionState.Matched);
        await database.AddCallAsync("goes-on", busy);
        await database.AddCallAsync("over", await database.AddSessionAsync(TimeSpan.FromMinutes(20), SessionState.Matched),
            hungUp: -Terms.WrapUp, taken: true);
        var locked = await database.AddSessionAsync(TimeSpan.Zero);
        await database.AddSessionAsync(TimeSpan.Zero);

        PurgeResult during;
        await using (var transaction = await other.Connection.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            await LockAsync(other, $"SELECT FROM call FOR UPDATE");
            await LockAsync(other, $"SELECT FROM session WHERE id = '{locked}' FOR UPDATE");
            during = await RunAsync(database);
        }

        during.Should().Be(new PurgeResult(0, 1, 0, 0, Now - TimeSpan.FromMinutes(60)));
        (await RunAsync(database)).Should().Be(new PurgeResult(1, 3, 0, 0, Now));
        (await database.AllAsync<Call>()).Should().ContainSingle().Which.SessionId.Should().BeNull();
    }

    [Fact]
    public async Task A_call_that_is_being_changed_keeps_its_session_for_now()
    {
        await using var platform = await environment.PlatformAsync();
        var database = await PurgedDatabase.CreateAsync(platform, Now);
        var other = await PurgedDatabase.OpenAsync(platform, platform.Names("arnhem").Database, Now);
        await database.AddCallAsync("over", await database.AddSessionAsync(TimeSpan.FromMinutes(20), SessionState.Matched),
            hungUp: -Terms.WrapUp, taken: true);

        await using (var transaction = await other.Connection.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            await AdvisoryLocks.Call("over").TakeAsync(other.Connection, TestContext.Current.CancellationToken);
            (await RunAsync(database)).Calls.Should().Be(0);
            (await database.AllAsync<Session>()).Should().ContainSingle();
        }

        (await RunAsync(database)).Should().Be(new PurgeResult(1, 1, 0, 0, null));
    }

    [Fact]
    public async Task Who_purges_in_turn_leaves_it_to_the_one_who_is_at_it()
    {
        await using var platform = await environment.PlatformAsync();
        var database = await PurgedDatabase.CreateAsync(platform, Now);
        var other = await PurgedDatabase.OpenAsync(platform, platform.Names("arnhem").Database, Now);
        await database.AddSessionAsync(TimeSpan.Zero);
        var inTurn = Terms with { InTurn = true };

        await using (var transaction = await other.Connection.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            await AdvisoryLocks.PurgeBatch.TakeAsync(other.Connection, TestContext.Current.CancellationToken);
            (await RunAsync(database, inTurn)).Should().Match<PurgeResult>(result => !result.IsComplete && result.Sessions == 0);
        }

        (await RunAsync(database, inTurn)).Should().Be(new PurgeResult(0, 1, 0, 0, null));
    }

    [Fact]
    public async Task A_retention_that_was_shortened_holds_for_what_is_there()
    {
        await using var platform = await environment.PlatformAsync();
        var database = await PurgedDatabase.CreateAsync(platform, Now);
        var shortened = Terms with { Retention = TimeSpan.FromMinutes(10) };
        var young = await database.AddSessionAsync(TimeSpan.FromMinutes(51));
        await database.AddSessionAsync(TimeSpan.FromMinutes(50));
        await database.AddCallAsync("goes-on", await database.AddSessionAsync(TimeSpan.FromMinutes(45), SessionState.Matched),
            arrived: -TimeSpan.FromMinutes(10));
        await database.AddCallAsync("young", arrived: -TimeSpan.FromMinutes(9));

        (await RunAsync(database, shortened)).Should().Be(new PurgeResult(0, 2, 1, 0, Now - TimeSpan.FromMinutes(9)));

        (await database.AllAsync<Session>()).Should().ContainSingle().Which.Id.Should().Be(young);
        (await database.AllAsync<Call>()).Should().HaveCount(2).And.ContainSingle(
            call => call.CallerNumberSealed != null).Which.CallReference.Should().Be("young");
    }

    [Fact]
    public async Task Each_batch_of_what_can_be_many_goes_by_an_index()
    {
        await using var platform = await environment.PlatformAsync();
        var database = await PurgedDatabase.CreateAsync(platform, Now);
        string[] many =
            ["session", "call", "ended_call", "code_attempt", "wrong_code", "signed_in_session", "data_access_log", "audit_log"];
        await using var prefer = new NpgsqlCommand("SET enable_seqscan = off", database.Connection);
        await prefer.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        foreach (var step in PurgeStep.All.Where(step => many.Contains(step.Due.Split(' ')[0], StringComparer.Ordinal)))
        {
            var plan = await PlanAsync(database, step.Erase);
            plan.Should().Contain(" ix_").And.NotContain($"Seq Scan on {step.Due.Split(' ')[0]} ");
        }
    }

    private static async Task<string> PlanAsync(PurgedDatabase database, string erase)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["@now"] = $"timestamptz '{Now.ToString("O", CultureInfo.InvariantCulture)}'",
            ["@batch"] = "1000",
            ["@retention"] = "interval '1 h'",
            ["@lifetime"] = "interval '4 h'",
            ["@silence"] = "interval '3 min'",
            ["@wrapUp"] = "interval '2 min'",
            ["@codeLifetime"] = "interval '15 min'",
            ["@logLifetime"] = "interval '183 d'",
        };
        await using var explain = new NpgsqlCommand(values.Aggregate($"EXPLAIN {erase}",
            (text, value) => text.Replace(value.Key, value.Value, StringComparison.Ordinal)), database.Connection);
        await using var reader = await explain.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var lines = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken)) lines.Add(reader.GetString(0));
        return string.Join('\n', lines);
    }

    private static Task<PurgeResult> RunAsync(PurgedDatabase database, PurgeTerms? terms = null) =>
        new TenantPurge(new FakeTimeProvider(Now)).RunAsync(database.Connection, terms ?? Terms, TestContext.Current.CancellationToken);

    private static async Task LockAsync(PurgedDatabase database, string sql)
    {
        await using var command = new NpgsqlCommand(sql, database.Connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static async Task AddSessionsAsync(PurgedDatabase database, int count)
    {
        await using var insert = new NpgsqlCommand(
            """
            INSERT INTO session (id, status_token_hash, purpose, requested_json, state, irma_token_sealed, way, wrong_digits, key_id,
                created_at, expires_at, irma_unreachable)
            SELECT gen_random_uuid(), sha256(number::text::bytea), 'uitkering', '[]', 'Disclosed', '\x01', 'SamePhone', 0, '1',
                @now - interval '1 h', @now, false
            FROM generate_series(1, @count) number
            """,
            database.Connection)
        { Parameters = { new("now", Now), new("count", count) } };
        await insert.ExecuteNonQueryAsync();
    }
}
