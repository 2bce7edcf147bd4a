using System.Security.Cryptography;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;

namespace IdBellen.Tests.Integration.Api.Identity.Accounts;

/// <summary>A call is given to an agent at the very moment at which an admin takes the agent's rights away.</summary>
public sealed class RightsRaceTests(SignInFixture fixture, ITestOutputHelper output) : IClassFixture<SignInFixture>
{
    private const int Rounds = 40;

    [Fact]
    public async Task A_call_that_is_taken_while_the_role_is_taken_away_is_nobodys()
    {
        var municipality = await fixture.MunicipalityAsync();
        var (admin, exchange) = (await municipality.AdminAsync(), await municipality.ExchangeAsync());
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var id = await agent.IdAsync();
        var random = Seeded();
        await exchange.ReportAsync("a-call", "QUEUED");
        var call = (await agent.CallAsync()).Id;
        var taken = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var (take, change) = await TogetherAsync(
                random,
                () => agent.GraphQL.SendAsync<TakeCallResult>($"mutation {{ takeCall(callId: \"{call}\") {{ outcome }} }}"),
                () => admin.DoAsync(AccountActions.MakeAdmin, id));
            if (take.Errors.Count == 0) taken++;
            change.Errors.Should().BeEmpty();

            (await municipality.QueryAsync("SELECT count(*) FROM call WHERE taken_by IS NOT NULL")).Should().Equal(["0"], $"round {round}");
            (await admin.DoAsync(AccountActions.MakeAgent, id)).Errors.Should().BeEmpty();
            await exchange.ReportAsync("a-call", "QUEUED");
        }
        output.WriteLine($"taken first in {taken} of {Rounds} rounds");
    }

    [Fact]
    public async Task A_call_that_is_passed_on_while_the_colleague_loses_the_role_is_not_with_the_colleague()
    {
        var municipality = await fixture.MunicipalityAsync();
        var (admin, exchange) = (await municipality.AdminAsync(), await municipality.ExchangeAsync());
        var agents = await municipality.AgentsAsync("anna", "bram");
        var bram = await agents[1].IdAsync();
        var random = Seeded();
        await exchange.ReportAsync("a-call", "QUEUED");
        var call = (await agents[0].CallAsync()).Id;
        var passed = 0;
        for (var round = 0; round < Rounds / 2; round++)
        {
            await agents[0].TakeAsync(call);
            await using var page = await agents[1].OpenPageAsync();
            var (transfer, change) = await TogetherAsync(
                random, () => agents[0].TransferAsync(call, bram), () => admin.DoAsync(AccountActions.MakeAdmin, bram));
            if (transfer.Value.Outcome == "TRANSFERRED") passed++;
            change.Errors.Should().BeEmpty();

            (await municipality.QueryAsync($"SELECT count(*) FROM call WHERE taken_by = '{bram}'")).Should().Equal(["0"], $"round {round}");
            (await admin.DoAsync(AccountActions.MakeAgent, bram)).Errors.Should().BeEmpty();
            await exchange.ReportAsync("a-call", "QUEUED");
        }
        output.WriteLine($"passed on first in {passed} of {Rounds / 2} rounds");
    }

    // Now the one begins first and now the other, with some work in between, so that they meet at all their points.
    private static async Task<(GraphQLAnswer<T> First, GraphQLAnswer Second)> TogetherAsync<T>(
        Random random, Func<Task<GraphQLAnswer<T>>> first, Func<Task<GraphQLAnswer>> second)
    {
        var work = 1 + random.Next(20_000);
        void Work() => Rfc2898DeriveBytes.Pbkdf2("work", "some salt"u8, work, HashAlgorithmName.SHA256, 32);
        var isReversed = random.Next(3) > 0;
        var other = isReversed ? second() : null;
        var one = isReversed ? null : first();
        await Task.Run(Work);
        one ??= first();
        other ??= second();
        await Task.WhenAll(one, other);
        return (await one, await other);
    }

    private Random Seeded()
    {
        var seed = RandomNumberGenerator.GetInt32(1_000_000);
        output.WriteLine($"seed {seed}");
        return new Random(seed);
    }
}
