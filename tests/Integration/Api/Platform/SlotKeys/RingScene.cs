using IdBellen.Api.Platform.SlotKeys;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Retention;
using IdBellen.Tenancy.SlotKeys;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IdBellen.Tests.Integration.Api.Platform.SlotKeys;

/// <summary>Slot keys of one municipality, as two replicas would hold them: each remembers only what it made or read.</summary>
internal sealed class RingScene : IDisposable
{
    private readonly ServedMunicipality municipality;
    private readonly Tenant tenant;
    private readonly List<SlotKeyRing> rings = [];

    private RingScene(ServedMunicipality municipality, Tenant tenant)
    {
        this.municipality = municipality;
        this.tenant = tenant;
    }

    public ShiftedTime Time { get; } = new();

    public TimeSpan Retention { get; } = TimeSpan.FromMinutes(60);

    public static async Task<RingScene> CreateAsync(ApiFixture fixture)
    {
        // The replica that serves the municipality would be a third: it looks once at the keys of one that is new, and puts back what it
        // saw.
        await fixture.Services.GetServices<IHostedService>().OfType<SlotKeyKeeper>().Single()
            .StopAsync(TestContext.Current.CancellationToken);
        var municipality = await fixture.MunicipalityAsync();
        fixture.Services.GetRequiredService<ServedTenants>().TryFindByHost($"{municipality.Name}.localhost", out var tenant);
        return new RingScene(municipality, tenant!);
    }

    /// <summary>A replica with the clock of the scene, or one of its own.</summary>
    public SlotKeyRing Replica(TimeProvider? time = null)
    {
        var ring = new SlotKeyRing(tenant.Uid, tenant.Database, new RetentionSwitches(), time ?? Time);
        ring.Use(tenant.Key);
        rings.Add(ring);
        return ring;
    }

    /// <summary>The ids of the keys that the database has.</summary>
    public Task<IReadOnlyList<string>> StoredAsync() =>
        municipality.QueryAsync($"SELECT replace(key_id::text, '-', '') FROM ({SlotKeyTables.All}) ring ORDER BY expires_at, 1");

    /// <summary>What a crash of the server does to unlogged tables.</summary>
    public Task LoseAsync() => municipality.ExecuteAsync($"TRUNCATE {string.Join(", ", SlotKeyTables.Names)}");

    public Task ExecuteAsync(string sql) => municipality.ExecuteAsync(sql);

    public ServedMunicipality Municipality => municipality;

    public void Dispose()
    {
        foreach (var ring in rings) ring.Dispose();
    }
}
