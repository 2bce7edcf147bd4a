using IdBellen.Kubernetes.Election;
using IdBellen.Operator.Cluster;
using IdBellen.Tests.Support.Environment;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using k8s;
using k8s.Models;

namespace IdBellen.Tests.Integration.Kubernetes.Election;

/// <summary>Against the real API server. That the processes behave so is tested with processes.</summary>
public sealed class LeaderElectionTests(TestEnvironment environment)
{
    private const string Name = "idbellen-operator";

    private static readonly LeadershipOptions Quick = new()
    {
        LeaseDuration = TimeSpan.FromSeconds(3),
        RenewDeadline = TimeSpan.FromSeconds(2),
        RetryPeriod = TimeSpan.FromMilliseconds(100),
    };

    // Whoever waited for a period or for the end of this lease would wait longer than any test does.
    private static readonly LeadershipOptions Patient = new()
    {
        LeaseDuration = TimeSpan.FromHours(3),
        RenewDeadline = TimeSpan.FromHours(2),
        RetryPeriod = TimeSpan.FromHours(1),
    };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lease_that_another_keeps_is_not_taken()
    {
        await using var platform = await environment.PlatformAsync();
        await using var first = await Candidate.StartAsync(platform, platform.Kubernetes.Kubeconfig, Quick);
        await first.LeadsAsync();
        await using var second = await Candidate.StartAsync(platform, platform.Kubernetes.Kubeconfig, Quick);

        var renewed = (await LeaseAsync(platform)).RenewTime;
        await Eventually.BeTrueAsync(async () => (await LeaseAsync(platform)).RenewTime > renewed + Quick.LeaseDuration,
            what: "the lease is renewed for longer than it lasts");

        first.Leadership.IsHeld.Should().BeTrue();
        second.Leadership.IsHeld.Should().BeFalse();
        (await LeaseAsync(platform)).LeaseTransitions.Should().Be(0);
    }

    [Fact]
    public async Task A_free_lease_is_taken_without_waiting_and_a_clean_stop_frees_it_for_the_next()
    {
        await using var platform = await environment.PlatformAsync();
        await using (var first = await Candidate.StartAsync(platform, platform.Kubernetes.Kubeconfig, Patient)) await first.LeadsAsync();
        (await LeaseAsync(platform)).HolderIdentity.Should().BeNullOrEmpty();

        await using var second = await Candidate.StartAsync(platform, platform.Kubernetes.Kubeconfig, Patient);

        await second.LeadsAsync();
        (await LeaseAsync(platform)).LeaseTransitions.Should().Be(1);
    }

