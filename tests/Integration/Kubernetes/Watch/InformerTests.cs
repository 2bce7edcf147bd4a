using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using IdBellen.Kubernetes.Watch;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;
using Microsoft.Extensions.Logging.Abstractions;
using k8s;
using k8s.Models;

namespace IdBellen.Tests.Integration.Kubernetes.Watch;

/// <summary>Against the real API server; only the way to it is cut and mended.</summary>
public sealed class InformerTests(TestEnvironment environment)
{
    [Fact]
    public async Task A_deletion_that_fell_into_a_gap_is_told_after_it()
    {
        await using var platform = await environment.PlatformAsync();
        await using var watching = await Watching.StartAsync(platform);
        var arnhem = await platform.CreateAsync(platform.Sample("arnhem"));
        await watching.ToldAsync($"upserted {arnhem.Metadata.Name}");

        watching.Cut();
        await platform.DeleteAsync(arnhem.Metadata.Name);
        watching.Mend();

        await watching.ToldAsync($"deleted {arnhem.Metadata.Name}");
    }

    [Fact]
    public async Task A_resource_that_was_made_anew_in_a_gap_is_told_as_a_deletion_and_a_new_one()
    {
        await using var platform = await environment.PlatformAsync();
        await using var watching = await Watching.StartAsync(platform);
        var arnhem = await platform.CreateAsync(platform.Sample("arnhem"));
        await watching.ToldAsync($"upserted {arnhem.Metadata.Name}");

        watching.Cut();
        await platform.DeleteAsync(arnhem.Metadata.Name);
        await platform.GoneAsync(arnhem.Metadata.Name);
        await platform.CreateAsync(platform.Sample("arnhem"));
        watching.Mend();

        await watching.ToldAsync($"deleted {arnhem.Metadata.Name}");
        await Eventually.BeTrueAsync(() => Task.FromResult(watching.Told.Count(told => told == $"upserted {arnhem.Metadata.Name}") == 2));
    }

    [Fact]
    public async Task What_was_there_before_is_told_before_the_list_is_said_to_be_complete()
    {
        await using var platform = await environment.PlatformAsync();
        var arnhem = await platform.CreateAsync(platform.Sample("arnhem"));
        await using var watching = await Watching.StartAsync(platform);

        await watching.ToldAsync("synced");

        watching.Told.Should().Equal($"upserted {arnhem.Metadata.Name}", "synced");
    }

    [Fact]
    public async Task Creation_change_and_deletion_are_told_in_their_order()
    {
        await using var platform = await environment.PlatformAsync();
        await using var watching = await Watching.StartAsync(platform);
        await watching.ToldAsync("synced");

        var name = (await platform.CreateAsync(platform.Sample("arnhem"))).Metadata.Name;
        await platform.TouchAsync(name);
        await platform.DeleteAsync(name);
        await watching.ToldAsync($"deleted {name}");

        watching.Told.Should().Equal("synced", $"upserted {name}", $"upserted {name}", $"deleted {name}");
    }

    private sealed class Watching : IResourceObserver<Municipality>, IAsyncDisposable
    {
        private readonly ConcurrentQueue<string> told = new();
        private readonly CancellationTokenSource stop = new();
        private readonly ResourceSource<Municipality> server;
        private CancellationTokenSource line = new();
        private volatile bool isCut;
        private Task running = Task.CompletedTask;

        private Watching(TestPlatform platform) => server = platform.Client.CustomResources<Municipality>(
            Municipality.ApiGroup, Municipality.ApiVersionName, Municipality.Plural, platform.Namespace);

        public IReadOnlyCollection<string> Told => told;

        public static Task<Watching> StartAsync(TestPlatform platform)
        {
            var watching = new Watching(platform);
            var source = new ResourceSource<Municipality>(watching.ListAsync, watching.WatchAsync);
            watching.running = new Informer<Municipality>(source, watching, TimeProvider.System,
                NullLogger<Informer<Municipality>>.Instance)
                .RunAsync(watching.stop.Token);
            return Task.FromResult(watching);
        }

        public void Cut()
        {
            isCut = true;
            line.Cancel();
        }

        public void Mend()
        {
            line = new CancellationTokenSource();
            isCut = false;
        }

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
            line.Dispose();
        }

        private ValueTask Tell(string what)
        {
            told.Enqueue(what);
            return ValueTask.CompletedTask;
        }

        private Task<(IReadOnlyList<Municipality> Items, string ResourceVersion)> ListAsync(CancellationToken cancellationToken) =>
            isCut ? throw new HttpRequestException("cut") : server.ListAsync(cancellationToken);

        private async IAsyncEnumerable<(WatchEventType Type, Municipality Resource)> WatchAsync(
            string resourceVersion, int timeoutSeconds, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            if (isCut) throw new HttpRequestException("cut");
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, line.Token);
            await foreach (var change in server.WatchAsync(resourceVersion, timeoutSeconds, either.Token)) yield return change;
        }
    }
}
