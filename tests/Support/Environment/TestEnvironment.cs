namespace IdBellen.Tests.Support.Environment;

/// <summary>
/// The real Kubernetes API and the real PostgreSQL, for all tests together. Started by whoever runs the tests
/// (<c>IDBELLEN_TEST_KUBECONFIG</c>, <c>IDBELLEN_PG_*</c>), else by the first test that needs them, and then stopped at the end.
/// </summary>
public sealed class TestEnvironment : IAsyncDisposable
{
    private readonly Lazy<Task<KubernetesApi>> kubernetes;
    private readonly Lazy<Task<PostgresInstance>> postgres;

    public TestEnvironment()
    {
        kubernetes = new(KubernetesApi.StartAsync);
        postgres = new(PostgresInstance.StartAsync);
    }

    /// <summary>The API server, with the CRD.</summary>
    public Task<KubernetesApi> KubernetesAsync() => kubernetes.Value;

    public Task<PostgresInstance> PostgresAsync() => postgres.Value;

    /// <summary>A namespace and a platform database of one's own, which has its tables already.</summary>
    public async Task<TestPlatform> PlatformAsync()
    {
        var server = await PostgresAsync();
        return await TestPlatform.CreateAsync(await KubernetesAsync(), server, await server.PreparedPlatformAsync());
    }

    /// <summary>One whose platform database is empty: for what the operator does at its very first start.</summary>
    public async Task<TestPlatform> EmptyPlatformAsync() => await TestPlatform.CreateAsync(await KubernetesAsync(), await PostgresAsync());

    public async ValueTask DisposeAsync()
    {
        if (kubernetes.IsValueCreated) await (await kubernetes.Value).DisposeAsync();
        if (postgres.IsValueCreated) await (await postgres.Value).DisposeAsync();
    }
}
