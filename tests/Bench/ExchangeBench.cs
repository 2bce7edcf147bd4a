using System.Globalization;
using System.Text.Json;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Api.Telephony.Calls;
using IdBellen.Api.Telephony.Exchange;
using IdBellen.Api.Web.GraphQL.Documents;
using IdBellen.Tests.Bench.Exchange;
using IdBellen.Tests.Support.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IdBellen.Tests.Bench;

/// <summary>
/// What each frequent request costs one replica in Release, beside what bounds it, measured in the same run: a server that only answers,
/// and the statement without the api.
/// </summary>
public sealed class ExchangeBench(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const int Sessions = 10_000;

    // What the server that only answers does on the quiet machine of the targets. On a slower one they are lower in proportion.
    private const double ReferenceRate = 9400;

    private static readonly string MatchDocument = ShippedDocumentFiles.OfExchanges()["MatchCode"];
    private static readonly string ReportDocument = ShippedDocumentFiles.OfExchanges()["ReportCall"];
    private static readonly string TakeDocument = OfClients("takeCall(");
    private static readonly string FinishDocument = OfClients("finishCall(");
    private static readonly string StartDocument = OfClients("startSession(");

    private readonly FigureTable table = new();
    private readonly int count = FigureTable.Size("BENCH_CODES", 1000);
    private double limit;

    [Fact(Explicit = true)]
    public async Task Frequent_requests_cost_what_the_database_costs()
    {
        var municipality = await fixture.MunicipalityAsync();
        await using var api = await CallReplica.StartAsync(fixture);
        await municipality.ServedAtAsync(api.Port);
        try
        {
            await LimitAsync(municipality);
            await CodesAsync(municipality, api);
            await CallsAsync(municipality, api);
        }
        finally
        {
            await table.WriteAsync();
        }
        table.Missed.Should().BeEmpty();
    }

    private async Task LimitAsync(ServedMunicipality municipality)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        server.MapPost("/graphql", async (HttpRequest request) =>
        {
            await request.Body.CopyToAsync(Stream.Null);
            return Results.Bytes("{\"data\":{\"matchCode\":{\"outcome\":\"RETRY\",\"next\":\"ASK_AGAIN\"}}}"u8.ToArray());
        });
        await server.StartAsync();
        using var lanes = await Lanes.OpenAsync(new Uri(server.Urls.First()).Port, municipality.Host, "");
        var bare = await Runs.MeasureAsync("a server that only answers", count * 5, null, _ => Task.CompletedTask,
            (lane, number) => lanes.PostAsync(lane, Match("0123456789", $"bare-{number}", number), "RETRY"), () => Task.CompletedTask);
        limit = bare.Rate;
        table.Add(bare.Figures());
    }

    private IEnumerable<Figure> Figures(RunResult result, double target) => result.Figures(
        string.Create(CultureInfo.InvariantCulture, $"{target:0} or more, here {Here(target):0}"), result.Rate >= Here(target));

    private double Here(double target) => target * Math.Min(1, limit / ReferenceRate);

    private async Task CodesAsync(ServedMunicipality municipality, CallReplica api)
    {
        var sessions = new DisclosedSessions(municipality);
        using var lanes = await ExchangeAsync(municipality, api);
        string[] codes = [];
        Task EndAsync() => municipality.ExecuteAsync(
            "DELETE FROM session WHERE state = 'Matched'; DELETE FROM call; DELETE FROM code_attempt");

        // What has just started compiles its code anew after some thousand requests.
        for (var run = 0; run < 2; run++) await RightAsync($"not counted, {run.ToString(CultureInfo.InvariantCulture)}");
        await sessions.AddAsync(200);
        var few = await RightAsync("matchCode, right, 200 sessions");
        await sessions.AddAsync(Sessions);
        var many = await RightAsync($"matchCode, right, {Sessions} sessions");
        var alone = await Runs.MeasureAsync("the statement of matchCode without the api", count, null,
            async _ => codes = await sessions.AddAsync(count),
            (_, number) => StatementAsync(sessions.Tenant, codes[number % count], number), EndAsync);
        table.Add(Figures(few, 1300));
        table.Add(Figures(many, 1300));
        table.Add(alone.Figures());
        var ratio = many.Postgres / alone.Postgres;
        table.Add(new Figure("matchCode, right: PostgreSQL's processor time, in proportion to that of the statement alone",
            ratio.ToString("0.00", CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"{many.Rate / alone.Rate:0.00} of its rate"), "at most 1.3", ratio <= 1.3));
        table.Add(new Figure("matchCode, right: requests a second, in proportion to 200 sessions",
            (many.Rate / few.Rate).ToString("0.00", CultureInfo.InvariantCulture), $"{Sessions} sessions", "flat: 0.8 or more",
            many.Rate >= 0.8 * few.Rate));
        foreach (var before in (int[])[0, 100_000])
        {
            if (before > 0)
                await municipality.ExecuteAsync(
                    $"INSERT INTO wrong_code (at) SELECT now() FROM generate_series(1, {before.ToString(CultureInfo.InvariantCulture)})");
            var wrong = await Runs.MeasureAsync(
                $"matchCode, wrong, {before.ToString(CultureInfo.InvariantCulture)} wrong ones before", count, api, _ => Task.CompletedTask,
                (lane, number) => lanes.PostAsync(
                    lane, Match("9999999999", $"wrong-{before}-{number}", number + (10 * before)), "RETRY"), EndAsync);
            table.Add(Figures(wrong, 2000));
        }

        Task<RunResult> RightAsync(string what) => Runs.MeasureAsync(what, count, api,
            async _ => codes = await sessions.AddAsync(count),
            (lane, number) => lanes.PostAsync(lane, Match(codes[number % count], $"{what}-{number}", number), "MATCHED"), EndAsync);
    }

    private async Task CallsAsync(ServedMunicipality municipality, CallReplica api)
    {
        using var exchange = await ExchangeAsync(municipality, api);
        var agents = await municipality.AgentsAsync(
            [.. Enumerable.Range(0, Runs.AtOnce).Select(number => $"agent{number.ToString(CultureInfo.InvariantCulture)}")]);
        using var desks = await Lanes.OpenAsync(
            api.Port, municipality.Host, [.. agents.Select(agent => $"Cookie: {agent.Cookie}\r\n")]);
        using var citizens = await Lanes.OpenAsync(api.Port, municipality.Host, "");
        Task EndAsync() => municipality.ExecuteAsync("DELETE FROM call; DELETE FROM session");
        Task NothingAsync(int run) => Task.CompletedTask;

        table.Add((await Runs.MeasureAsync("reportCall, a new call", count, api, NothingAsync,
            (lane, number) => exchange.PostAsync(lane, Report($"new-{number}", "QUEUED", number), "QUEUE"), EndAsync)).Figures());
        table.Add((await Runs.MeasureAsync("reportCall, a repeated one", count, api,
            NothingAsync,
            (lane, number) => exchange.PostAsync(lane, Report($"again-{number % 100}", "QUEUED", 0), "QUEUE"), EndAsync)).Figures());
        string[] calls = [];
        table.Add((await Runs.MeasureAsync("takeCall and finishCall, both", count, api,
            async run =>
            {
                await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 1 }, async (number, _) =>
                    await exchange.PostAsync(0, Report($"taken-{run}-{number}", "QUEUED", number), "QUEUE"));
                calls = [.. await municipality.QueryAsync("SELECT id FROM call")];
            },
            async (lane, number) =>
            {
                var variables = JsonSerializer.Serialize(new { callId = calls[number % count] });
                await desks.PostAsync(lane, Take(variables), "TAKEN");
                await desks.PostAsync(lane, Finish(variables), "callId");
            }, EndAsync)).Figures());
        table.Add((await Runs.MeasureAsync("startSession", count, api, NothingAsync,
            (lane, number) => citizens.PostAsync(lane, Start, "sessionPointer"), EndAsync)).Figures());
    }

    private static async Task<Lanes> ExchangeAsync(ServedMunicipality municipality, CallReplica api) => await Lanes.OpenAsync(
        api.Port, municipality.Host, $"Authorization: {(await municipality.ExchangeAsync()).Authorization}\r\n");

    private async Task StatementAsync(Tenant tenant, string code, int number)
    {
        await using var scope = fixture.Services.GetRequiredService<TenantScopes>().Open(tenant);
        var wrong = scope.ServiceProvider.GetRequiredService<WrongCodes>();
        var call = IncomingCall.Of($"alone-{number.ToString(CultureInfo.InvariantCulture)}", Number(number), tenant);
        var key = await tenant.SlotKeys.CurrentAsync(tenant.Policy.Retention, CancellationToken.None);
        var reply = await scope.ServiceProvider.GetRequiredService<MatchStatement>().ExecuteAsync(
            new DialledAttempt(call, 1, tenant.Codes.Of(code), wrong.HashOf(call.CallerNumber)), key, false, false, CancellationToken.None);
        if (reply.Outcome != MatchOutcome.Matched) throw new InvalidOperationException($"The code was answered {reply.Outcome}.");
    }

    private static string Match(string code, string reference, int number) => Body(
        MatchDocument,
        JsonSerializer.Serialize(new
        {
            code,
            callReference = reference.Replace(' ', '-').Replace(',', '-'),
            attempt = 1,
            callerNumber = Number(number),
        }));

    private static string Report(string reference, string state, int number) => Body(
        ReportDocument,
        JsonSerializer.Serialize(new { callReference = reference, state, callerNumber = Number(number) }));


    private static string OfClients(string field) =>
        ShippedDocumentFiles.OfClients().First(text => text.Contains(field, StringComparison.Ordinal));

    private static string Start => Body(StartDocument, """{"purpose":"uitkering","anotherPhone":false}""");

    private static string Take(string variables) => Body(TakeDocument, variables);

    private static string Finish(string variables) => Body(FinishDocument, variables);

    private static string Body(string document, string variables) =>
        $"{{\"query\":{JsonSerializer.Serialize(document)},\"variables\":{variables}}}";

    private static string Number(int number) => $"+316{(number % 100_000_000).ToString("00000000", CultureInfo.InvariantCulture)}";
}
