using System.Collections.Concurrent;
using System.Globalization;
using IdBellen.Tenancy.States;
using IdBellen.Tests.Support.Api;
using Npgsql;

namespace IdBellen.Tests.Integration.Api.Telephony.Calls.States;

/// <summary>
/// One municipality in which calls are put into any state there is, by what really happens to calls; only time passes by statement.
/// </summary>
internal sealed class StagedCalls : IAsyncDisposable
{
    // Two of the pool's five connections are citizens'. With more at once some wait for one, and on a busy machine for too long.
    private static readonly ParallelOptions TwoAtOnce = new() { MaxDegreeOfParallelism = 2 };

    private readonly ConcurrentQueue<(string Code, Guid SessionId)> disclosures = new();

    public required ServedMunicipality Municipality { get; init; }

    /// <summary>Of a superuser, who is bound by nothing that binds the api.</summary>
    public required NpgsqlDataSource Database { get; init; }

    public required GraphQLClient Exchange { get; init; }

    public required SignedIn Admin { get; init; }

    public required (SignedIn Person, Guid Id) Taker { get; init; }

    public required (SignedIn Person, Guid Id) Other { get; init; }

    public required (SignedIn Person, Guid Id) Colleague { get; init; }

    public static async Task<StagedCalls> CreateAsync(ServedMunicipality municipality)
    {
        var agents = await municipality.AgentsAsync("anna", "bram", "carla");
        var ids = await Task.WhenAll(agents.Select(agent => agent.IdAsync()));
        return new StagedCalls
        {
            Municipality = municipality,
            Database = NpgsqlDataSource.Create(municipality.Fixture.Platform.Postgres.SuperuserConnection(municipality.Database)),
            Exchange = await municipality.ExchangeAsync(),
            Admin = await municipality.AdminAsync(),
            Taker = (agents[0], ids[0]),
            Other = (agents[1], ids[1]),
            Colleague = (agents[2], ids[2]),
        };
    }

    /// <summary>Discloses at once what will be needed.</summary>
    public async Task DiscloseAsync(int count) => await Parallel.ForAsync(0, count, TwoAtOnce, async (_, _) =>
    {
        var session = await Municipality.StartAsync();
        var code = await session.DiscloseAsync();
        await session.BecomesAsync("DISCLOSED");
        var hash = Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(session.StatusToken)));
        var id = (await QueryAsync($"SELECT id FROM session WHERE status_token_hash = decode('{hash}', 'hex')")).Single();
        disclosures.Enqueue((code, Guid.Parse(id)));
    });

    public (string Code, Guid SessionId) Disclosure() =>
        disclosures.TryDequeue(out var disclosure)
            ? disclosure : throw new InvalidOperationException("More would have to be disclosed before.");

    /// <summary>A call in this state; the taker has it where somebody does.</summary>
    public async Task<StagedCall> PutAsync(CallStanding state)
    {
        var reference = Guid.NewGuid().ToString();
        if (state.Stage == CallStage.Unknown) return new StagedCall(reference, Guid.NewGuid());
        if (state.Identity == CallerIdentity.None) await Exchange.ReportAsync(reference, "QUEUED");
        else await Exchange.MatchAsync(Disclosure().Code, reference, 9);
        var id = Guid.Parse((await QueryAsync($"SELECT id FROM call WHERE call_reference = '{reference}'")).Single());
        if (state.Stage is CallStage.Taken or CallStage.TakenSilent or CallStage.HungUp) await Taker.Person.TakeAsync($"{id}");
        if (state.Stage is CallStage.HungUp or CallStage.Ended) await Exchange.ReportAsync(reference, "ENDED");
        if (state.Identity == CallerIdentity.Erased) await ExpireDataAsync(id);
        if (state.Stage is CallStage.WaitingSilent or CallStage.TakenSilent)
            await ExecuteAsync($"UPDATE call SET last_heard_at = last_heard_at - interval '4 minutes' WHERE id = '{id}'");
        return new StagedCall(reference, id);
    }

    /// <summary>As the database does it when a session is purged.</summary>
    public Task ExpireDataAsync(Guid callId) =>
        ExecuteAsync($"DELETE FROM session WHERE id = (SELECT session_id FROM call WHERE id = '{callId}')");

    /// <summary>What is stored, read without the product's own reading of it.</summary>
    public async Task<string> StateAsync(StagedCall call) => (await QueryAsync(string.Create(CultureInfo.InvariantCulture,
        $"""
         SELECT CASE
             WHEN EXISTS (SELECT FROM ended_call WHERE reference_hash = sha256('{call.Reference}')) THEN CASE WHEN call.id IS NULL
                 THEN 'Ended' ELSE 'ended and there' END
             WHEN call.id IS NULL THEN 'Unknown'
             ELSE CASE WHEN hung_up_at IS NOT NULL THEN 'HungUp'
                     ELSE CASE WHEN taken_by IS NULL THEN 'Waiting' ELSE 'Taken' END
                         || CASE WHEN last_heard_at + interval '3 minutes' <= now() THEN 'Silent' ELSE '' END END
                 || CASE WHEN session_id IS NOT NULL THEN ', caller Known' WHEN identified THEN ', caller Erased' ELSE '' END
             END
         FROM (SELECT 1) AS one LEFT JOIN call ON call_reference = '{call.Reference}'
         """))).Single();

    /// <summary>The records of what agents saw of this call's sessions, but for overviews.</summary>
    public async Task<IReadOnlyList<string>> RecordsAsync() =>
        await QueryAsync("SELECT id || ' ' || action FROM data_access_log WHERE action <> 'overview' ORDER BY id");

    /// <summary>Agents who see attributes of a call at this moment, and are not in the access log for it.</summary>
    public async Task<IReadOnlyList<string>> UnrecordedAsync(StagedCall call)
    {
        var unrecorded = new List<string>();
        foreach (var (person, id) in (IReadOnlyList<(SignedIn, Guid)>)[Taker, Other, Colleague])
        {
            var seen = (await person.CallsAsync()).FirstOrDefault(one => one.Id == $"{call.Id}");
            if (seen is null || seen.Attributes.Count == 0) continue;
            var actions = seen.Mine ? "('taken', 'confirmed')" : "('overview')";
            if ((await QueryAsync(
                $"SELECT count(*) FROM data_access_log JOIN call USING (session_id) WHERE call.id = '{call.Id}' AND account_id = '{id}' "
                    + $"AND action IN {actions}")).Single() == "0")
                unrecorded.Add(person.Email);
        }
        return unrecorded;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    public Task ForgetAsync() => ExecuteAsync("DELETE FROM call; DELETE FROM wrong_code");

    private async Task<IReadOnlyList<string>> QueryAsync(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture) ?? "");
        return rows;
    }
}

/// <summary>A call, by both its names.</summary>
internal sealed record StagedCall(string Reference, Guid Id);
