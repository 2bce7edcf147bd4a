using IdBellen.Tenancy.PlatformDatabase;
using IdBellen.Tenancy.Retention;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace IdBellen.Tests.Integration.Api.Platform.Retention;

/// <summary>The api's own timer, as it is in production but for the clock.</summary>
public sealed class SweeperTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(6);

    [Fact]
    public async Task It_works_without_operator_Kubernetes_and_platform_database()
    {
        var municipality = await fixture.MunicipalityAsync();
        await municipality.IdentifiedCallAsync();
        await using var cluster = new CuttableLine(fixture.Platform.Client.BaseUri.Port);
        await using var bus = new CuttableLine(fixture.Platform.Postgres.Port, fixture.Platform.Database);
        var kubeconfig = (await cluster.KubeconfigAsync(fixture.Platform.Kubernetes)).FullName;
        var port = LoopbackPort.Free();
        await using var replica = new LinedReplica(
            await fixture.ServingReplicaAsync(municipality, port, builder =>
            {
                builder.Configuration["Kubernetes:ConfigFile"] = kubeconfig;
                builder.Configuration["Platform:ConnectionString"] = new NpgsqlConnectionStringBuilder(
                    fixture.Platform.Postgres.ApiConnection(fixture.Platform.Database))
                { Host = "127.0.0.1", Port = bus.Port }.ConnectionString;
                builder.Services.AddSingleton(new RetentionSwitches());
            }),
            port);
        await fixture.StopOperatorAsync();
        cluster.Cut();
        bus.Cut();

        fixture.Time.Advance(Silence);

        await Eventually.BeTrueAsync(async () => await RowsAsync(municipality) == "0");
    }

    [Fact]
    public async Task One_that_cannot_be_swept_is_logged_and_does_not_hold_up_the_others()
    {
        var broken = await fixture.MunicipalityAsync();
        var whole = await fixture.MunicipalityAsync();
        await whole.IdentifiedCallAsync();
        await broken.ExecuteAsync("DROP TABLE wrong_code");
        await using var replica = await CallInProgress.ReplicaAsync(fixture, whole, new RetentionSwitches());

        fixture.Time.Advance(Silence);

        await Eventually.BeTrueAsync(async () => await RowsAsync(whole) == "0");
        await Eventually.BeTrueAsync(() => Task.FromResult(fixture.Log.Lines.Any(line =>
            line.Contains($"{broken.Name}: the sweep failed with PostgresException 42P01", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Pages_hear_at_once_of_what_it_erased()
    {
        var municipality = await fixture.MunicipalityAsync();
        await municipality.IdentifiedCallAsync();
        var uid = (await fixture.Platform.FindAsync(municipality.Name))!.Metadata.Uid;
        await using var listener =
            new NpgsqlConnection(fixture.Platform.Postgres.ApiConnection(fixture.Platform.Database) + ";Pooling=false");
        await listener.OpenAsync(TestContext.Current.CancellationToken);
        var hints = new List<string>();
        listener.Notification += (_, hint) => hints.Add(hint.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {EventChannel.Name}", listener))
            await listen.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await using var replica = await CallInProgress.ReplicaAsync(fixture, municipality, new RetentionSwitches());

        fixture.Time.Advance(Silence);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (!hints.Contains(uid)) await listener.WaitAsync(patience.Token);

        (await RowsAsync(municipality)).Should().Be("0");
    }

    private static async Task<string> RowsAsync(ServedMunicipality municipality) =>
        (await municipality.QueryAsync("SELECT (SELECT count(*) FROM session) + (SELECT count(*) FROM call)")).Single();
}
