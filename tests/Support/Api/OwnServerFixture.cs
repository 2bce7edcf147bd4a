using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Support.Api;

/// <summary>
/// As <see cref="ApiFixture"/>, on a PostgreSQL server that nobody else uses: it may crash. What is committed there is on disk, as on a
/// real one.
/// </summary>
public class OwnServerFixture(TestEnvironment environment) : ApiFixture(environment)
{
    private PostgresInstance? postgres;

    protected override async Task<TestPlatform> PlatformAsync(TestEnvironment environment)
    {
        postgres = await StartAsync();
        await postgres.ExecuteAsync("ALTER SYSTEM SET synchronous_commit = on");
        await postgres.ExecuteAsync("SELECT pg_reload_conf()");
        return await TestPlatform.CreateAsync(await environment.KubernetesAsync(), postgres);
    }

    protected virtual Task<PostgresInstance> StartAsync() => PostgresInstance.StartOwnAsync();

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        if (postgres is not null) await postgres.DisposeAsync();
    }
}
