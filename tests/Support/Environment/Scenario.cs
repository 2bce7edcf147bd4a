using IdBellen.Tenancy.Resource;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace IdBellen.Tests.Support.Environment;

/// <summary>
/// How a test of the operator begins: what there is, and ready, before the test does anything. A test in which the order of these steps
/// matters takes them by itself, with <see cref="TestPlatform"/>.
/// </summary>
public sealed class Scenario
{
    private readonly Func<Task<TestPlatform>> platform;
    private readonly bool ownsPlatform;
    private readonly List<(string Name, Func<MunicipalitySpec, MunicipalitySpec>? Change)> municipalities = [];
    private Func<TestPlatform, Task<RunningOperator>>? start;

    private Scenario(Func<Task<TestPlatform>> platform, bool ownsPlatform) => (this.platform, this.ownsPlatform) = (platform, ownsPlatform);

    /// <summary>On a platform of its own, which goes with the scene.</summary>
    public static Scenario On(TestEnvironment environment) => new(environment.PlatformAsync, ownsPlatform: true);

    /// <summary>On a platform that the test has already, and disposes of itself.</summary>
    public static Scenario On(TestPlatform platform) => new(() => Task.FromResult(platform), ownsPlatform: false);

    /// <summary>With an operator in this process.</summary>
    /// <param name="configure">What this one is told besides.</param>
    public Scenario WithOperator(Action<WebApplicationBuilder>? configure = null)
    {
        start = at => at.StartOperatorAsync(configure);
        return this;
    }

    /// <summary>With an operator that has its time from this clock.</summary>
    public Scenario WithOperator(TimeProvider time) => WithOperator(builder => builder.Services.AddSingleton(time));

    /// <summary>With an operator that reaches PostgreSQL by a line that the test can cut.</summary>
    public Scenario WithOperator(CuttableLine line)
    {
        start = at => at.StartOperatorAsync(line);
        return this;
    }

    /// <summary>With a municipality. The scene knows the first one best.</summary>
    /// <param name="municipality">As the test knows it.</param>
    /// <param name="change">What its specification has instead.</param>
    public Scenario WithMunicipality(string municipality, Func<MunicipalitySpec, MunicipalitySpec>? change = null)
    {
        municipalities.Add((municipality, change));
        return this;
    }

    /// <summary>Makes all of it, one after the other, and waits for each until it is ready.</summary>
    public async Task<Scene> ReadyAsync()
    {
        var scene = new Scene(await platform(), ownsPlatform);
        try
        {
            if (start is not null) await scene.StartAsync(start);
            foreach (var (municipality, change) in municipalities) await scene.AddAsync(municipality, change);
            return scene;
        }
        catch
        {
            await scene.DisposeAsync();
            throw;
        }
    }
}
