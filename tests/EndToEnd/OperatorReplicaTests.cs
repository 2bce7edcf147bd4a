using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Operator.Jobs;
using k8s;
using k8s.Models;

namespace IdBellen.Tests.EndToEnd;

/// <summary>Two operators as processes on one platform: one works, the other stands by.</summary>
[Takes(300)]
public sealed class OperatorReplicaTests(TestEnvironment environment)
{
    private const string Lease = "idbellen-operator";

    private static readonly Dictionary<string, string?> Quick = new(StringComparer.Ordinal)
    {
        ["Leadership:LeaseDuration"] = "00:00:06",
        ["Leadership:RenewDeadline"] = "00:00:04",
        ["Leadership:RetryPeriod"] = "00:00:00.5",
    };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_works_and_when_it_is_killed_the_other_goes_on()
    {
        await using var platform = await environment.PlatformAsync();
        await using var first = await StartAsync(platform, platform.Kubernetes.Kubeconfig);
        await HeldByAsync(platform, first);
        await using var second = await StartAsync(platform, platform.Kubernetes.Kubeconfig);
        var arnhem = (await platform.ApplyAsync("arnhem")).Metadata.Name;
        await platform.ReadyAsync(arnhem);
        await Eventually.BeTrueAsync(() => Task.FromResult(first.Output.Contains(arnhem, StringComparison.Ordinal)));
        second.Output.Should().NotContain(arnhem);

        first.Kill();
        var nijmegen = (await platform.ApplyAsync("nijmegen")).Metadata.Name;

        await platform.ReadyAsync(nijmegen);
        await Eventually.BeTrueAsync(() => Task.FromResult(second.Output.Contains(nijmegen, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_clean_stop_hands_over_at_once()
    {
        await using var platform = await environment.PlatformAsync();
        // It could not wait until this lease runs out.
        var slow = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Leadership:LeaseDuration"] = "00:10:00" };
        await using var first = await StartAsync(platform, platform.Kubernetes.Kubeconfig, slow);
        await HeldByAsync(platform, first);
        await using var second = await StartAsync(platform, platform.Kubernetes.Kubeconfig, slow);

        await first.TerminateAsync();

        (await first.EndedAsync(TimeSpan.FromSeconds(30))).Should().Be(0);
        await HeldByAsync(platform, second);
    }

    [Fact]
    public async Task One_whose_lease_is_taken_away_changes_nothing_more_and_ends_with_an_error()
    {
        await using var platform = await environment.PlatformAsync();
        await using var proxy = await FaultyApiServer.StartAsync(platform.Kubernetes);
        await using var process = await StartAsync(platform, proxy.Kubeconfig, Quick);
        await HeldByAsync(platform, process);
        await platform.ReadyAsync((await platform.ApplyAsync("arnhem")).Metadata.Name);
        var isTaken = false;
        int? mutationsWhenKnown = null;
        proxy.After = (request, _) =>
        {
            // The refused renewal is followed by a look at who has it; with that answer it knows.
            if (Volatile.Read(ref isTaken) && request is { IsLease: true, Method: "GET" }) mutationsWhenKnown ??= proxy.Mutations;
            return null;
        };

        Volatile.Write(ref isTaken, true);
        await platform.Client.CoordinationV1.PatchNamespacedLeaseAsync(
            new V1Patch("""{"spec":{"holderIdentity":"another"}}""", V1Patch.PatchType.MergePatch), Lease, platform.SystemNamespace,
            cancellationToken: Cancelled);
        // Work for all of its four workers, so that there is something to stop.
        foreach (var name in (string[])["a", "b", "c", "d", "e", "f", "g", "h"]) await platform.ApplyAsync(name);

        (await process.EndedAsync(TimeSpan.FromSeconds(60))).Should().NotBe(0);
        process.Output.Should().Contain("has lost its lease");
        mutationsWhenKnown.Should().NotBeNull();
        (proxy.Mutations - mutationsWhenKnown!.Value).Should().BeLessThanOrEqualTo(4, "each worker has at most one request under way");
        var holder = (await platform.Client.CoordinationV1.ReadNamespacedLeaseAsync(Lease, platform.SystemNamespace,
            cancellationToken: Cancelled)).Spec.HolderIdentity;
        holder.Should().Be("another");
    }

    [Fact]
    public async Task One_that_cannot_reach_the_API_server_ends_with_an_error_and_the_purge_of_the_other_goes_on()
    {
        await using var platform = await environment.PlatformAsync();
        await using var proxy = await FaultyApiServer.StartAsync(platform.Kubernetes);
        await using var first = await StartAsync(platform, proxy.Kubeconfig, Quick);
        await HeldByAsync(platform, first);
        await using var second = await StartAsync(platform, proxy.Kubeconfig, Quick);
        var name = (await platform.ApplyAsync("arnhem")).Metadata.Name;
        await platform.ReadyAsync(name);

        proxy.Cut();

        (await first.EndedAsync(TimeSpan.FromSeconds(60))).Should().NotBe(0);
        var began = (await platform.Postgres.QueryAsync("SELECT now()::text")).Single();
        await platform.DueNowAsync();
        await Eventually.BeTrueAsync(async () => (await platform.Postgres.QueryAsync(
            $"SELECT id FROM hangfire.job WHERE statename = 'Succeeded' AND createdat > '{began}'", platform.Database)).Count > 0,
            TimeSpan.FromSeconds(90));
        proxy.Mend();
        await HeldByAsync(platform, second);
    }

    private static Task HeldByAsync(TestPlatform platform, ProductProcess process) => Eventually.BeTrueAsync(async () =>
    {
        var leases = await platform.Client.CoordinationV1.ListNamespacedLeaseAsync(platform.SystemNamespace, cancellationToken: Cancelled);
        return leases.Items.SingleOrDefault()?.Spec.HolderIdentity is { Length: > 0 } holder
            && process.Output.Contains(holder, StringComparison.Ordinal);
    });

    private static Task<ProductProcess> StartAsync(TestPlatform platform, string kubeconfig, Dictionary<string, string?>? extra = null) =>
        ProductProcess.StartAsync(
            platform, ProductProcess.Operator, LoopbackPort.Free(),
            new Dictionary<string, string?>(extra ?? [], StringComparer.Ordinal) { ["Kubernetes:ConfigFile"] = kubeconfig });
}
