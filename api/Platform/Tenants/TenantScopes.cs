using IdBellen.Api.Platform.Connections;

namespace IdBellen.Api.Platform.Tenants;

/// <summary>Scopes for work that no request started: callbacks' followers, feeds, subscriptions.</summary>
internal sealed class TenantScopes(IServiceScopeFactory scopes)
{
    /// <summary>A scope in which <see cref="CurrentTenant"/> and the tenant's database context are this tenant's.</summary>
    public AsyncServiceScope Open(Tenant tenant)
    {
        HeldConnections.Begin();
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentTenant>().Set(tenant);
        return scope;
    }
}
