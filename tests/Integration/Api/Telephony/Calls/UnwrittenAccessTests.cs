using System.Net;

namespace IdBellen.Tests.Api.Calls;

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
            "subscription { liveCalls { id attributes { value } } }", cancellationToken: TestContext.Current.CancellationToken)) shown += snapshot.ToJsonString();

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
        var id = (string)(await agents[0].CallAsync())["id"]!;
        await RefuseAsync(municipality, "taken");

        var refused = await agents[0].GraphQL.SendAsync("mutation ($id: ID!) { takeCall(callId: $id) { outcome call { attributes { value } } } }", new { id });

        refused.Errors.Should().NotBeEmpty();
        (refused.Data?.ToJsonString() ?? "").Should().NotContain(ServedMunicipality.Bsn);
        (await municipality.QueryAsync("SELECT count(*) FROM call WHERE taken_by IS NULL")).Should().Equal("1");

        await AllowAsync(municipality, "taken");
        var link = (string)(await agents[0].TakeAsync(id))["call"]!["links"]![0]!["url"]!;
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
    public async Task A_caller_whose_disclosure_can_not_be_logged_is_not_confirmed()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        await (await municipality.ExchangeAsync()).ReportAsync("unidentified", "QUEUED");
        var id = (string)(await agent.CallAsync())["id"]!;
        await agent.TakeAsync(id);
        var code = (string)(await agent.InviteAsync(id)).Data!["inviteCaller"]!["code"]!;
        var session = new CitizenSession(municipality, (await municipality.StartInvitedAsync(code)).Data!["startInvitedSession"]!);
        await new YiviApp(session.Pointer).DiscloseWithoutCodeAsync();
        await session.BecomesAsync("AWAITING_CONFIRMATION");
        var digits = (string)(await session.StatusAsync())["confirmationDigits"]!;
        await RefuseAsync(municipality, "confirmed");

        var refused = await agent.ConfirmAsync(id, digits);

        refused.Errors.Should().NotBeEmpty();
        (await municipality.QueryAsync("SELECT count(*) FROM call WHERE session_id IS NULL")).Should().Equal("1");
        (await agent.CallAsync()).ToJsonString().Should().NotContain(ServedMunicipality.Bsn);
    }

    private static Task RefuseAsync(ServedMunicipality municipality, string action) =>
        municipality.ExecuteAsync($"ALTER TABLE data_access_log ADD CONSTRAINT no_{action} CHECK (action <> '{action}') NOT VALID");

    private static Task AllowAsync(ServedMunicipality municipality, string action) =>
        municipality.ExecuteAsync($"ALTER TABLE data_access_log DROP CONSTRAINT no_{action}");
}