    [Fact]
    public async Task The_lease_of_one_that_died_is_taken_when_it_has_run_out_by_our_own_clock_and_not_before()
    {
        await using var platform = await environment.PlatformAsync();
        // Its clock was far behind ours: only how long we have seen no renewal counts.
        await platform.Client.CoordinationV1.CreateNamespacedLeaseAsync(
            new V1Lease
            {
                Metadata = new V1ObjectMeta { Name = Name },
                Spec = new V1LeaseSpec
                {
                    HolderIdentity = "dead",
                    LeaseDurationSeconds = 15,
                    RenewTime = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMicroseconds(123_456)
                },
            },
            platform.SystemNamespace, cancellationToken: Cancelled);
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var candidate = await Candidate.StartAsync(platform, platform.Kubernetes.Kubeconfig, new LeadershipOptions(), time);
        var began = time.GetTimestamp();

        await Eventually.BeTrueAsync(() =>
        {
            if (!candidate.Leadership.IsHeld) time.Advance(TimeSpan.FromMilliseconds(250));
            return Task.FromResult(candidate.Leadership.IsHeld);
        });

        time.GetElapsedTime(began).Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task Who_finds_his_lease_taken_stops_at_once_and_ends_the_process()
    {
        await using var platform = await environment.PlatformAsync();
        await using var leader = await Candidate.StartAsync(platform, platform.Kubernetes.Kubeconfig, Quick);
        await leader.LeadsAsync();

        await platform.Client.CoordinationV1.PatchNamespacedLeaseAsync(
            new V1Patch("""{"spec":{"holderIdentity":"another"}}""", V1Patch.PatchType.MergePatch), Name, platform.SystemNamespace,
            cancellationToken: Cancelled);

        await leader.EndsAsync();
        (await LeaseAsync(platform)).HolderIdentity.Should().Be("another");
    }

    [Fact]
    public async Task Who_cannot_renew_in_time_stops_and_ends_the_process()
    {
        await using var platform = await environment.PlatformAsync();
        await using var proxy = await FaultyApiServer.StartAsync(platform.Kubernetes);
        await using var leader = await Candidate.StartAsync(platform, proxy.Kubeconfig, Quick);
        await leader.LeadsAsync();

        proxy.Before = _ => ApiFault.Silence;

        await leader.EndsAsync();
    }

    [Fact]
    public async Task An_answer_that_is_lost_or_late_now_and_then_does_not_cost_the_lease()
    {
        await using var platform = await environment.PlatformAsync();
        await using var proxy = await FaultyApiServer.StartAsync(platform.Kubernetes);
        await using var leader = await Candidate.StartAsync(platform, proxy.Kubeconfig,
            Quick with { LeaseDuration = TimeSpan.FromSeconds(30), RenewDeadline = TimeSpan.FromSeconds(20) });
        await leader.LeadsAsync();
        var renewals = 0;

        proxy.After = (_,
            _) => (Interlocked.Increment(ref renewals) % 4) switch { 1 => ApiFault.Drop, 2 => ApiFault.Answer(500), _ => null };
        await Eventually.BeTrueAsync(() => Task.FromResult(Volatile.Read(ref renewals) > 20));

        leader.Leadership.IsHeld.Should().BeTrue();
        (await LeaseAsync(platform)).LeaseTransitions.Should().Be(0);
    }

    [Fact]
    public async Task An_API_server_that_is_away_at_the_start_is_waited_for()
    {
        await using var platform = await environment.PlatformAsync();
        await using var proxy = await FaultyApiServer.StartAsync(platform.Kubernetes);
        var asked = 0;
        proxy.Before = _ => Interlocked.Increment(ref asked) > 0 ? ApiFault.Drop : null;
        await using var candidate = await Candidate.StartAsync(platform, proxy.Kubeconfig, Quick);
        await Eventually.BeTrueAsync(() => Task.FromResult(Volatile.Read(ref asked) > 3));

        proxy.Before = _ => null;

        await candidate.LeadsAsync();
    }

    private static async Task<V1LeaseSpec> LeaseAsync(TestPlatform platform) =>
        (await platform.Client.CoordinationV1.ReadNamespacedLeaseAsync(Name, platform.SystemNamespace, cancellationToken: Cancelled)).Spec;

    private sealed class Candidate : IAsyncDisposable
    {
        private readonly IKubernetes client;
        private readonly ApplicationLifetime process = new(NullLogger<ApplicationLifetime>.Instance);
        private readonly LeaderElection election;

        private Candidate(TestPlatform platform, string kubeconfig, LeadershipOptions options, TimeProvider time)
        {
            client = new KubernetesOptions { ConfigFile = kubeconfig }.Connect();
            election = new LeaderElection(
                new LeaseClient(client, platform.SystemNamespace, Name), Leadership, Options.Create(options), time, process,
                NullLogger<LeaderElection>.Instance);
        }

        public Leadership Leadership { get; } = new();

        public static async Task<Candidate> StartAsync(
            TestPlatform platform, string kubeconfig, LeadershipOptions options, TimeProvider? time = null)
        {
            var candidate = new Candidate(platform, kubeconfig, options, time ?? TimeProvider.System);
            await candidate.election.StartAsync(Cancelled);
            return candidate;
        }

        public Task LeadsAsync() => Leadership.WaitAsync(Cancelled).WaitAsync(TimeSpan.FromSeconds(90), Cancelled);

        public async Task EndsAsync()
        {
            await Eventually.BeTrueAsync(() => Task.FromResult(process.ApplicationStopping.IsCancellationRequested),
                what: "the process ends");
            Leadership.Lost.IsCancellationRequested.Should().BeTrue();
            election.HasFailed.Should().BeTrue();
        }

        public async ValueTask DisposeAsync()
        {
            await election.StopAsync(CancellationToken.None);
            election.Dispose();
            Leadership.Dispose();
            client.Dispose();
        }
    }
}
