using IdBellen.Api.Platform.Connections;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Operator.Evaluation;
using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IdBellen.Tests.Integration.Api.Platform.Tenants;

/// <summary>
/// What the platform's connection string says of TLS holds for every connection of both programs, those to the municipalities' databases
/// among them.
/// </summary>
public sealed class EncryptedDatabaseTests(EncryptedServerFixture fixture) : IClassFixture<EncryptedServerFixture>
{
    private const string Ours = "FROM pg_stat_activity WHERE usename LIKE 'idbellen%'";

    private PostgresInstance Server => fixture.Platform.Postgres;

    [Fact]
    public async Task Every_connection_is_encrypted_and_none_is_made_with_a_stranger_or_in_the_clear()
    {
        var municipality = await fixture.MunicipalityAsync();
        await municipality.IdentifiedCallAsync();
        (await Server.QueryAsync(
            "SELECT DISTINCT usename FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE usename LIKE 'idbellen%' AND NOT ssl"))
            .Should().BeEmpty();
        (await Server.QueryAsync($"SELECT DISTINCT usename::text {Ours} ORDER BY 1")).Should()
            .HaveCount(3, "operator, api and the municipality's role are there");
        await using var server = new PostgresServer(
            Options.Create(new PlatformOptions { ConnectionString = Server.OperatorConnection(fixture.Platform.Database) }));
        foreach (var (name, open) in Places(server, municipality)) await open.Should().NotThrowAsync(name);

        using var stranger = new LoopbackCertificate();
        await RefusedAsync(stranger, server, municipality, "DatabaseUntrusted");
        await Server.ShowAsync(fixture.Certificate.WithKey);
        await fixture.Platform.ReadyAsync(municipality.Name);
        await RefusedAsync(null, server, municipality, "DatabaseUntrusted");
        await Server.ShowAsync(fixture.Certificate.WithKey);
        await fixture.Platform.ReadyAsync(municipality.Name);
    }

    private async Task RefusedAsync(LoopbackCertificate? shown, PostgresServer server, ServedMunicipality municipality, string reason)
    {
        await Server.ShowAsync(shown?.WithKey);
        var before = Authorized();
        await Server.ExecuteAsync($"SELECT pg_terminate_backend(pid) {Ours}");
        NpgsqlConnection.ClearAllPools();
        foreach (var (name, open) in Places(server, municipality)) await open.Should().ThrowAsync<Exception>(name);

        // What runs by itself tries again and again: the listener and the report of the api, the operator's jobs and its look at the
        // municipality.
        await fixture.Platform.TouchAsync(municipality.Name);
        await fixture.Platform.ConditionAsync(
            municipality.Name, ConditionTypes.Ready, condition => condition is { Status: "False" } && condition.Reason == reason);

        Authorized().Should().Be(before);
        (await Server.QueryAsync($"SELECT usename::text {Ours}")).Should().BeEmpty();
    }

    // All ways in the code of both programs.
    private IEnumerable<(string Name, Func<Task> Open)> Places(PostgresServer server, ServedMunicipality municipality)
    {
        var owner = $"{municipality.Database}_owner";
        yield return ("operator, platform",
            () => UseAsync(server.Platform.OpenConnectionAsync(TestContext.Current.CancellationToken).AsTask()));
        yield return ("operator, jobs", async () =>
        {
            await using var jobs = server.ForJobs();
            await UseAsync(jobs.OpenConnectionAsync().AsTask());
        }
        );
        yield return ("operator, migrations, purge, sign-in, teardown",
            () => UseAsync(server.OpenAsync(municipality.Database, owner, TestContext.Current.CancellationToken)));
        yield return ("operator, purge with limits", () => UseAsync(
            server.OpenAsync(municipality.Database, owner, TestContext.Current.CancellationToken, TimeSpan.FromSeconds(30))));
        yield return ("operator, log-in check", () => server.CheckLoginAsync(municipality.Database, $"{municipality.Database}_a", "wrong",
            TestContext.Current.CancellationToken));
        yield return ("operator, report", async () =>
        {
            using var errors = new StringWriter();
            if (await EvaluationReportCommand.RunAsync(
                ["--municipality", "none"], Server.OperatorConnection(fixture.Platform.Database), TextWriter.Null, errors) == 2)
                throw new InvalidOperationException(errors.ToString());
        }
        );
        yield return ("api, platform and listener", () =>
            UseAsync(fixture.Services.GetRequiredService<PlatformDataSource>().Value.OpenConnectionAsync(
                TestContext.Current.CancellationToken).AsTask()));
        yield return ("api, municipality", async () =>
        {
            fixture.Services.GetRequiredService<ServedTenants>().TryFindByHost($"{municipality.Name}.localhost", out var tenant).Should()
                .BeTrue();
            await using var rented = await tenant!.Database.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = new NpgsqlCommand("SELECT 1", rented.Connection);
            await command.ExecuteScalarAsync();
        }
        );
    }

    private static async Task UseAsync(Task<NpgsqlConnection> opening)
    {
        await using var connection = await opening;
        await using var command = new NpgsqlCommand("SELECT 1", connection);
        await command.ExecuteScalarAsync();
    }

    private int Authorized() =>
        File.ReadLines(Server.Log.FullName).Count(line => line.Contains("connection authorized: user=idbellen", StringComparison.Ordinal));
}
