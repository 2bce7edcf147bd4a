using System.Net.Sockets;
using IdBellen.Telephony.Asterisk.Exchange;
using IdBellen.Telephony.Asterisk.Municipalities;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Telephony;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IdBellen.Tests.Integration.Telephone;

/// <summary>The whole chain in this process, and a real Asterisk: callers dial it over SIP.</summary>
public sealed class TelephoneFixture(TestEnvironment environment) : ApiFixture(environment), IAsyncLifetime
{
    private RunningWorker? worker;

    public AsteriskServer Asterisk { get; private set; } = null!;

    internal ExchangeLine Exchange { get; } = new();

    public RunningWorker Worker => worker ?? throw new InvalidOperationException("There is no worker now.");

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        Asterisk = await AsteriskServer.StartAsync();
        await InitializeAsync();
        await StartWorkerAsync();
    }

    public async Task StartWorkerAsync() => worker = await StartAnotherWorkerAsync();

    /// <summary>Returns when it serves Asterisk: when no other does.</summary>
    public Task<RunningWorker> StartAnotherWorkerAsync() => RunningWorker.StartAsync(Platform, Asterisk, builder =>
        builder.Services.AddSingleton(provider => new ExchangeClient(
            new HttpClient(Exchange, disposeHandler: false) { BaseAddress = new Uri($"http://127.0.0.1:{Platform.Port}/") },
            provider.GetRequiredService<ExchangeTokens>(), provider.GetRequiredService<TimeProvider>())));

    /// <summary>A worker as a process of its own, once it serves Asterisk.</summary>
    public Task<WorkerProcess> StartWorkerProcessAsync() => WorkerProcess.StartAsync(Platform, Asterisk);

    public async Task StopWorkerAsync()
    {
        if (worker is not null) await worker.DisposeAsync();
        worker = null;
    }

    /// <summary>A municipality with our exchange, and a number that is called.</summary>
    public async Task<(ServedMunicipality Municipality, string Number)> WithNumberAsync(
        Func<MunicipalitySpec, MunicipalitySpec>? change = null, string? trunk = null)
    {
        // A test before this one may have stopped it.
        if (worker is null) await StartWorkerAsync();
        var number = ListedTelephones.CalledNumber();
        var municipality = await MunicipalityAsync(spec =>
        {
            var whole = spec with
            {
                Telephony = new TelephonySpec
                {
                    Kind = TelephonyKinds.Asterisk,
                    Asterisk = new AsteriskSpec { CalledNumbers = [number], Trunk = trunk },
                },
            };
            return change is null ? whole : change(whole);
        });
        return (municipality, number);
    }

    /// <summary>A citizen dials, and is answered.</summary>
    /// <param name="number">What is dialled.</param>
    /// <param name="from">The trunk.</param>
    /// <param name="caller">The citizen's own number.</param>
    public async Task<SipPhone> DialAsync(string number, string from = AsteriskServer.SharedTrunk, string caller = "+31612345678")
    {
        var phone = new SipPhone(from);
        (await phone.CallAsync(Asterisk.Sip, number, caller)).Should().Be(200);
        return phone;
    }

    /// <summary>A telephone of the municipality: what Asterisk calls over the shared trunk.</summary>
    public SipPhone Telephone() => new(AsteriskServer.SharedTrunk, Asterisk.TrunkPort);

    /// <summary>An agent's phone dials in, as a page does but with plain sound.</summary>
    public async Task<SipPhone> PhoneAsync(string target)
    {
        // Each trunk has one telephone.
        var (phone, trunk) = Free(AsteriskServer.SharedTrunk) is { } one
            ? (one, AsteriskServer.SharedTrunkName) : (Free(AsteriskServer.OtherTrunk)!, AsteriskServer.OtherTrunkName);
        await Asterisk.DialInAsync(target, trunk);
        await phone.Rung.WaitAsync(TimeSpan.FromSeconds(90), TestContext.Current.CancellationToken);
        return phone;
    }

    /// <summary>Waits until the phone hears something that goes on, as music does.</summary>
    public static Task HearsSomethingAsync(SipPhone phone) =>
        Eventually.BeTrueAsync(() => Task.FromResult(phone.Sound.Loudness > 0.005), what: "the caller hears something");

    protected override void Configure(WebApplicationBuilder builder) =>
        builder.Configuration[$"Phones:Exchanges:{Asterisk.Name}"] = Asterisk.WebSocket;

    private SipPhone? Free(string address)
    {
        try
        {
            return new SipPhone(address, Asterisk.TrunkPort);
        }
        catch (SocketException)
        {
            return null;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await StopWorkerAsync();
        await base.DisposeAsync();
        if (Asterisk is not null) await Asterisk.DisposeAsync();
        Exchange.Dispose();
    }
}
