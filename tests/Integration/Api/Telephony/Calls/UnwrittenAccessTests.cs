using System.Net;
using IdBellen.Tests.Integration.Api.Telephony.Calls.Invitations;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Api.Telephony.Calls;

/// <summary>What can't be written down is not shown.</summary>
public sealed class UnwrittenAccessTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task An_overview_that_can_not_be_logged_is_not_shown_in_the_list_nor_in_the_stream()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        await municipality.IdentifiedCallAsync();
        await RefuseAsync(municipality, "overview");

        var listed = await agent.GraphQL.SendAsync("{ liveCalls { id attributes { value } } }");
        var shown = "";
        await foreach (var snapshot in agent.GraphQL.SubscribeAsync(
            "subscription { liveCalls { id attributes { value } } }", cancellationToken: TestContext.Current.CancellationToken))
            shown += snapshot.ToJsonString();

        listed.Errors.Should().NotBeEmpty();
        (listed.Data?.ToJsonString() ?? "").Should().NotContain(ServedMunicipality.FullName);
        shown.Should().NotContain(ServedMunicipality.FullName);
    }

    [Fact]
    public async Task A_call_that_can_not_be_logged_is_not_taken_and_a_link_not_followed()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agents = await municipality.AgentsAsync("anna", "bram");
        await municipality.IdentifiedCallAsync();
        var id = (await agents[0].CallAsync()).Id;
        await RefuseAsync(municipality, "taken");

        var refused = await agents[0].GraphQL.SendAsync(
            "mutation ($id: ID!) { takeCall(callId: $id) { outcome call { attributes { value } } } }", new { id });

        refused.Errors.Should().NotBeEmpty();
        (refused.Data?.ToJsonString() ?? "").Should().NotContain(ServedMunicipality.Bsn);
        (await municipality.QueryAsync("SELECT count(*) FROM call WHERE taken_by IS NULL")).Should().Equal("1");

        await AllowAsync(municipality, "taken");
        var link = (await agents[0].TakeAsync(id)).Call!.Links[0].Url;
        await RefuseAsync(municipality, "link");
        using var answer = await agents[0].GraphQL.SendAsync(HttpMethod.Get, link);
        answer.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
        answer.Headers.Location.Should().BeNull();

        await using var present = await agents[1].OpenPageAsync();
        await RefuseAsync(municipality, "taken");
        (await agents[0].TransferAsync(id, await agents[1].IdAsync())).Errors.Should().NotBeEmpty();
        (await municipality.QueryAsync("SELECT taken_by FROM call")).Should().Equal((await agents[0].IdAsync()).ToString());
    }

    [Fact]
    public async Task What_an_invited_caller_discloses_does_not_join_the_call_while_it_can_not_be_logged()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var caller = await (await (await (await InvitedCaller.CallAsync(municipality, agent)).StartAsync()).ScanAsync()).ConfirmedAsync();
        await RefuseAsync(municipality, "confirmed");

        await caller.App.ProveAsync();

        await Eventually.BeTrueAsync(
            () => Task.FromResult(fixture.Log.Lines.Any(line => line.Contains("PostgresException", StringComparison.Ordinal))),
            what: "it was tried");
        (await municipality.QueryAsync("SELECT count(*) FROM call WHERE session_id IS NULL")).Should().Equal("1");
        (await municipality.QueryAsync("SELECT count(*) FROM session WHERE attributes_sealed IS NOT NULL")).Should().Equal("0");
        (await agent.CallsTextAsync()).Should().NotContain(ServedMunicipality.Bsn);

        // It is looked for again, and joins with its record.
        await AllowAsync(municipality, "confirmed");
        await caller.Session.BecomesAsync("IN_CONVERSATION");
        (await municipality.QueryAsync("SELECT count(*) FROM data_access_log WHERE action = 'confirmed'")).Should().Equal("1");
    }

    private static Task RefuseAsync(ServedMunicipality municipality, string action) =>
        municipality.ExecuteAsync($"ALTER TABLE data_access_log ADD CONSTRAINT no_{action} CHECK (action <> '{action}') NOT VALID");

    private static Task AllowAsync(ServedMunicipality municipality, string action) =>
        municipality.ExecuteAsync($"ALTER TABLE data_access_log DROP CONSTRAINT no_{action}");
}
