using System.Globalization;
using System.Net;
using AwesomeAssertions;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using k8s;

namespace IdBellen.Tests.Integration.Api.Platform.Replicas;

/// <summary>What the operator can read of the api's replicas.</summary>
public sealed class ReplicaReportTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_replica_that_could_not_list_the_municipalities_yet_is_known_but_not_synced()
    {
        var known = await ReplicasAsync();
        var port = LoopbackPort.Free();
        var nowhere = Path.GetTempFileName();
        await File.WriteAllTextAsync(nowhere, (await File.ReadAllTextAsync(fixture.Platform.Kubernetes.Kubeconfig)).Replace(
            fixture.Platform.Client.BaseUri.GetLeftPart(UriPartial.Authority), "https://127.0.0.1:9", StringComparison.Ordinal));
        await using var replica =
            await fixture.StartReplicaAsync(port, builder => builder.Configuration["Kubernetes:ConfigFile"] = nowhere);

        await Eventually.BeTrueAsync(async () => (await ReplicasAsync("NOT synced")).Except(known).Count() == 1);

        (await ReadyAsync(port)).Should().Be((HttpStatusCode.ServiceUnavailable, "the municipalities are not listed yet"));
        await replica.StopAsync();
        File.Delete(nowhere);
    }

    [Fact]
    public async Task A_replica_whose_clock_is_wrong_is_not_ready_until_it_is_right()
    {
        var time = new ShiftedTime();
        time.Advance(TimeSpan.FromSeconds(2));
        var port = LoopbackPort.Free();
        await using var replica = await fixture.StartReplicaAsync(port, builder => builder.Services.AddSingleton<TimeProvider>(time));
        const string Reason = "the clock differs from the database's by more than a second";
        await Eventually.BeTrueAsync(async () => await ReadyAsync(port) == (HttpStatusCode.ServiceUnavailable, Reason));

        time.Advance(TimeSpan.FromSeconds(-2));

        await Eventually.BeTrueAsync(async () => await ReadyAsync(port) == (HttpStatusCode.OK, "ok"));
        await replica.StopAsync();
    }

    [Fact]
    public async Task Each_replica_reports_the_version_of_the_secret_it_uses_until_it_stops()
    {
        var municipality = await fixture.MunicipalityAsync();
        var version = (await fixture.Platform.Client.CoreV1.ReadNamespacedSecretAsync($"{municipality.Name}-database",
            fixture.Platform.Namespace)).Metadata.ResourceVersion;
        var uid = (await fixture.Platform.FindAsync(municipality.Name))!.Metadata.Uid;
        await using (var second = await fixture.StartReplicaAsync(LoopbackPort.Free()))
        {
            await Eventually.BeTrueAsync(async () => (await VersionsAsync(uid)).SequenceEqual([version, version]));
            (await ReplicasAsync("synced")).Should().HaveCount(2);
            await second.StopAsync();
        }

        (await VersionsAsync(uid)).Should().Equal(version);
        (await ReplicasAsync()).Should().HaveCount(1);
    }

    [Fact]
    public async Task The_row_of_a_replica_that_cannot_report_ages_and_it_comes_back_by_itself()
    {
        var known = await ReplicasAsync();
        await using var line = new CuttableLine(fixture.Platform.Postgres.Port, fixture.Platform.Database);
        var port = LoopbackPort.Free();
        await using var replica = await fixture.StartReplicaAsync(port, builder => builder.Configuration["Platform:ConnectionString"] =
            new NpgsqlConnectionStringBuilder(fixture.Platform.Postgres.ApiConnection(fixture.Platform.Database))
            {
                Host = "127.0.0.1",
                Port = line.Port
            }.ConnectionString);
        await Eventually.BeTrueAsync(async () => (await ReadyAsync(port)).Status == HttpStatusCode.OK);
        var id = (await ReplicasAsync()).Except(known).Single();

        line.Cut();

        await Eventually.BeTrueAsync(async () => (await ReplicasAsync("now() - seen_at > interval '6 s'")).Contains(id));
        (await ReadyAsync(port)).Status.Should().Be(HttpStatusCode.ServiceUnavailable);
        line.Mend();
        await Eventually.BeTrueAsync(async () => (await ReplicasAsync("synced AND now() - seen_at < interval '5 s'")).Contains(id));
        await Eventually.BeTrueAsync(async () => (await ReadyAsync(port)).Status == HttpStatusCode.OK);
        await replica.StopAsync();
    }

    [Fact]
    public async Task Rows_that_somebody_removed_are_written_again()
    {
        var municipality = await fixture.MunicipalityAsync();
        var uid = (await fixture.Platform.FindAsync(municipality.Name))!.Metadata.Uid;
        await Eventually.BeTrueAsync(async () => (await VersionsAsync(uid)).Count == 1);

        await fixture.Platform.Postgres.ExecuteAsync("DELETE FROM replica", fixture.Platform.Database);

        await Eventually.BeTrueAsync(async () => (await VersionsAsync(uid)).Count == 1 && (await ReplicasAsync("synced")).Count == 1);
    }

    [Fact]
    public async Task A_beat_forgets_replicas_long_dead_and_writes_nothing_else()
    {
        var municipality = await fixture.MunicipalityAsync();
        var uid = (await fixture.Platform.FindAsync(municipality.Name))!.Metadata.Uid;
        await Eventually.BeTrueAsync(async () => (await VersionsAsync(uid)).Count == 1);
        var written = await RowAsync(uid);
        var dead = Guid.NewGuid();

        await fixture.Platform.Postgres.ExecuteAsync(
            $"INSERT INTO replica (id, seen_at, synced) VALUES ('{dead}', now() - interval '2 hours', true)", fixture.Platform.Database);

        await Eventually.BeTrueAsync(async () => !(await ReplicasAsync()).Contains(dead.ToString()));
        (await RowAsync(uid)).Should().Be(written);
    }

    [Fact]
    public async Task The_row_of_a_deleted_municipality_goes()
    {
        var municipality = await fixture.MunicipalityAsync();
        var uid = (await fixture.Platform.FindAsync(municipality.Name))!.Metadata.Uid;
        await Eventually.BeTrueAsync(async () => (await VersionsAsync(uid)).Count == 1);

        await fixture.Platform.DeleteAsync(municipality.Name);

        await Eventually.BeTrueAsync(async () => (await VersionsAsync(uid)).Count == 0);
    }

    private Task<IReadOnlyList<string>> ReplicasAsync(string condition = "true") =>
        fixture.Platform.Postgres.QueryAsync($"SELECT id FROM replica WHERE {condition}", fixture.Platform.Database);

    private Task<IReadOnlyList<string>> VersionsAsync(string uid) =>
        fixture.Platform.Postgres.QueryAsync($"SELECT secret_version FROM replica_tenant WHERE tenant_uid = '{uid}'",
            fixture.Platform.Database);

    // The transaction that wrote it last.
    private async Task<string> RowAsync(string uid) =>
        (await fixture.Platform.Postgres.QueryAsync($"SELECT xmin::text FROM replica_tenant WHERE tenant_uid = '{uid}'",
            fixture.Platform.Database)).Single();

    private static async Task<(HttpStatusCode Status, string Text)> ReadyAsync(int port)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/readyz")));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
