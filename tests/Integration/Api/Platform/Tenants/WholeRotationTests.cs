using System.Collections.Concurrent;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Api.Platform.Tenants;

/// <summary>Operator and api rotate a password together, asked for by an annotation, while agents and an exchange go on working.</summary>
public sealed class WholeRotationTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task No_request_fails_and_in_the_end_the_old_role_is_locked()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var exchange = await municipality.ExchangeAsync();
        var before = (await fixture.Platform.SecretAsync($"{municipality.Name}-database"))!;
        using var enough = new CancellationTokenSource();
        var answers = new ConcurrentQueue<GraphQLAnswer>();
        var load = Enumerable.Range(0, 8).Select(client => LoadAsync(client, agent, exchange, answers, enough.Token)).ToList();
        await Eventually.BeTrueAsync(() => Task.FromResult(answers.Count > 50));

        await fixture.Platform.RotateAsync(municipality.Name, "1");

        await Eventually.BeTrueAsync(
            async () => !await TenantLogin.LogsInAsync(before), TimeSpan.FromSeconds(90), "the old password no longer works");
        var until = answers.Count + 50;
        await Eventually.BeTrueAsync(() => Task.FromResult(answers.Count > until));
        await enough.CancelAsync();
        await Task.WhenAll(load);
        answers.Where(answer => answer.Errors.Count > 0).Select(answer => answer.Code).Should().BeEmpty();
        await fixture.Platform.ConditionAsync(municipality.Name, ConditionTypes.Rotating,
            condition => condition is { Status: "False", Reason: "Settled" });
        (await fixture.Platform.SecretAsync($"{municipality.Name}-database"))!["username"].Should().NotBe(before["username"]);
        TestContext.Current.TestOutputHelper?.WriteLine($"{answers.Count} requests, none failed");
    }

    private static async Task LoadAsync(
        int client, SignedIn agent, GraphQLClient exchange, ConcurrentQueue<GraphQLAnswer> answers, CancellationToken enough)
    {
        for (var call = 0; !enough.IsCancellationRequested; call++)
        {
            answers.Enqueue(await agent.GraphQL.SendAsync("{ liveCalls { id } }"));
            foreach (var state in (string[])["QUEUED", "ENDED"])
                answers.Enqueue(await exchange.SendAsync(
                    $"mutation {{ reportCall(callReference: \"{client}-{call}\", state: {state}) {{ callReference }} }}"));
        }
    }
}
