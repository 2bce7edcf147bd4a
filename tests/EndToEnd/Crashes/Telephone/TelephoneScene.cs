using System.Globalization;
using System.Security.Cryptography;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Telephony;

namespace IdBellen.Tests.EndToEnd.Crashes.Telephone;

/// <summary>
/// Two workers and the api as processes, and Asterisk: all of them are killed (kill -9) and started again, as Kubernetes would. The workers
/// have the lease of production, so a killed one's callers wait as long as they would there.
/// </summary>
internal sealed class TelephoneScene(TelephoneCrashFixture fixture) : IAsyncDisposable
{
    private readonly WorkerProcess?[] workers = new WorkerProcess?[2];
    private ProductProcess? api;

    public ServedMunicipality Municipality { get; private set; } = null!;

    /// <summary>What citizens dial.</summary>
    public string Number { get; } =
        string.Create(CultureInfo.InvariantCulture, $"+3185{RandomNumberGenerator.GetInt32(1_000_000, 10_000_000)}");

    public AsteriskServer Asterisk => fixture.Asterisk;

    public IReadOnlyList<SignedIn> Agents { get; private set; } = [];

    public async Task StartAsync()
    {
        await fixture.StartApiAsync();
        Municipality = await fixture.MunicipalityAsync(spec => spec with
        {
            Telephony = new TelephonySpec { Kind = TelephonyKinds.Asterisk, Asterisk = new AsteriskSpec { CalledNumbers = [Number] } },
        });
        Agents = await Municipality.AgentsAsync("anna", "bram");
        await fixture.StopApiAsync();
        await Task.WhenAll(StartApiAsync(), StartWorkerAsync(0));
        await Eventually.BeTrueAsync(() => Task.FromResult(workers[0]!.HasServed), what: "a worker serves Asterisk");
        await StartWorkerAsync(1);
    }

    /// <summary>Returns when everything that was killed is back.</summary>
    public async Task KillAsync(KilledPart part)
    {
        switch (part)
        {
            case KilledPart.Worker:
                var serving = Array.FindIndex(workers, worker => worker!.HasServed);
                workers[serving]!.Kill();
                await workers[serving]!.DisposeAsync();
                var other = workers[1 - serving]!;
                var replaced = StartWorkerAsync(serving);
                await Eventually.BeTrueAsync(() => Task.FromResult(other.HasServed), what: "the other worker has taken over");
                await replaced;
                break;
            case KilledPart.Api:
                api!.Kill();
                await api.DisposeAsync();
                await StartApiAsync();
                break;
            default:
                await Asterisk.CrashAsync();
                await Eventually.BeTrueAsync(() => workers.Single(worker => worker!.HasServed)!.IsReadyAsync(),
                    what: "the worker has connected again");
                break;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in workers.OfType<WorkerProcess>()) await worker.DisposeAsync();
        if (api is not null) await api.DisposeAsync();
    }

    private async Task StartWorkerAsync(int which) =>
        workers[which] = await WorkerProcess.StartAsInProductionAsync(fixture.Platform, Asterisk);

    private async Task StartApiAsync()
    {
        api = await ProductProcess.StartAsync(fixture.Platform, ProductProcess.Api, fixture.Platform.Port,
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["GraphQL:Documents"] = "Any",
                [$"Phones:Exchanges:{Asterisk.Name}"] = Asterisk.WebSocket,
            });
        await Municipality.ServedAtAsync(fixture.Platform.Port);
    }
}
