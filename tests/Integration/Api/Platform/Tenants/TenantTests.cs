using System.Net;
using AwesomeAssertions;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;
using IdBellen.Tests.Support.Environment;
using Microsoft.Extensions.DependencyInjection;
using k8s;
using k8s.Models;

namespace IdBellen.Tests.Integration.Api.Platform.Tenants;

public sealed class TenantTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_host_that_no_municipality_has_gets_a_stable_code_and_nothing_else()
    {
        var municipality = await fixture.MunicipalityAsync();

        var answer = await new GraphQLClient(municipality) { Host = "nergens.localhost" }.SendAsync("{ municipality { name } }");

        answer.Status.Should().Be(HttpStatusCode.NotFound);
        answer.Code.Should().Be("MUNICIPALITY_UNKNOWN");
    }

    [Fact]
    public async Task A_new_municipality_works_and_a_deleted_one_is_gone_without_a_restart()
    {
        var municipality = await fixture.MunicipalityAsync();
        (await municipality.Citizen.GetAsync<PublicMunicipality>("{ municipality { name } }")).Name.Should().Be(municipality.Name);

        await fixture.Platform.DeleteAsync(municipality.Name);
        await Eventually.BeTrueAsync(
            async () => (await municipality.Citizen.SendAsync("{ municipality { name } }")).Status == HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task PostgreSQL_ends_a_transaction_that_a_vanished_replica_left_open_before_it_delays_a_purge_by_two_minutes()
    {
        var municipality = await fixture.MunicipalityAsync();
        fixture.Services.GetRequiredService<ServedTenants>().TryFindByHost($"{municipality.Name}.localhost", out var tenant);
        await using var rented = await tenant!.Database.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = rented.Connection.CreateCommand();
        command.CommandText =
            "SELECT current_setting('idle_in_transaction_session_timeout')::interval BETWEEN interval '1 second' AND interval '30 seconds'";

        (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken)).Should().Be(true);
    }

    [Fact]
    public async Task A_wrong_edit_does_not_stop_a_municipality_that_works()
    {
        var municipality = await fixture.MunicipalityAsync();

        await fixture.Platform.PatchAsync(municipality.Name, """{"spec":{"retention":"90m","displayName":"Anders"}}""");
        await fixture.Platform.ConditionAsync(municipality.Name, "Ready", condition => condition.Status == "False");

        (await municipality.Citizen.GetAsync<PublicMunicipality>("{ municipality { displayName } }")).DisplayName.Should()
            .NotBeNull().And.NotBe("Anders");
    }

    [Fact]
    public async Task A_new_exchange_token_counts_without_a_restart_and_the_old_one_no_longer()
    {
        var municipality = await fixture.MunicipalityAsync();
        var old = await municipality.ExchangeAsync();
        await old.ReportAsync("call", "QUEUED");

        await fixture.Platform.Client.CoreV1.PatchNamespacedSecretAsync(
            new V1Patch("""{"stringData":{"token":"een-nieuw-token-van-de-beheerder-0123456789"}}""", V1Patch.PatchType.MergePatch),
            $"{municipality.Name}-exchange", fixture.Platform.Namespace);

        await Eventually.BeTrueAsync(async () =>
            (await old.SendAsync("mutation { reportCall(callReference: \"call\", state: QUEUED) { callReference } }")).Errors.Count == 1);
    }

    [Fact]
    public async Task Health_answers_on_any_host()
    {
        var municipality = await fixture.MunicipalityAsync();
        var anywhere = new GraphQLClient(municipality) { Host = "10.0.0.7:8080" };

        using var alive = await anywhere.SendAsync(HttpMethod.Get, "/healthz");
        using var ready = await anywhere.SendAsync(HttpMethod.Get, "/readyz");

        alive.StatusCode.Should().Be(HttpStatusCode.OK);
        ready.StatusCode.Should().Be(HttpStatusCode.OK);
    }
}
