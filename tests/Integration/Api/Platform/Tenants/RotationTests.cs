using System.Collections.Concurrent;
using AwesomeAssertions;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;
using IdBellen.Tests.Support.Environment;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace IdBellen.Tests.Integration.Api.Platform.Tenants;

/// <summary>The api's half of a rotation; the tests play the operator, which is stopped.</summary>
public sealed class RotationTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const int Clients = 20;

    [Fact]
    public async Task The_database_password_is_replaced_under_load_without_one_failed_request()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var exchange = await municipality.ExchangeAsync();
        await fixture.StopOperatorAsync();
        await using var stream = agent.GraphQL.SubscribeAsync<IReadOnlyList<ListedCall>>("subscription { liveCalls { id } }")
            .GetAsyncEnumerator();
        (await stream.MoveNextAsync()).Should().BeTrue();
        var rotation = await DatabaseRotation.OfAsync(municipality);
        using var enough = new CancellationTokenSource();
        var answers = new ConcurrentQueue<GraphQLAnswer>();
        var load = Enumerable.Range(0, Clients).Select(client => LoadAsync(client, agent, exchange, answers, enough.Token)).ToList();
        await Eventually.BeTrueAsync(() => Task.FromResult(answers.Count > 100));

        await rotation.RewriteAsync();
        await rotation.LockOldRoleAsync();

        var before = answers.Count;
        await Eventually.BeTrueAsync(() => Task.FromResult(answers.Count > before + 200));
        await enough.CancelAsync();
        await Task.WhenAll(load);
        answers.Where(answer => answer.Errors.Count > 0).Select(answer => answer.Code).Should().BeEmpty();
        await exchange.ReportAsync("one-more", "QUEUED");
        do (await stream.MoveNextAsync()).Should().BeTrue("the stream goes on");
        while (stream.Current.Count != 1);
        TestContext.Current.TestOutputHelper?.WriteLine($"{answers.Count} requests");
    }

    [Fact]
    public async Task A_context_that_was_made_before_works_after_with_the_new_role()
    {
        var municipality = await fixture.MunicipalityAsync();
        await fixture.StopOperatorAsync();
        fixture.Services.GetRequiredService<ServedTenants>().TryFindByHost($"{municipality.Name}.localhost", out var tenant);
        await using var scope = fixture.Services.GetRequiredService<TenantScopes>().Open(tenant!);
        var database = scope.ServiceProvider.GetRequiredService<TenantDbContext>();
        await database.Calls.CountAsync(TestContext.Current.CancellationToken);
        var rotation = await DatabaseRotation.OfAsync(municipality);

        await rotation.RewriteAsync();
        await rotation.LockOldRoleAsync();

        (await database.Database.SqlQuery<string>($"SELECT current_user::text AS \"Value\"")
            .SingleAsync(TestContext.Current.CancellationToken))
            .Should().Be(rotation.NewRole);
    }

    [Fact]
    public async Task The_older_version_is_reported_while_a_transaction_of_the_older_role_goes_on_and_that_one_succeeds()
    {
        var municipality = await fixture.MunicipalityAsync();
        var exchange = await municipality.ExchangeAsync();
        await fixture.StopOperatorAsync();
        var rotation = await DatabaseRotation.OfAsync(municipality);
        await using var obstacle = new NpgsqlConnection(fixture.Platform.Postgres.SuperuserConnection(municipality.Database));
        await obstacle.OpenAsync(TestContext.Current.CancellationToken);
        await ExecuteAsync(obstacle, "SELECT pg_advisory_lock(hashtextextended('held', 0))");
        var held = exchange.ReportAsync("held", "QUEUED");
        await Eventually.BeTrueAsync(async () => await rotation.OldSessionsAsync() > 0
            && (await municipality.QueryAsync(
                """
                SELECT 1 FROM pg_locks JOIN pg_database ON pg_database.oid = database
                WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted
                """)).Count == 1);

        await rotation.RewriteAsync();
        await Eventually.BeTrueAsync(async () =>
        {
            await exchange.ReportAsync("other", "QUEUED");
            return (await municipality.QueryAsync($"SELECT count(*) FROM pg_stat_activity WHERE usename = '{rotation.NewRole}'"))
                .Single() != "0";
        }, what: "new requests use the new role");
        (await rotation.VersionsAsync()).Should().HaveCount(1).And.NotContain(rotation.Version);
        held.IsCompleted.Should().BeFalse();

        await ExecuteAsync(obstacle, "SELECT pg_advisory_unlock_all()");
        await held;
        await Eventually.BeTrueAsync(rotation.IsReportedAsync);
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

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
