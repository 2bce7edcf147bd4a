using IdBellen.Api.Agents;
using IdBellen.Api.GraphQL.Transport.WebSockets;
using IdBellen.Api.SignIn;
using IdBellen.Api.SignIn.Sessions;
using IdBellen.Api.Tenants;

namespace IdBellen.Api.GraphQL;

/// <summary>A WebSocket's caller is who sent the request that opened it; an exchange may show its token in <c>connection_init</c> instead.</summary>
public sealed class SocketCallers(TenantRegistry registry, TenantScopes scopes) : ISocketCallers
{
    public ISocketCaller? Identify(HttpContext upgrade, string? authorization)
    {
        var tenant = upgrade.RequestServices.GetRequiredService<CurrentTenant>().Value;
        var shown = BearerToken.Of(authorization) ?? BearerToken.Of(upgrade.Request.Headers.Authorization);
        if (shown is null && authorization is not null) return null;
        if (shown is not null && !tenant.IsExchangeToken(shown)) return null;
        return new SocketCaller(this, tenant, shown, upgrade.RequestServices.GetRequiredService<CurrentCaller>().Value);
    }

    // The right to ask is looked at for each operation: a socket can be older than the tenant's token, its settings or the sign-in.
    private async Task<AsyncServiceScope> OpenAsync(Tenant first, string? token, Caller caller, CancellationToken cancellationToken)
    {
        var tenant = registry.TryFindByUid(first.Uid, out var current) ? current : throw new TenantGoneException();
        var scope = scopes.Open(tenant);
        scope.ServiceProvider.GetRequiredService<CurrentCaller>().Value = token switch
        {
            not null => tenant.IsExchangeToken(token) ? new Caller.Exchange() : new Caller.Citizen(),
            _ => caller is Caller.Person person
                ? await scope.ServiceProvider.GetRequiredService<SignedInSessions>().RenewAsync(person, cancellationToken) ?? (Caller)new Caller.Citizen()
                : caller,
        };
        return scope;
    }

    private sealed class SocketCaller(SocketCallers callers, Tenant tenant, string? token, Caller caller) : ISocketCaller
    {
        public Task<AsyncServiceScope> OpenScopeAsync(CancellationToken cancellationToken) => callers.OpenAsync(tenant, token, caller, cancellationToken);
    }
}
