using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using IdBellen.Tenancy.Retention;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;
using Npgsql;

namespace IdBellen.Tests.Bench;

/// <summary>
/// A purge that was away for long: a million expired sessions of one municipality, with calls and hashes, while its exchange hands over
/// codes. Two replicas of the api in Release as processes, whose sweepers help when their minute comes; the purge runs in the bench's own.
/// Runs only when asked for.
/// </summary>
public sealed class PurgeBacklog(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const int AtOnce = 4;

    private readonly FigureTable table = new();
    private readonly int sessions = FigureTable.Size("BENCH_BACKLOG", 1_000_000);
    private readonly int codes = FigureTable.Size("BENCH_CODES", 1000);

    [Fact(Explicit = true)]
    public async Task A_backlog_is_purged_and_nobody_waits()
    {
        var municipality = await fixture.MunicipalityAsync();
        await using var first = await CallReplica.StartAsync(fixture);
        await using var second = await CallReplica.StartAsync(fixture);
        CallReplica[] replicas = [first, second];
        foreach (var replica in replicas) await municipality.ServedAtAsync(replica.Port);
        // The operator would purge too; here the bench does it, where it can be timed.
        await fixture.StopOperatorAsync();
        try
        {
            var ready = await DisclosedAsync(municipality, replicas, codes * 3);
            // The first calls of a process are slow, and that is not the purge's doing.
            await MatchAsync(municipality, replicas, "to warm up", ready[..codes]);
            table.Add(await MatchAsync(municipality, replicas, "nothing to purge", ready[codes..(codes * 2)]));
            await FillAsync(municipality);
            await MeasureAsync(municipality, replicas, ready[(codes * 2)..]);
        }
        finally
        {
            await table.WriteAsync();
        }
        table.Missed.Should().BeEmpty();
    }

    private async Task MeasureAsync(ServedMunicipality municipality, CallReplica[] replicas, string[] ready)
    {
        var connection = fixture.Platform.Postgres.SuperuserConnection(municipality.Database);
        await using var locks = new LockWatch(connection);
        var matching = MatchAsync(municipality, replicas, $"while {sessions} expired sessions are purged", ready);
        var began = Stopwatch.GetTimestamp();
        var result = await PurgeAsync(connection);
        var took = Stopwatch.GetElapsedTime(began);
        table.Add(await matching);
        table.Add(
            new Figure($"purge of {sessions} expired sessions, {sessions / 10} calls that are over and {sessions / 10} each of three "
                + $"kinds of hashes", Figure.Text(took),
                string.Create(CultureInfo.InvariantCulture,
                    $"one run; {result.Sessions} sessions, {result.Calls} calls, {result.Forgotten} others; at 20 s a minute "
                        + $"{Math.Ceiling(took.TotalSeconds / 20)} runs")),
            await locks.StopAsync());
    }

    private static async Task<PurgeResult> PurgeAsync(string database)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(database) { Pooling = false, ApplicationName = LockWatch.Purge }.ConnectionString);
        await connection.OpenAsync();
        var terms = new PurgeTerms(TimeSpan.FromMinutes(60), TimeSpan.FromMinutes(2)) { Patience = TimeSpan.FromMinutes(20) };
        return await new TenantPurge(TimeProvider.System).RunAsync(connection, terms, TestContext.Current.CancellationToken);
    }

    private static async Task<IReadOnlyList<Figure>> MatchAsync(
        ServedMunicipality municipality, CallReplica[] replicas, string when, string[] ready)
    {
        var exchange = await municipality.ExchangeAsync();
        return await Load.RunAsync($"matchCode, {when}", ready.Length, AtOnce, replicas, async number =>
        {
            var answer = await (exchange with { Port = replicas[number % replicas.Length].Port })
                .MatchAsync(ready[number], ready[number], callerNumber: $"+3161{number}");
            if (answer.Outcome != "MATCHED") throw new InvalidOperationException($"A right code was answered {answer}.");
        });
    }

    private static async Task<string[]> DisclosedAsync(ServedMunicipality municipality, CallReplica[] replicas, int count)
    {
        var ready = new ConcurrentBag<string>();
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, _) =>
        {
            var session = await municipality.StartAsync(port: replicas[number % replicas.Length].Port);
            ready.Add(await session.DiscloseAsync());
        });
        await Eventually.BeTrueAsync(
            async () => (await municipality.QueryAsync("SELECT count(*) FROM session WHERE state = 'Disclosed'"))
                .Single() == count.ToString(CultureInfo.InvariantCulture),
            TimeSpan.FromMinutes(2), "all are disclosed");
        return [.. ready];
    }

    // Attributes as long as a name and a BSN are when sealed.
    private async Task FillAsync(ServedMunicipality municipality)
    {
        await using var connection = new NpgsqlConnection(fixture.Platform.Postgres.SuperuserConnection(municipality.Database));
        await connection.OpenAsync();
        await using var fill = new NpgsqlCommand(
            """
            INSERT INTO session (id, status_token_hash, purpose, requested_json, state, irma_token_sealed, way, wrong_digits, code_hash,
                attributes_sealed, key_id, created_at, expires_at, irma_unreachable)
            SELECT gen_random_uuid(), sha256(number::text::bytea), 'uitkering', '[]', CASE WHEN number % 10 = 0 THEN 'Matched'
                ELSE 'Disclosed' END, '\x01', 'SamePhone', 0,
                sha256(('c' || number)::bytea), convert_to(repeat(md5(number::text), 20), 'UTF8'), '1', now() - interval '2 h', now() - interval '1 h' - number * interval '1 ms', false
            FROM generate_series(1, @count) number;
            INSERT INTO call (id, call_reference, session_id, identified, arrived_at, last_heard_at, hung_up_at, caller_number_sealed,
                key_id, expires_at)
            SELECT gen_random_uuid(), 'backlog-' || id, id, true, now() - interval '90 min', now() - interval '80 min',
                now() - interval '80 min', '\x01', '1', now() - interval '1 h'
            FROM session WHERE state = 'Matched' AND key_id = '1';
            INSERT INTO ended_call (reference_hash, ended_at) SELECT sha256(number::text::bytea), now() - interval '5 h'
                FROM generate_series(1, @count / 10) number;
            INSERT INTO code_attempt (reference_hash, attempt, outcome, next, at)
                SELECT sha256(number::text::bytea), 1, 'Retry', 'AskAgain', now() - interval '5 h'
                    FROM generate_series(1, @count / 10) number;
            INSERT INTO wrong_code (caller_hash, at) SELECT sha256(number::text::bytea), now() - interval '5 h'
                FROM generate_series(1, @count / 10) number;
            ANALYZE session, call, ended_call, code_attempt, wrong_code
            """,
            connection)
        { CommandTimeout = 0, Parameters = { new("count", sessions) } };
        await fill.ExecuteNonQueryAsync();
    }
}
