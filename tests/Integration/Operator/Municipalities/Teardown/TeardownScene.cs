using IdBellen.Operator.Receipts;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;
using k8s;

namespace IdBellen.Tests.Integration.Operator.Municipalities.Teardown;

/// <summary>What tests of a teardown do before it and look at after it.</summary>
internal static class TeardownScene
{
    /// <summary>A living api process that says it serves the municipality; gives its id.</summary>
    public static async Task<Guid> ServeAsync(this TestPlatform platform, string uid)
    {
        var id = Guid.NewGuid();
        await platform.Postgres.ExecuteAsync(
            $"INSERT INTO replica (id, seen_at, synced) VALUES ('{id}', now() + interval '1 hour', true); INSERT INTO replica_tenant "
                + $"VALUES ('{id}', '{uid}', '1')",
            platform.Database);
        return id;
    }

    public static Task<Municipality> StageAsync(this TestPlatform platform, string name, string stage) => Eventually.GetAsync(async () =>
        await platform.FindAsync(name) is { } found && found.Status?.Teardown?.Stage == stage ? found : null,
        what: $"{name} is at {stage}");

    public static async Task NothingIsLeftAsync(this TestPlatform platform, TenantNames names)
    {
        (await platform.Postgres.QueryAsync(
            $"SELECT datname FROM pg_database WHERE datname = '{names.Database}' UNION ALL SELECT rolname FROM pg_roles WHERE rolname "
                + $"LIKE '{names.Database}%'"))
            .Should().BeEmpty();
        (await platform.Postgres.QueryAsync($"SELECT name FROM tenant WHERE name = '{names.Tenant}'", platform.Database)).Should()
            .BeEmpty();
        foreach (var secret in names.Secrets) (await platform.SecretAsync(secret)).Should().BeNull(secret);
    }

    /// <summary>
    /// The receipt as a platform admin gets it; verified with the published key, and the same bytes as in the platform database.
    /// </summary>
    public static async Task<TeardownReceipt> ReceiptAsync(this TestPlatform platform, Municipality deleted)
    {
        var text = await platform.ReceiptTextAsync(deleted);
        (await platform.Postgres.QueryAsync($"SELECT receipt FROM teardown WHERE uid = '{deleted.Uid}'", platform.Database)).Should()
            .Equal(text);
        var keys = await platform.Client.CoreV1.ReadNamespacedConfigMapAsync(ReceiptKeys.ConfigMapName, platform.SystemNamespace);
        foreach (var pem in keys.Data.Values)
        {
            using var key = ReceiptKey.ReadPublic(pem)!;
            if (SignedReceipt.Verify(text, key).Receipt is { } receipt) return receipt;
        }
        throw new InvalidOperationException($"No published key verifies {text}");
    }

    public static async Task<string> ReceiptTextAsync(this TestPlatform platform, Municipality deleted) =>
        (await platform.Client.CoreV1.ReadNamespacedConfigMapAsync(ReceiptStore.NameOf(deleted),
            platform.SystemNamespace)).Data[ReceiptStore.Entry];
}
