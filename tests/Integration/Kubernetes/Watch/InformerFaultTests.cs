using System.Collections.Concurrent;
using IdBellen.Kubernetes.Watch;
using IdBellen.Operator.Cluster;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;
using Microsoft.Extensions.Logging.Abstractions;
using k8s;

namespace IdBellen.Tests.Integration.Kubernetes.Watch;

/// <summary>What an API server can do to a watch.</summary>
public sealed class InformerFaultTests(TestEnvironment environment)
{
    private static readonly WatchTimings Quick = new()
    {
        Timeout = TimeSpan.FromSeconds(1),
        Silence = TimeSpan.FromSeconds(2),
        MaxBackOff = TimeSpan.FromSeconds(1),
    };

    public static TheoryData<string, ApiFault> Refusals => new()
    {
        { "expired, in the stream", ApiFault.ExpiredWatch },
        { "expired, as the status", ApiFault.Answer(410) },
        { "silent after its beginning", ApiFault.SilentWatch },
        { "dropped", ApiFault.Drop },
        { "refused", ApiFault.Answer(429) },
        { "broken", ApiFault.Answer(500) },
    };

    [Theory]
    [MemberData(nameof(Refusals), DisableDiscoveryEnumeration = true)]
    public async Task A_watch_that_fails_is_made_good_for_by_a_new_list(string how, ApiFault fault)
    {
        await using var platform = await environment.PlatformAsync();
        await using var proxy = await FaultyApiServer.StartAsync(platform.Kubernetes);
        var watches = 0;
        proxy.Before = request => request.IsWatch && Interlocked.Increment(ref watches) <= 2 ? fault : null;
        await using var watching = Watching.Start(platform, proxy, Quick);
        await watching.ToldAsync("synced");

        var arnhem = await platform.CreateAsync(platform.Sample("arnhem"));

        await watching.ToldAsync($"upserted {arnhem.Metadata.Name}");
        proxy.Lists.Should().BeGreaterThanOrEqualTo(2, how);
        // The new list may have told it already; the watch comes back all the same.
        await Eventually.BeTrueAsync(() => Task.FromResult(Volatile.Read(ref watches) > 2),
            what: $"it is watched again after it was {how}");
    }

    [Fact]
    public async Task A_watch_is_resumed_from_the_last_bookmark_without_a_new_list()
    {
        await using var platform = await environment.PlatformAsync();
        await using var elsewhere = await environment.PlatformAsync();
        await using var proxy = await FaultyApiServer.StartAsync(platform.Kubernetes);
        var versions = new ConcurrentQueue<ulong>();
        proxy.Before = request =>
        {
            if (request.IsWatch) versions.Enqueue(ulong.Parse(System.Web.HttpUtility.ParseQueryString(request.Query)["resourceVersion"]!,
                System.Globalization.CultureInfo.InvariantCulture));
            return null;
        };
        await using var watching =
            Watching.Start(platform, proxy, Quick with { Timeout = TimeSpan.FromSeconds(4), Silence = TimeSpan.FromSeconds(20) });
        await watching.ToldAsync("synced");

        // The watch itself sees nothing of this; only a bookmark can tell that the version has moved on.
        var version = ulong.Parse((await elsewhere.CreateAsync(elsewhere.Sample("elders"))).Metadata.ResourceVersion,
            System.Globalization.CultureInfo.InvariantCulture);

        await Eventually.BeTrueAsync(() => Task.FromResult(versions.Any(resumed => resumed >= version)));
        proxy.Lists.Should().Be(1);
    }

    [Fact]
    public async Task What_was_missed_while_watches_were_cut_is_told()
    {
        await using var platform = await environment.PlatformAsync();
        await using var proxy = await FaultyApiServer.StartAsync(platform.Kubernetes);
        await using var watching =
            Watching.Start(platform, proxy, Quick with { Timeout = TimeSpan.FromSeconds(60), Silence = TimeSpan.FromSeconds(90) });
        var arnhem = await platform.CreateAsync(platform.Sample("arnhem"));
        await watching.ToldAsync($"upserted {arnhem.Metadata.Name}");

        proxy.Cut();
        await platform.DeleteAsync(arnhem.Metadata.Name);
        await platform.GoneAsync(arnhem.Metadata.Name);
        proxy.Mend();

        await watching.ToldAsync($"deleted {arnhem.Metadata.Name}");
    }

    private sealed class Watching : IResourceObserver<Municipality>, IAsyncDisposable
    {
        private readonly ConcurrentQueue<string> told = new();
        private readonly CancellationTokenSource stop = new();
        private readonly IKubernetes client;
        private readonly Task running;

        private Watching(TestPlatform platform, FaultyApiServer proxy, WatchTimings timings)
        {
            client = new KubernetesOptions { ConfigFile = proxy.Kubeconfig }.Connect();
            var source = client.CustomResources<Municipality>(Municipality.ApiGroup, Municipality.ApiVersionName, Municipality.Plural,
                platform.Namespace);
            running = new Informer<Municipality>(source, this, TimeProvider.System, NullLogger<Informer<Municipality>>.Instance,
                timings).RunAsync(stop.Token);
        }

        public static Watching Start(TestPlatform platform, FaultyApiServer proxy, WatchTimings timings) => new(platform, proxy, timings);

        public Task ToldAsync(string what) => Eventually.BeTrueAsync(() => Task.FromResult(told.Contains(what)), what: what);

        public ValueTask UpsertedAsync(Municipality resource, CancellationToken cancellationToken) =>
            Tell($"upserted {resource.Metadata.Name}");

        public ValueTask DeletedAsync(Municipality resource, CancellationToken cancellationToken) =>
            Tell($"deleted {resource.Metadata.Name}");

        public ValueTask SyncedAsync(CancellationToken cancellationToken) => Tell("synced");

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await running.ContinueWith(_ => { }, TaskScheduler.Default);
            stop.Dispose();
            client.Dispose();
        }

        private ValueTask Tell(string what)
        {
            told.Enqueue(what);
            return ValueTask.CompletedTask;
        }
    }
}
