using IdBellen.Tenancy.PlatformDatabase;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Platform.Connections;

/// <summary>Builds the models of both databases before the server listens, so that no request waits for them.</summary>
internal sealed class BuildModels(DbContextOptions<TenantDbContext> tenants, IServiceScopeFactory scopes) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var tenant = new TenantDbContext(tenants);
        _ = tenant.Model;
        await using var scope = scopes.CreateAsyncScope();
        _ = scope.ServiceProvider.GetRequiredService<PlatformDbContext>().Model;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
