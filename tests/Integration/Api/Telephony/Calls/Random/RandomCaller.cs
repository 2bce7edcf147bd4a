using System.Globalization;
using System.Security.Cryptography;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;

namespace IdBellen.Tests.Integration.Api.Telephony.Calls.Random;

/// <summary>
/// Citizens of one municipality who start, disclose or do not, dial, dial wrongly, hang up; and an exchange that tells of it late, twice,
/// in any order and at any replica. Sometimes a thief dials the same code at the same moment.
/// </summary>
internal sealed class RandomCaller(
    CallWorld world, ServedMunicipality municipality, GraphQLClient exchange, Func<ServedMunicipality, Task> purge,
    IReadOnlyList<int> ports, int number)
{
    private const int Patience = 20;

    private readonly System.Random random = new(HashCode.Combine(world.Seed, number));

    public async Task RunAsync(int calls)
    {
        for (var call = 0; call < calls; call++) await CallAsync(call);
    }

    private async Task CallAsync(int call)
    {
        var phone = string.Create(CultureInfo.InvariantCulture, $"+316{number:000}{call:00000}");
        var (bsn, code, status) = await SessionAsync(phone);
        var reference = $"{Guid.NewGuid()}";
        var attempt = 1;
        while (Chance(0.2)) await DialAsync(WrongCode(), reference, attempt++, phone);
        if (code is not null)
        {
            var thief = Chance(0.2) ? DialAsync(code, $"{Guid.NewGuid()}", 1, $"+317{number:000}{call:00000}", bsn) : Task.CompletedTask;
            var twice = Chance(0.3) ? DialAsync(code, reference, attempt, phone) : Task.CompletedTask;
            await Task.WhenAll(DialAsync(code, reference, attempt, phone), thief, twice);
        }
        // Most callers wait for an agent, some talk, and then anything may be told.
        if (Chance(0.8)) await WaitAsync(reference);
        string[] reports = ["QUEUED", "QUEUED", "CONNECTED", "ENDED", "CONNECTED"];
        if (Chance(0.3)) random.Shuffle(reports);
        foreach (var state in reports.Take(random.Next(1, reports.Length + 1))) await ReportAsync(reference, state);
        if (Chance(0.3)) await purge(municipality);
        if (status is not null && Chance(0.1)) await SendAsync<SessionStatus>("cancelSession", municipality.Citizen,
            "mutation ($t: String!) { cancelSession(statusToken: $t) { state } }", new { t = status });
    }

    private async Task<(string Bsn, string? Code, string? Status)> SessionAsync(string phone)
    {
        var (person, bsn) = CallWorld.People.ElementAt(random.Next(CallWorld.People.Count));
        var answer = await SendAsync<StartedSession>("startSession", municipality.Citizen,
            "mutation { startSession(purpose: \"uitkering\") { sessionPointer { u } statusToken } }");
        if (answer.Errors.Count > 0) return (bsn, null, null);
        var app = new YiviApp(answer.Value.SessionPointer.U);
        var status = answer.Value.StatusToken;
        var code = await app.ConnectAsync();
        world.Disclosed(phone, municipality.Name, bsn);
        switch (random.Next(10))
        {
            case 0: break;
            case 1: await app.RefuseAsync(); break;
            case 2: await app.ProveAsync("INVALID", person: person); break;
            default: await app.ProveAsync(person: person); break;
        }
        return (bsn, code, status);
    }

    private async Task DialAsync(string code, string reference, int attempt, string phone, string? bsn = null)
    {
        if (bsn is not null) world.Disclosed(phone, municipality.Name, bsn);
        var answer = await SendAsync<Matched>(
            "matchCode", exchange,
            "mutation ($c: String!, $r: String!, $a: Int!, $n: String) { matchCode(code: $c, callReference: $r, attempt: $a, callerNumber: "
                + "$n) { outcome } }",
            new { c = code, r = reference, a = attempt, n = phone });
        if (answer.Errors.Count == 0)
            world.Answered($"{municipality.Name}/{code}", reference, attempt, answer.Value.Outcome);
    }

    private async Task WaitAsync(string reference)
    {
        for (var i = 0; i < Patience; i++)
        {
            var answer = await ReportAsync(reference, "QUEUED");
            if (answer.Errors.Count > 0 || answer.Value.Next != "QUEUE") return;
        }
    }

    private Task<GraphQLAnswer<ReportCallResult>> ReportAsync(string reference, string state) =>
        SendAsync<ReportCallResult>(
            "reportCall", exchange, $"mutation ($r: String!) {{ reportCall(callReference: $r, state: {state}) {{ next }} }}",
            new { r = reference });

    private async Task<GraphQLAnswer<T>> SendAsync<T>(string what, GraphQLClient client, string query, object? variables = null) =>
        world.Note(what, await (client with { Port = ports[random.Next(ports.Count)] }).SendAsync<T>(query, variables));

    private static string WrongCode() => RandomNumberGenerator.GetString("0123456789", 10);

    private bool Chance(double of) => random.NextDouble() < of;

    private sealed record Matched(string Outcome);
}
