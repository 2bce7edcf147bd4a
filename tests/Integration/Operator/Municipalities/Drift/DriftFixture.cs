using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Operator.Municipalities.Drift;

/// <summary>One municipality for all changes of a class: each is made after the one before it has been repaired.</summary>
public sealed class DriftFixture(TestEnvironment environment) : IAsyncLifetime
{
    public DriftScene Scene { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Scene = await DriftScene.StartAsync(environment);

    public async ValueTask DisposeAsync()
    {
        if (Scene is not null) await Scene.DisposeAsync();
    }
}
