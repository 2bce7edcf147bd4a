using System.Globalization;
using System.Security.Cryptography;
using AwesomeAssertions;
using IdBellen.Demo;
using IdBellen.Tests.Integration.Api.Disclosure.Irma;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace IdBellen.Tests.Integration.Api.Disclosure.Following;

/// <summary>
/// The result comes by callback, by events or by looking, whichever works, and no municipality waits for another's server.
/// </summary>
public sealed class FollowingTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task By_callback_alone()
    {
        var municipality = await fixture.MunicipalityAsync();
        var (port, replica) = await ReplicaAsync(municipality, callbacks: true, "00:01:00", "00:05:00");
        await using var _ = replica;
        var session = await municipality.StartAsync(port: port);

        await session.DiscloseAsync();

        await session.BecomesAsync("DISCLOSED");
    }

    [Fact]
    public async Task By_looking_alone()
    {
        var municipality = await fixture.MunicipalityAsync();
        var (port, replica) = await ReplicaAsync(municipality, callbacks: false, "00:00:00.3", "00:00:01");
        await using var _ = replica;
        var session = await municipality.StartAsync(port: port);

        await session.DiscloseAsync();

        await session.BecomesAsync("DISCLOSED");
    }

    [Fact]
    public async Task By_events_alone()
    {
        await using var irma = await IrmaAsync("--Demo:IrmaSse=on");
        var municipality = await fixture.MunicipalityAsync(irma: irma.IrmaUrl);
        // One look, which opens the stream; the next would come after five minutes.
        var (port, replica) = await ReplicaAsync(municipality, callbacks: false, "00:00:00.3", "00:05:00");
        await using var _ = replica;
        var session = await municipality.StartAsync(port: port);
        var app = new YiviApp(session.Pointer);
        await app.ConnectAsync();
        await session.BecomesAsync("CONNECTED");

        await app.ProveAsync();

        await session.BecomesAsync("DISCLOSED");
    }

    [Fact]
    public async Task A_server_that_was_restarted_ends_its_sessions()
    {
        var port = LoopbackPort.Free();
        var irma = await IrmaAsync(port: port);
        var municipality = await fixture.MunicipalityAsync(irma: irma.IrmaUrl);
        var (replicaPort, replica) = await ReplicaAsync(municipality, callbacks: false, "00:00:00.3", "00:00:01");
        await using var _ = replica;
        var session = await municipality.StartAsync(port: replicaPort);
        await irma.DisposeAsync();
        await session.BecomesAsync("UNREACHABLE");

        await using var again = await IrmaAsync(port: port);

        await session.BecomesAsync("EXPIRED");
    }

    [Fact]
    public async Task A_server_that_can_not_be_reached_for_a_while_loses_nothing()
    {
        var line = new CuttableLine(fixture.Irma.Port);
        await using var _ = line;
        var municipality =
            await fixture.MunicipalityAsync(irma: new Uri($"http://localhost:{line.Port.ToString(CultureInfo.InvariantCulture)}"));
        var (port, replica) = await ReplicaAsync(municipality, callbacks: false, "00:00:00.3", "00:00:01");
        await using var __ = replica;
        var session = await municipality.StartAsync(port: port);
        line.Cut();
        await session.BecomesAsync("UNREACHABLE");
        await session.DiscloseAsync();

        line.Mend();

        await session.BecomesAsync("DISCLOSED");
    }

    [Fact]
    public async Task A_server_that_hangs_holds_up_its_own_municipality_only()
    {
        const int MoreThanAtOnce = 40;
        await using var hanging = await ScriptedIrmaServer.StartAsync(async context =>
        {
            if (context.Request.Path == "/publickey") await context.Response.WriteAsync(MunicipalityActions.PublicKey.Value);
            else if (context.Request.Path == "/session")
            {
                await context.Response.WriteAsJsonAsync(new
                {
                    sessionPtr = new { u = "http://localhost/irma/session/x", irmaqr = "disclosing" },
                    token = RandomNumberGenerator.GetHexString(20),
                });
            }
            else await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        var unlucky = await fixture.MunicipalityAsync(irma: hanging.Url);
        var municipality = await fixture.MunicipalityAsync();
        var (port, replica) = await ReplicaAsync(municipality, callbacks: false, "00:00:00.3", "00:00:01");
        await using var _ = replica;
        for (var number = 0; number < MoreThanAtOnce; number++) await unlucky.StartAsync(port: port);
        await Eventually.BeTrueAsync(
            () => Task.FromResult(hanging.Requests.Count(request => request.EndsWith("/status", StringComparison.Ordinal)) >= 32));

        var session = await municipality.StartAsync(port: port);
        await session.DiscloseAsync();

        await Eventually.BeTrueAsync(async () => await session.StateAsync() == "DISCLOSED", TimeSpan.FromSeconds(4),
            "the other municipality's session goes on");
    }

    private Task<DemoHost> IrmaAsync(string setting = "--Demo:IrmaSse=off", int port = 0) => StartAsync(DemoHost.Build(
        [$"--Demo:IrmaUrl=http://localhost:{port.ToString(CultureInfo.InvariantCulture)}", "--Demo:PagesUrl=http://localhost:0",
            "--Logging:LogLevel:Default=None", setting], fixture.Time));

    private static async Task<DemoHost> StartAsync(DemoHost host)
    {
        await host.StartAsync();
        return host;
    }

    /// <param name="municipality">One that it must serve before it is used.</param>
    /// <param name="callbacks">False: the callbacks of its sessions go where nobody listens.</param>
    /// <param name="minPause">As in the settings.</param>
    /// <param name="maxPause">As in the settings.</param>
    private async Task<(int Port, WebApplication Replica)> ReplicaAsync(
        ServedMunicipality municipality, bool callbacks, string minPause, string maxPause)
    {
        var port = LoopbackPort.Free();
        return (port, await fixture.ServingReplicaAsync(municipality, port, builder =>
        {
            builder.Configuration["FollowUp:MinPause"] = minPause;
            builder.Configuration["FollowUp:MaxPause"] = maxPause;
            if (!callbacks) builder.Configuration["Hosting:Port"] = LoopbackPort.Free().ToString(CultureInfo.InvariantCulture);
        }));
    }
}
