using System.Globalization;
using IdBellen.Tests.Integration.Api.Disclosure.Irma;
using IdBellen.Tests.Integration.Api.Telephony.Calls.Invitations;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;
using Microsoft.AspNetCore.Builder;

namespace IdBellen.Tests.Integration.Api.Disclosure.Sessions;

/// <summary>Right digits stay right, whatever becomes of our word to the IRMA server that they were.</summary>
public sealed class UnheardPairingTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const string Completed = "/frontend/pairingcompleted";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task From_another_phone_the_disclosure_counts_whether_the_server_heard_it_at_once_or_was_told_again(bool heard)
    {
        await using var irma = await LosingTheFirstAsync(heard);
        var municipality = await fixture.MunicipalityAsync(irma: irma.Url);
        var (port, replica) = await ReplicaAsync(municipality);
        await using var _ = replica;
        var session = await municipality.StartForAnotherPhoneAsync(port);
        var app = new YiviApp(session.Pointer);
        var digits = await app.PairingDigitsAsync();

        (await session.PairAsync(digits, port)).Value.State.Should()
            .Be("UNREACHABLE", "the digits were right, and nothing need be typed again");

        await MayGoOnAsync(app);
        await session.BecomesAsync("CONNECTED");
        await app.ProveAsync();
        await session.BecomesAsync("DISCLOSED");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task During_a_call_the_disclosure_joins_it_whether_the_server_heard_it_at_once_or_was_told_again(bool heard)
    {
        await using var irma = await LosingTheFirstAsync(heard);
        var municipality = await fixture.MunicipalityAsync(irma: irma.Url);
        var (port, replica) = await ReplicaAsync(municipality);
        await using var _ = replica;
        var caller = await (await (await InvitedCaller.CallAsync(municipality, (await municipality.AgentsAsync("anna"))[0]))
            .StartAsync(port)).ScanAsync();

        // At the other replica, which does not follow the session.
        (await caller.ConfirmAsync()).Outcome.Should().Be("CONFIRMED");

        await MayGoOnAsync(caller.App);
        await caller.App.ProveAsync();
        await caller.Session.BecomesAsync("IN_CONVERSATION");
    }

    [Fact]
    public async Task A_look_that_began_before_the_right_digits_and_ends_after_the_disclosure_does_not_reject_it()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var let = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var irma = await ForwardingIrmaServer.StartAsync(fixture.Irma, async (path, forward) =>
        {
            // The first look waits; those after it do not.
            if (path.EndsWith("/result-jwt", StringComparison.Ordinal) && asked.TrySetResult()) await let.Task;
            await forward(true);
        });
        var municipality = await fixture.MunicipalityAsync(irma: irma.Url);
        var (port, replica) = await ReplicaAsync(municipality);
        await using var _ = replica;
        var session = await municipality.StartForAnotherPhoneAsync(port);
        var app = new YiviApp(session.Pointer);
        var digits = await app.PairingDigitsAsync();
        await asked.Task;
        (await session.PairAsync(digits, port)).Errors.Should().BeEmpty();
        await app.ProveAsync();

        let.SetResult();

        await session.BecomesAsync("DISCLOSED");
    }

    private static Task MayGoOnAsync(YiviApp app) => Eventually.BeTrueAsync(
        async () =>
        {
            try
            {
                return await app.RequestAsync() is not null;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        },
        what: "the app is told that it is paired");

    // Nobody is answered the first time; whether the server heard it is what the tests differ in.
    private Task<ScriptedIrmaServer> LosingTheFirstAsync(bool heard)
    {
        var told = 0;
        return ForwardingIrmaServer.StartAsync(fixture.Irma, async (path, forward) =>
        {
            var isLost = path.EndsWith(Completed, StringComparison.Ordinal) && Interlocked.Increment(ref told) == 1;
            if (!isLost || heard) await forward(!isLost);
        });
    }

    /// <summary>Without callbacks, and with quick looks.</summary>
    private async Task<(int Port, WebApplication Replica)> ReplicaAsync(ServedMunicipality municipality)
    {
        var port = LoopbackPort.Free();
        return (port, await fixture.ServingReplicaAsync(municipality, port, builder =>
        {
            builder.Configuration["FollowUp:MinPause"] = "00:00:00.3";
            builder.Configuration["FollowUp:MaxPause"] = "00:00:01";
            builder.Configuration["Hosting:Port"] = LoopbackPort.Free().ToString(CultureInfo.InvariantCulture);
        }));
    }
}
