using IdBellen.Api.Disclosure.IrmaResults;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tests.Support.Api;
using Microsoft.Extensions.DependencyInjection;

namespace IdBellen.Tests.Integration.Api.Telephony.Calls.Invitations;

/// <summary>
/// Whatever happens to the call between the right digits and the disclosure: nobody sees what is not written down, and it joins this call
/// or none.
/// </summary>
public sealed class JoinCallTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const string Records = "SELECT action || ' ' || account_name FROM data_access_log ORDER BY id";

    [Fact]
    public async Task Given_back_meanwhile_it_waits_as_identified_and_whoever_sees_or_takes_it_is_written_down_then()
    {
        var (municipality, agents, caller) = await ConfirmedAsync();
        await agents[0].ReleaseAsync(caller.CallId);

        await caller.App.ProveAsync();
        await caller.Session.BecomesAsync("QUEUED");

        (await municipality.QueryAsync(Records)).Should().BeEmpty("nobody has seen anything yet");
        (await agents[1].CallAsync()).Identified.Should().BeTrue();
        (await agents[1].TakeAsync(caller.CallId)).Call!.Attributes.Should().HaveCount(2);
        (await municipality.QueryAsync(Records)).Should().Equal("overview bram", "taken bram");
    }

    [Fact]
    public async Task Passed_on_meanwhile_the_colleague_sees_it_and_is_written_down_and_who_typed_the_digits_is_not()
    {
        var (municipality, agents, caller) = await ConfirmedAsync();
        await using var page = await agents[1].OpenPageAsync();
        await agents[0].TransferAsync(caller.CallId, await agents[1].IdAsync());

        await caller.App.ProveAsync();
        await caller.Session.BecomesAsync("IN_CONVERSATION");

        (await agents[0].CallAsync()).Attributes.Should().BeEmpty();
        (await agents[1].CallAsync()).Attributes.Should().HaveCount(2);
        (await municipality.QueryAsync(Records)).Should().Equal("confirmed bram");
    }

    [Fact]
    public async Task Finished_meanwhile_nothing_of_it_is_left()
    {
        var (municipality, agents, caller) = await ConfirmedAsync();
        await agents[0].FinishAsync(caller.CallId);

        await ProveAnywayAsync(caller);

        (await municipality.QueryAsync(
            "SELECT (SELECT count(*) FROM session) + (SELECT count(*) FROM call) + (SELECT count(*) FROM data_access_log)")).Should()
            .Equal("0");
    }

    [Fact]
    public async Task When_the_caller_has_hung_up_meanwhile_nobody_sees_it_and_nothing_is_kept()
    {
        var (municipality, agents, caller) = await ConfirmedAsync();
        await (await municipality.ExchangeAsync()).ReportAsync("call-1", "ENDED");

        await ProveAnywayAsync(caller);

        await caller.Session.BecomesAsync("EXPIRED");
        (await municipality.QueryAsync("SELECT count(*) FROM session WHERE attributes_sealed IS NOT NULL")).Should().Equal("0");
        (await municipality.QueryAsync(Records)).Should().BeEmpty();
        (await agents[0].CallsAsync()).Should().OnlyContain(call => !call.Identified);
    }

    [Fact]
    public async Task Wrong_digits_of_an_agent_who_has_given_the_call_back_are_refused_and_cost_no_try()
    {
        var municipality = await fixture.MunicipalityAsync(spec => spec with { WrapUp = "5m" });
        var agents = await municipality.AgentsAsync("anna", "bram");
        var caller = await (await (await InvitedCaller.CallAsync(municipality, agents[0])).StartAsync()).ScanAsync();
        await agents[0].ReleaseAsync(caller.CallId);

        (await agents[0].ConfirmAsync(caller.CallId, caller.Digits)).Code.Should().Be("CALL_NOT_YOURS");

        await agents[1].TakeAsync(caller.CallId);
        (await agents[1].ConfirmAsync(caller.CallId, caller.Digits)).Value.Outcome.Should().Be("CONFIRMED");
    }

    [Fact]
    public async Task A_result_that_comes_many_times_at_once_joins_once_and_is_written_down_once()
    {
        var (municipality, _, caller) = await ConfirmedAsync();
        var id = Guid.Parse((await municipality.QueryAsync("SELECT id FROM session")).Single());
        fixture.Services.GetRequiredService<ServedTenants>().TryFindByHost($"{municipality.Name}.localhost", out var tenant).Should()
            .BeTrue();
        var proving = caller.App.ProveAsync();

        // The callback comes besides.
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            FollowResult result;
            do
            {
                await using var scope = fixture.Services.GetRequiredService<TenantScopes>().Open(tenant!);
                result = await scope.ServiceProvider.GetRequiredService<FollowSession>().PollAsync(id, CancellationToken.None);
            }
            while (result == FollowResult.Pending);
        }));

        await proving;
        await caller.Session.BecomesAsync("IN_CONVERSATION");
        (await municipality.QueryAsync("SELECT count(*) FROM data_access_log WHERE action = 'confirmed'")).Should().Equal("1");
    }

    [Fact]
    public async Task An_app_that_discloses_without_having_been_paired_is_rejected()
    {
        var municipality = await fixture.MunicipalityAsync();
        var anna = (await municipality.AgentsAsync("anna"))[0];
        var caller = await InvitedCaller.CallAsync(municipality, anna);
        // irmago lets an app that is too old for it (protocol 2.7) go on without pairing.
        var old = await municipality.StartAsync();
        await municipality.ExecuteAsync("UPDATE session SET way = 'DuringCall', call_id = (SELECT id FROM call)");

        await old.DiscloseAsync();

        await old.BecomesAsync("REJECTED");
        (await anna.CallAsync()).Identification.Should().Be("NONE");
        caller.Code.Should().NotBeEmpty();
    }

    private async Task<(ServedMunicipality Municipality, IReadOnlyList<SignedIn> Agents, InvitedCaller Caller)> ConfirmedAsync()
    {
        var municipality = await fixture.MunicipalityAsync(spec => spec with { WrapUp = "5m" });
        var agents = await municipality.AgentsAsync("anna", "bram");
        return (municipality, agents,
            await (await (await (await InvitedCaller.CallAsync(municipality, agents[0])).StartAsync()).ScanAsync()).ConfirmedAsync());
    }

    // The app may have been told that it is over.
    private static async Task ProveAnywayAsync(InvitedCaller caller)
    {
        try
        {
            await caller.App.ProveAsync();
        }
        catch (HttpRequestException)
        {
            // So it was.
        }
    }
}
