using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Tests.Support.Environment;

/// <summary>What a <see cref="Scenario"/> has made.</summary>
public sealed class Scene : IAsyncDisposable
{
    private readonly bool ownsPlatform;
    private RunningOperator? running;
    private Municipality? first;

    internal Scene(TestPlatform platform, bool ownsPlatform) => (Platform, this.ownsPlatform) = (platform, ownsPlatform);

    public TestPlatform Platform { get; }

    /// <summary>Until it is stopped.</summary>
    public RunningOperator Operator => running ?? throw new InvalidOperationException("No operator runs in this scene.");

    /// <summary>The first municipality, as it was when it became ready.</summary>
    public Municipality Municipality => first ?? throw new InvalidOperationException("This scene has no municipality.");

    /// <summary>The names of its objects.</summary>
    public TenantNames Names => TestPlatform.NamesOf(Municipality);

    /// <summary>Its name in the cluster.</summary>
    public string Name => Municipality.Metadata.Name;

    public void Deconstruct(out TestPlatform platform, out TenantNames names) => (platform, names) = (Platform, Names);

    /// <summary>What it has made stays.</summary>
    public async Task StopOperatorAsync()
    {
        if (running is not null) await running.DisposeAsync();
        running = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopOperatorAsync();
        if (ownsPlatform) await Platform.DisposeAsync();
    }

    internal async Task StartAsync(Func<TestPlatform, Task<RunningOperator>> start)
    {
        running = await start(Platform);
        await running.BecomeReadyAsync();
    }

    internal async Task AddAsync(string municipality, Func<MunicipalitySpec, MunicipalitySpec>? change)
    {
        var applied = await Platform.ApplyAsync(municipality, change);
        var ready = await Platform.ReadyAsync(applied.Metadata.Name);
        first ??= ready;
    }
}
