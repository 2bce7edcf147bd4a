using System.Security.Cryptography;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;
using k8s;

namespace IdBellen.Tests.Integration.Operator.FaultPoints;

/// <summary>
/// The operator is killed after each single change that it makes while it creates, rotates or deletes a municipality: each statement that
/// PostgreSQL commits and each request that the API server carries out. Another one then finds its way from there.
/// </summary>
[Takes(250)]
public sealed class FaultPointTests(TestEnvironment environment, ITestOutputHelper output)
{
    private const int AtOnce = 3;

    // Each point takes seconds. "make test" takes some of them, other ones at each run; "make test-long" takes all.
    private const int Some = 3;

    [Fact]
    public Task Killed_after_some_change_of_a_creation_the_next_completes_it() => CreationAsync(Some);

    [Fact]
    [Trait("Length", "Long")]
    public Task Killed_after_any_change_of_a_creation_the_next_completes_it() => CreationAsync(every: 1);

    [Fact]
    public Task Killed_after_some_change_of_a_rotation_the_next_completes_it() => RotationAsync(Some);

    [Fact]
    [Trait("Length", "Long")]
    public Task Killed_after_any_change_of_a_rotation_the_next_completes_it() => RotationAsync(every: 1);

    [Fact]
    public Task Killed_after_some_change_of_a_deletion_the_next_completes_it() => DeletionAsync(Some);

    [Fact]
    [Trait("Length", "Long")]
    public Task Killed_after_any_change_of_a_deletion_the_next_completes_it() => DeletionAsync(every: 1);

    private Task CreationAsync(int every) => EveryPointAsync(
        every,
        atLeast: 30,
        prepare: (_, _) => Task.CompletedTask,
        act: platform => platform.ApplyAsync("arnhem"),
        isDone: IsReadyAsync,
        check: WorksAsync);

    private Task RotationAsync(int every) => EveryPointAsync(
        every,
        atLeast: 5,
        prepare: MakeAsync,
        act: platform => platform.RotateAsync(platform.Name("arnhem"), "1"),
        isDone: IsRotatedAsync,
        check: WorksAsync);

    private Task DeletionAsync(int every) => EveryPointAsync(
        every,
        atLeast: 20,
        prepare: MakeAsync,
        act: platform => platform.DeleteAsync(platform.Name("arnhem")),
        isDone: async platform => await platform.FindAsync(platform.Name("arnhem")) is null,
        check: NothingIsLeftAsync);

