using System.Net;
using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Identity.SignedIn;
using IdBellen.Api.Identity.SignIn;
using IdBellen.Api.Platform.Connections;
using IdBellen.Api.Platform.Faults;
using IdBellen.Api.Platform.Tenants;
using IdBellen.GraphQL.WebSockets;

namespace IdBellen.Api.Web.GraphQL;

/// <summary>Identifies a WebSocket's client by the upgrade request, or, for an exchange, by a token in <c>connection_init</c>.</summary>
internal sealed class SocketClients(ServedTenants registry, TenantScopes scopes, FaultLog faults) : ISocketClients
{
    public ISocketClient? Identify(HttpContext upgrade, string? authorization)
    {
        var tenant = upgrade.RequestServices.GetRequiredService<CurrentTenant>().Value;
        var shown = BearerToken.Of(authorization) ?? BearerToken.Of(upgrade.Request.Headers.Authorization);
        if (shown is null && authorization is not null) return null;
        if (shown is not null && !tenant.IsExchangeToken(shown)) return null;
        return new SocketClient(this, tenant, shown, upgrade.RequestServices.GetRequiredService<CurrentActor>().Value,
            upgrade.RequestServices.GetRequiredService<CurrentAddress>().Value);
    }

    // The right to ask is looked at for each operation: a socket can be older than the tenant's token, its settings or the sign-in.
    private async Task<AsyncServiceScope> OpenAsync(
        Tenant first, string? token, Actor actor, IPAddress? address, CancellationToken cancellationToken)
    {
        var tenant = registry.TryFindByUid(first.Uid, out var served) ? served : throw new TenantGoneException();
        var scope = scopes.Open(tenant);
        scope.ServiceProvider.GetRequiredService<CurrentAddress>().Value = address;
        var share = scope.ServiceProvider.GetRequiredService<CurrentShare>();
        var current = scope.ServiceProvider.GetRequiredService<CurrentActor>();
        current.Value = token switch
        {
            not null => tenant.IsExchangeToken(token) ? new Actor.Exchange() : new Actor.Citizen(),
            _ => actor is Actor.Person person
                ? await scope.ServiceProvider.GetRequiredService<SignedInSessions>().RenewAsync(person, cancellationToken)
                    ?? (Actor)new Actor.Citizen()
                : actor,
        };
        share.Value = current.Value is Actor.Citizen ? ConnectionShare.Citizen : ConnectionShare.Staff;
        return scope;
    }

    private void Tell(Exception fault) => faults.Tell("An operation on a WebSocket failed", fault);

    private sealed class SocketClient(SocketClients clients, Tenant tenant, string? token, Actor actor, IPAddress? address)
        : ISocketClient
    {
        public bool IsKnown => token is not null || actor is not Actor.Citizen;

        public void Failed(Exception fault) => clients.Tell(fault);

        // Not async, so that the context that starts here applies to the calling operation.
        public Task<AsyncServiceScope> OpenScopeAsync(CancellationToken cancellationToken)
        {
            HeldConnections.Begin();
            return clients.OpenAsync(tenant, token, actor, address, cancellationToken);
        }
    }
}
