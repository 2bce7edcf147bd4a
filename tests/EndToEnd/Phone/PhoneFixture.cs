using System.Globalization;
using System.Security.Cryptography;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Telephony;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace IdBellen.Tests.EndToEnd.Phone;

/// <summary>Agents who talk in their browsers: a real Asterisk, the worker, and a TURN server.</summary>
public class PhoneFixture(TestEnvironment environment) : ApiFixture(environment), IAsyncLifetime
{
    private RunningWorker? worker;

    public RunningWorker Worker => worker ?? throw new InvalidOperationException("There is no worker now.");

    public AsteriskServer Asterisk { get; private set; } = null!;

    public TurnServer Turn { get; private set; } = null!;

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        var (asterisk, turn) = (AsteriskServer.StartAsync(), TurnServer.StartAsync());
        (Asterisk, Turn) = (await asterisk, await turn);
        await InitializeAsync();
        worker = await RunningWorker.StartAsync(Platform, Asterisk, ConfigureWorker);
    }

    /// <summary>Leaves Asterisk to a worker that is a process of its own.</summary>
    public async Task<WorkerProcess> HandOverToProcessAsync()
    {
        await Worker.DisposeAsync();
        worker = null;
        return await WorkerProcess.StartAsync(Platform, Asterisk);
    }

    /// <summary>A municipality with a number of its own.</summary>
    public async Task<PhoneDesk> DeskAsync()
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"+3185{RandomNumberGenerator.GetInt32(1_000_000, 10_000_000)}");
        return new PhoneDesk(this, await MunicipalityAsync(spec => spec with
        {
            Telephony = new TelephonySpec { Kind = TelephonyKinds.Asterisk, Asterisk = new AsteriskSpec { CalledNumbers = [number] } },
        }), number);
    }

    protected override void Configure(WebApplicationBuilder builder)
    {
        builder.Configuration[$"Phones:Exchanges:{Asterisk.Name}"] = Asterisk.WebSocket;
        builder.Configuration["Phones:Turn:Secret"] = Turn.Secret;
        builder.Configuration["Phones:Turn:Urls:0"] = Turn.Udp;
        builder.Configuration["Phones:Turn:Urls:1"] = Turn.Tls;
    }

    /// <summary>What the worker is told besides.</summary>
    protected virtual void ConfigureWorker(WebApplicationBuilder builder)
    {
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (worker is not null) await worker.DisposeAsync();
        await base.DisposeAsync();
        if (Asterisk is not null) await Asterisk.DisposeAsync();
        if (Turn is not null) await Turn.DisposeAsync();
    }
}
