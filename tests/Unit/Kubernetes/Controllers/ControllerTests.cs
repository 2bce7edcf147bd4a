using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using IdBellen.Kubernetes.Controllers;
using IdBellen.Kubernetes.Election;
using IdBellen.Tests.Support.Environment;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace IdBellen.Tests.Unit.Kubernetes.Controllers;

public sealed class ControllerTests
{
    [Fact]
    public async Task A_fault_is_logged_without_its_text_and_tried_again_and_stops_nobody()
    {
        var time = new FakeTimeProvider();
        using var queue = new KeyedWorkQueue(time, new BackOff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30)));
        using var log = new LogLines();
        using var factory = new LoggerFactory([log]);
        var reconciler = new Recorded(key => key == "arnhem" ? throw new InvalidOperationException("+31612345678") : ReconcileResult.Gone);
        using var leadership = Leading();
        using var controller =
            new Controller(queue, reconciler, leadership, Metrics(queue, leadership), workers: 2, factory.CreateLogger<Controller>());
        await controller.StartAsync(TestContext.Current.CancellationToken);

        queue.Enqueue("arnhem");
        await reconciler.SeenAsync("arnhem", 1);
        queue.Enqueue("nijmegen");
        await reconciler.SeenAsync("nijmegen", 1);
        await Eventually.BeTrueAsync(
            () => { time.Advance(TimeSpan.FromSeconds(1)); return Task.FromResult(reconciler.Times("arnhem") > 1); });

        log.Lines.Should().Contain(line => line.Contains("arnhem", StringComparison.Ordinal)
            && line.Contains("InvalidOperationException", StringComparison.Ordinal))
            .And.NotContain(line => line.Contains("+31612345678", StringComparison.Ordinal));
        await controller.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task What_is_well_is_looked_at_again_after_its_pause()
    {
        var time = new FakeTimeProvider();
        using var queue = new KeyedWorkQueue(time, BackOff.Default);
        using var factory = new LoggerFactory();
        var reconciler = new Recorded(_ => ReconcileResult.RequeueAfter(TimeSpan.FromSeconds(60)));
        using var leadership = Leading();
        using var controller =
            new Controller(queue, reconciler, leadership, Metrics(queue, leadership), workers: 1, factory.CreateLogger<Controller>());
        await controller.StartAsync(TestContext.Current.CancellationToken);
        queue.Enqueue("arnhem");
        await reconciler.SeenAsync("arnhem", 1);

        await Eventually.BeTrueAsync(
            () => { time.Advance(TimeSpan.FromSeconds(60)); return Task.FromResult(reconciler.Times("arnhem") > 1); });

        await controller.StopAsync(TestContext.Current.CancellationToken);
    }

    private static Leadership Leading()
    {
        var leadership = new Leadership();
        leadership.Gain();
        return leadership;
    }

    private static ReconcileMetrics Metrics(KeyedWorkQueue queue, Leadership leadership)
    {
        var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        return new ReconcileMetrics(services.GetRequiredService<IMeterFactory>(), queue, leadership);
    }

    private sealed class Recorded(Func<string, ReconcileResult> answer) : IReconciler
    {
        private readonly ConcurrentQueue<string> keys = new();

        public Task<ReconcileResult> ReconcileAsync(string key, CancellationToken cancellationToken)
        {
            keys.Enqueue(key);
            return Task.FromResult(answer(key));
        }

        public int Times(string key) => keys.Count(seen => seen == key);

        public Task SeenAsync(string key, int times) => Eventually.BeTrueAsync(() => Task.FromResult(Times(key) >= times));
    }
}