    private async Task EveryPointAsync(
        int every, int atLeast, Func<TestPlatform, RunningOperator, Task> prepare, Func<TestPlatform, Task> act,
        Func<TestPlatform, Task<bool>> isDone, Func<TestPlatform, Task> check)
    {
        var first = RandomNumberGenerator.GetInt32(every) + 1;
        output.WriteLine($"every {every}th point from the {first}th");
        var covered = new SortedDictionary<int, string>();
        var last = int.MaxValue;
        var points = Enumerable.Range(0, 200 / every).Select(index => first + (index * every)).ToList();
        await Parallel.ForEachAsync(points, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) =>
        {
            if (number > Volatile.Read(ref last)) return;
            if (await RunAsync(number, prepare, act, isDone, check) is { } change)
            {
                lock (covered) covered[number] = change;
            }
            else
            {
                Interlocked.Exchange(ref last, Math.Min(last, number));
            }
        });
        // Not every run comes to as many changes: one that was under way when another had none left may have met one more event.
        foreach (var number in covered.Keys.Where(number => number > last).ToList()) covered.Remove(number);
        foreach (var (number, change) in covered) output.WriteLine($"{number}: {change}");
        covered.Keys.Should().Equal(points.Take(covered.Count), "the points have no gaps");
        covered.Should().HaveCountGreaterThanOrEqualTo(atLeast / every);
    }

    // What the operator was killed after; null when it was done before it came to that point.
    private async Task<string?> RunAsync(
        int number, Func<TestPlatform, RunningOperator, Task> prepare, Func<TestPlatform, Task> act, Func<TestPlatform, Task<bool>> isDone,
        Func<TestPlatform, Task> check)
    {
        await using var platform = await environment.PlatformAsync();
        string? reached;
        await using (var point = await FaultPoint.StartAsync(platform, number))
        {
            await point.Operator.BecomeReadyAsync();
            await prepare(platform, point.Operator);
            point.IsArmed = true;
            await act(platform);
            await Eventually.BeTrueAsync(async () => point.IsReached || (await isDone(platform) && await IsAtRestAsync(point, platform)),
                TimeSpan.FromSeconds(60), $"point {number} is reached");
            reached = point.Reached;
        }
        await ExpireLeasesAsync(platform);
        await using var next = await platform.StartOperatorAsync();
        await Eventually.BeTrueAsync(() => isDone(platform), TimeSpan.FromSeconds(90),
            $"after a kill at point {number} ({reached}) it converges");
        // What one look at the status shows may still be what the dead one saw.
        if (await platform.FindAsync(platform.Name("arnhem")) is not null) await next.ReconciledAsync(platform.Name("arnhem"));
        await check(platform);
        return reached;
    }

    // The last changes of a look are its events, made after the status says that all is done.
    private static async Task<bool> IsAtRestAsync(FaultPoint point, TestPlatform platform)
    {
        if (await platform.FindAsync(platform.Name("arnhem")) is not null) await point.Operator.ReconciledAsync(platform.Name("arnhem"));
        return true;
    }

    // As time would.
    private static async Task ExpireLeasesAsync(TestPlatform platform)
    {
        foreach (var lease in (await platform.Client.CoordinationV1.ListNamespacedLeaseAsync(platform.SystemNamespace)).Items)
            await platform.Client.CoordinationV1.DeleteNamespacedLeaseAsync(lease.Metadata.Name, platform.SystemNamespace);
    }

    // By the operator that will be killed: its faults are counted only from then on.
    private static async Task MakeAsync(TestPlatform platform, RunningOperator running)
    {
        await platform.ReadyAsync((await platform.ApplyAsync("arnhem")).Metadata.Name);
        // The look that made it ready may still have events to publish, which are no part of what comes next.
        await running.ReconciledAsync(platform.Name("arnhem"));
    }

    private static async Task<bool> IsReadyAsync(TestPlatform platform) =>
        await platform.FindAsync(platform.Name("arnhem")) is { } found
        && found.Status?.Condition(ConditionTypes.Ready)?.Status == "True"
        && found.Status.Condition(ConditionTypes.Rotating)?.Status == "False";

    private static async Task<bool> IsRotatedAsync(TestPlatform platform)
    {
        var secret = await platform.Client.CoreV1.ReadNamespacedSecretAsync(platform.Names("arnhem").DatabaseSecret, platform.Namespace);
        return secret.Metadata.Annotations[WellKnown.RotatedForAnnotation] == "1" && await IsReadyAsync(platform)
            && (await OpenRolesAsync(platform, platform.Names("arnhem"))).Count == 1;
    }

    private static async Task WorksAsync(TestPlatform platform)
    {
        var names = platform.Names("arnhem");
        var secret = (await platform.SecretAsync(names.DatabaseSecret))!;
        await Eventually.BeTrueAsync(
            async () => (await OpenRolesAsync(platform, names)).SequenceEqual([secret["username"]], StringComparer.Ordinal));
        await using var connection = await platform.LogInAsync(names);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM session";
        (await command.ExecuteScalarAsync()).Should().Be(0L);
        foreach (var name in names.Secrets) (await platform.SecretAsync(name)).Should().NotBeNull(name);
        (await platform.Postgres.QueryAsync("SELECT name FROM tenant WHERE provisioned_at IS NOT NULL", platform.Database)).Should()
            .Equal(names.Tenant.Value);
    }

    private static async Task NothingIsLeftAsync(TestPlatform platform)
    {
        var names = platform.Names("arnhem");
        (await platform.Postgres.QueryAsync(
            $"SELECT datname FROM pg_database WHERE datname = '{names.Database}' UNION ALL SELECT rolname FROM pg_roles WHERE rolname "
                + $"LIKE '{names.Database}%'"))
            .Should().BeEmpty();
        (await platform.Postgres.QueryAsync("SELECT name FROM tenant", platform.Database)).Should().BeEmpty();
        foreach (var secret in names.Secrets) (await platform.SecretAsync(secret)).Should().BeNull(secret);
    }

    private static Task<IReadOnlyList<string>> OpenRolesAsync(TestPlatform platform, TenantNames names) =>
        platform.Postgres.QueryAsync(
            $"SELECT rolname FROM pg_roles WHERE rolcanlogin AND rolname IN ('{string.Join("','", names.LoginRoles)}')");
}
