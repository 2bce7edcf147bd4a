namespace IdBellen.Tests.Support.Environment;

/// <summary>One platform for all tests of a class that change nothing there, or nothing that another one looks at.</summary>
public sealed class SharedPlatform(TestEnvironment environment) : IAsyncDisposable
{
    private Task<TestPlatform>? platform;

    /// <summary>Made for the first test that asks.</summary>
    public Task<TestPlatform> PlatformAsync() => platform ??= environment.PlatformAsync();

    public async ValueTask DisposeAsync()
    {
        if (platform is { IsCompletedSuccessfully: true }) await (await platform).DisposeAsync();
    }
}
