using System.Net;
using IdBellen.Tenancy.Naming;
using IdBellen.Tests.Support.Environment;
using Npgsql;
using k8s;
using k8s.Autorest;

namespace IdBellen.Tests.Integration.Operator.Municipalities.RandomFaults;

/// <summary>
/// What platform admins, and people who should not, do to one municipality, one thing after the other. The seed decides what; each thing is
/// done whatever has become of the one before.
/// </summary>
internal sealed class RandomOperations(int seed, TestPlatform platform, string municipality)
{
    private static readonly string[] Drifts =
    [
        "ALTER ROLE \"{0}_a\" PASSWORD 'another'",
        "ALTER ROLE \"{0}_a\" NOLOGIN",
        "ALTER ROLE \"{0}_b\" LOGIN PASSWORD 'another'",
        "REVOKE \"{0}_app\" FROM \"{0}_a\"",
        "REVOKE CONNECT ON DATABASE \"{0}\" FROM \"{0}_app\"",
        "ALTER DATABASE \"{0}\" ALLOW_CONNECTIONS false",
        "DROP ROLE \"{0}_b\"",
        "DROP DATABASE \"{0}\" WITH (FORCE)",
    ];

    private readonly Random random = new(seed);

    public TenantNames Names => platform.Names(municipality);

    /// <summary>Whether the resource is wanted now.</summary>
    public bool IsWanted { get; private set; }

    public async Task RunAsync(int operations, CancellationToken cancellationToken)
    {
        for (var i = 0; i < operations && !cancellationToken.IsCancellationRequested; i++)
        {
            await NextAsync();
            // People pause, sometimes long enough for something to be finished.
            await Task.Delay(random.Next(random.Next(4) == 0 ? 2500 : 250), cancellationToken);
        }
    }

    private Task NextAsync()
    {
        if (!IsWanted) return CreateAsync();
        return random.Next(100) switch
        {
            < 14 => DeleteAsync(),
            < 34 => EditAsync(
                $$$$"""{"spec":{"displayName":"Gemeente {{{{random.Next(1000)}}}}","wrapUp":"{{{{random.Next(1, 10)}}}}m"}}"""),
            < 44 => EditAsync("""{"spec":{"irma":{"resultPublicKeyRef":{"key":"nothing"}}}}"""),
            < 54 => EditAsync("""{"spec":{"irma":{"resultPublicKeyRef":{"key":"publicKey"}}}}"""),
            < 69 => DeleteSecretAsync(Names.Secrets[random.Next(Names.Secrets.Count)]),
            < 84 => DriftAsync(Drifts[random.Next(Drifts.Length)]),
            < 94 => platform.RotateAsync(Names.Tenant.Value, $"{random.Next()}"),
            _ => platform.TouchAsync(Names.Tenant.Value),
        };
    }

    /// <summary>Ends every invalid edit, and makes the operator look at once at what raises no event.</summary>
    public Task RepairAsync() =>
        EditAsync("""{"spec":{"irma":{"resultPublicKeyRef":{"key":"publicKey"}}},"metadata":{"annotations":{"test":"end"}}}""");

    private async Task CreateAsync()
    {
        // Like kubectl apply, which is refused while one of the same name is still being taken down.
        await platform.GoneAsync(Names.Tenant.Value, RandomFaultTests.Patience);
        await platform.CreateAsync(platform.Sample(municipality));
        IsWanted = true;
    }

    private async Task DeleteAsync()
    {
        await platform.DeleteAsync(Names.Tenant.Value);
        IsWanted = false;
    }

    private async Task EditAsync(string patch) => await platform.PatchAsync(Names.Tenant.Value, patch);

    private async Task DeleteSecretAsync(string name)
    {
        try
        {
            await platform.Client.CoreV1.DeleteNamespacedSecretAsync(name, platform.Namespace);
        }
        catch (HttpOperationException fault) when (fault.Response.StatusCode == HttpStatusCode.NotFound)
        {
            // Not made yet.
        }
    }

    private async Task DriftAsync(string change)
    {
        try
        {
            await platform.Postgres.ExecuteAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, change, Names.Database));
        }
        catch (NpgsqlException)
        {
            // Not made yet, just being changed by the operator, or the server is being restarted.
        }
    }
}
