using IdBellen.Api.Disclosure.Irma;
using IdBellen.Api.Platform.Connections;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using IdBellen.Tests.Integration.Api.Disclosure.Irma;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;
using IdBellen.Tests.Support.Environment;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace IdBellen.Tests.Integration.Api.Disclosure.Sessions;

/// <summary>
/// A municipality's IRMA server that takes requests and does not answer holds up nobody but the citizens who wait for it.
/// </summary>
public sealed class HangingIrmaServerTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    /// <summary>Twice as many as the pool has connections.</summary>
    private const int Citizens = 10;

    [Theory]
    // The first request hangs, or the one that asks for pairing, or the cancellation that follows.
    [InlineData("/session", false)]
    [InlineData("options", true)]
    [InlineData("DELETE", true)]
    public async Task While_more_citizens_than_the_pool_has_connections_wait_agents_and_exchange_are_served(
        string hangsAt, bool anotherPhone)
    {
        using var let = new CancellationTokenSource();
        await using var irma = await ScriptedIrmaServer.StartAsync(context => AnswerAsync(context, hangsAt, let.Token));
        var municipality = await fixture.MunicipalityAsync(irma: irma.Url);
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var port = LoopbackPort.Free();
        // Citizens wait for as long as the test takes, so that it needs no clock.
        await using var replica =
            await fixture.ServingReplicaAsync(municipality, port, builder => builder.Services.PostConfigure<HttpClientFactoryOptions>(
            nameof(IrmaClient), client => client.HttpClientActions.Add(http => http.Timeout = Timeout.InfiniteTimeSpan)));
        var exchange = await municipality.ExchangeAsync() with { Port = port };
        var starting = Enumerable.Range(0, Citizens).Select(_ => (municipality.Citizen with { Port = port }).SendAsync(
            "mutation ($other: Boolean!) { startSession(purpose: \"uitkering\", anotherPhone: $other) { statusToken } }",
            new { other = anotherPhone })).ToList();
        await Eventually.BeTrueAsync(
            () => Task.FromResult(irma.Requests.Count(
                request => $"{request} ".Contains($"{hangsAt} ", StringComparison.Ordinal)) >= Citizens), what: "all of them wait");

        await exchange.ReportAsync("call-1", "QUEUED");
        var there = agent.GraphQL with { Port = port };
        var call = (await there.GetAsync<IReadOnlyList<ListedCall>>("{ liveCalls { id } }")).Single();
        var taken = await there.GetAsync<TakeCallResult>("mutation ($id: ID!) { takeCall(callId: $id) { outcome } }", new { id = call.Id });
        taken.Outcome.Should().Be("TAKEN");
        starting.Should().NotContain(citizen => citizen.IsCompleted, "they were waiting all the time");

        await let.CancelAsync();
        (await Task.WhenAll(starting)).Should().OnlyContain(answer => answer.Code == "IRMA_UNREACHABLE");
        (await municipality.QueryAsync("SELECT count(*) FROM session")).Should().Equal("0");
    }

    [Fact]
    public async Task The_watch_over_all_tests_sees_a_request_that_is_sent_with_a_connection_in_hand_and_a_second_connection()
    {
        var municipality = await fixture.MunicipalityAsync();
        fixture.Services.GetRequiredService<ServedTenants>().TryFindByHost($"{municipality.Name}.localhost", out var tenant).Should()
            .BeTrue();
        using var http = new HttpClient();
        await using var scope = fixture.Services.GetRequiredService<TenantScopes>().Open(tenant!);
        var database = scope.ServiceProvider.GetRequiredService<TenantDbContext>();
        await http.GetAsync(new Uri(fixture.Irma, "health"));
        ConnectionWatch.TakeViolations().Should().BeEmpty("no connection is held");

        await using (await database.Database.BeginTransactionAsync())
        {
            await http.GetAsync(new Uri(fixture.Irma, "health"));
            await using var another = await tenant!.Database.OpenAsync(CancellationToken.None);
        }
        await http.GetAsync(new Uri(fixture.Irma, "health"));

        ConnectionWatch.TakeViolations().Should().HaveCount(2).And.Contain(
            violation => violation.StartsWith("System.Net.Http.Request", StringComparison.Ordinal))
            .And.Contain(violation => violation.StartsWith(HeldConnections.Another, StringComparison.Ordinal));
    }

    private static async Task AnswerAsync(HttpContext context, string hangsAt, CancellationToken let)
    {
        var path = context.Request.Path.Value!;
        if (path == "/publickey")
        {
            await context.Response.WriteAsync(MunicipalityActions.PublicKey.Value, CancellationToken.None);
            return;
        }
        if (path.EndsWith(hangsAt, StringComparison.Ordinal) || context.Request.Method == hangsAt)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(let, context.RequestAborted);
            await Task.Delay(Timeout.Infinite, either.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        }
        if (path == "/session" && hangsAt != "/session")
        {
            await context.Response.WriteAsJsonAsync(new
            {
                sessionPtr = new { u = "http://localhost/irma/session/x", irmaqr = "disclosing" },
                token = "requestorToken123456",
                frontendRequest = new { authorization = "frontendToken1234567" },
            }, CancellationToken.None);
            return;
        }
        await ScriptedIrmaServer.RefuseAsync(context, 500, "EXCEPTION");
    }
}
