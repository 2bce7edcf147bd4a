using System.Collections.Concurrent;
using IdBellen.Api.Platform.Notifications;
using IdBellen.Tenancy.PlatformDatabase;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace IdBellen.Tests.Integration.Api.Platform.Notifications;

/// <summary>How other replicas learn of a change.</summary>
public sealed class HintTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Those_that_come_while_one_is_being_sent_go_together_and_none_is_forgotten()
    {
        const int Many = 2000;
        var heard = new ConcurrentQueue<string>();
        await using var source = NpgsqlDataSource.Create(fixture.Platform.Settings(asOperator: false)["Platform:ConnectionString"]!);
        await using var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        connection.Notification += (_, sent) => heard.Enqueue(sent.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {EventChannel.Name}", connection))
            await listen.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        var hints = fixture.Services.GetRequiredService<ChangeHints>();

        for (var hint = 0; hint < Many; hint++) hints.Hint(hint % 2 == 0 ? "one" : "another");
        hints.Hint("the last");

        await Eventually.BeTrueAsync(async () =>
        {
            await connection.WaitAsync(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
            return heard.Contains("the last");
        });
        heard.Should().Contain("one").And.Contain("another");
        heard.Count(hint => hint is "one" or "another").Should().BeLessThan(Many / 4);
    }

    [Fact]
    public async Task What_was_not_sent_at_the_end_of_the_process_is_sent_then()
    {
        var municipality = await fixture.MunicipalityAsync();
        var heard = new ConcurrentQueue<string>();
        await using var source = NpgsqlDataSource.Create(fixture.Platform.Settings(asOperator: false)["Platform:ConnectionString"]!);
        await using var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        connection.Notification += (_, sent) => heard.Enqueue(sent.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {EventChannel.Name}", connection))
            await listen.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        var replica = await fixture.ServingReplicaAsync(municipality, LoopbackPort.Free());
        var hints = replica.Services.GetRequiredService<ChangeHints>();

        hints.Hint("before the end");
        await replica.StopAsync(TestContext.Current.CancellationToken);
        await replica.DisposeAsync();

        await Eventually.BeTrueAsync(async () =>
        {
            await connection.WaitAsync(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
            return heard.Contains("before the end");
        });
    }
}
