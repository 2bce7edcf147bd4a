using System.Globalization;
using System.Security.Cryptography;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;
using Npgsql;
using k8s;
using k8s.Models;

namespace IdBellen.Tests.Integration.Operator.Municipalities.RandomFaults;

/// <summary>
/// Whatever goes wrong, and in whatever order, in the end everything is as it was asked for and nothing is left over.
/// <c>IDBELLEN_SEED</c> repeats the operations of a run (not their timing).
/// </summary>
[Takes(130)]
public sealed class RandomFaultTests(TestEnvironment environment, ITestOutputHelper output)
{
    private const int Municipalities = 8;
    private const int Operations = 26;

    // While everything breaks a teardown begins anew at each fault, and only gets through when its dozen of stages meet none.
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(240);

    [Fact]
    public async Task After_random_operations_under_random_faults_everything_converges_and_nothing_is_left_over()
    {
        var seed = int.TryParse(System.Environment.GetEnvironmentVariable("IDBELLEN_SEED"), CultureInfo.InvariantCulture, out var given)
            ? given : RandomNumberGenerator.GetInt32(1_000_000);
        output.WriteLine($"IDBELLEN_SEED={seed}");
        // A server of its own, because it is restarted again and again.
        await using var postgres = await PostgresInstance.StartOwnAsync();
        await using var platform = await TestPlatform.CreateAsync(await environment.KubernetesAsync(), postgres);
        await using var api = await FaultyApiServer.StartAsync(platform.Kubernetes);
        await using var line = new CuttableLine(platform.Postgres.Port);
        await using var process = new SupervisedOperator(platform, api, line);
        var all = Enumerable.Range(0, Municipalities).Select(i => new RandomOperations((seed * Municipalities) + i, platform, $"chaos{i}"))
            .ToList();
        for (var i = 0; i < all.Count; i++) await platform.ApplyKeyAsync($"chaos{i}");

        process.Start();
        await using (var disturbance = new Disturbance(seed, api, line, postgres, process))
        {
            await Task.WhenAll(all.Select(one => one.RunAsync(Operations, TestContext.Current.CancellationToken)));
            output.WriteLine(
                $"{Municipalities * Operations} operations, {disturbance.Inflicted} requests gone wrong, {disturbance.Outages} outages of "
                    + $"which {disturbance.ServerRestarts} restarts of PostgreSQL, {process.Starts} starts of the operator");
        }

        foreach (var crash in process.Crashes) output.WriteLine($"The operator could not start or end in order: {crash}");

        var wanted = all.Where(one => one.IsWanted).ToList();
        var unwanted = all.Except(wanted).ToList();
        output.WriteLine($"{wanted.Count} municipalities are wanted in the end");
        foreach (var one in wanted) await one.RepairAsync();
        foreach (var one in wanted) await ConvergesAsync(platform, one);
        foreach (var one in unwanted) await platform.GoneAsync(one.Names.Tenant.Value, Patience);
        await NothingIsLeftOverAsync(platform, wanted);
    }

    private static async Task ConvergesAsync(TestPlatform platform, RandomOperations one)
    {
        await platform.ConditionAsync(one.Names.Tenant.Value, ConditionTypes.Ready, condition => condition.Status == "True", Patience);
        await Eventually.BeTrueAsync(() => LogsInAsync(platform, one), Patience, $"{one.Names.Tenant}'s password works");
        foreach (var secret in one.Names.Secrets)
            await Eventually.BeTrueAsync(async () => await platform.SecretAsync(secret) is { Count: > 0 }, Patience, $"{secret} is there");
    }

    private static async Task<bool> LogsInAsync(TestPlatform platform, RandomOperations one)
    {
        if (await platform.SecretAsync(one.Names.DatabaseSecret) is not { } secret) return false;
        try
        {
            await using var connection = await TenantLogin.OpenAsync(secret);
            await using var command = new NpgsqlCommand("SELECT count(*) FROM session", connection);
            return await command.ExecuteScalarAsync() is long;
        }
        catch (PostgresException)
        {
            return false;
        }
    }

    // Of all that was ever applied, what there is must be exactly what the wanted ones need. What was made for a resource that vanished
    // while its operator died is found by a later search.
    private static async Task NothingIsLeftOverAsync(TestPlatform platform, List<RandomOperations> wanted)
    {
        var objects = wanted.Sum(one => one.Names.Roles.Append(one.Names.Database).Count());
        await Eventually.BeTrueAsync(
            async () => (await platform.InventoryAsync()).Count == objects
                && (await platform.Postgres.QueryAsync("SELECT uid FROM tenant UNION SELECT uid FROM accepted_spec", platform.Database))
                    .Count == wanted.Count,
            Patience, "nothing is left over");
        (await platform.InventoryAsync()).Should().BeEquivalentTo(wanted.SelectMany(one => one.Names.Roles.Append(one.Names.Database)));
        var resources = await platform.ListAsync();
        resources.Select(resource => resource.Metadata.Name).Should().BeEquivalentTo(wanted.Select(one => one.Names.Tenant.Value));
        (await platform.Postgres.QueryAsync("SELECT uid FROM tenant", platform.Database)).Should()
            .BeEquivalentTo(resources.Select(resource => resource.Uid));
        (await platform.Postgres.QueryAsync("SELECT tenant_uid FROM follow_up", platform.Database)).Should().BeEmpty();
        var secrets = await platform.Client.CoreV1.ListNamespacedSecretAsync(platform.Namespace,
            labelSelector: WellKnown.MunicipalityLabel);
        secrets.Items.Select(secret => secret.Name()).Where(name => !name.EndsWith("-irma", StringComparison.Ordinal))
            .Should().BeEquivalentTo(wanted.SelectMany(one => one.Names.Secrets));
    }
}
