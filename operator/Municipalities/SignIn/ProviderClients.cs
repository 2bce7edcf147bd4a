using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Naming;
using OpenIddict.Abstractions;

namespace IdBellen.Operator.Municipalities.SignIn;

/// <summary>The municipality's built-in OpenID provider knows its client. The provider itself runs in the api.</summary>
public sealed class BuiltInProvider(PostgresServer server, IServiceScopeFactory scopes)
{
    /// <summary>Registers or repairs the client; true when something had to be written.</summary>
    public async Task<bool> EnsureClientAsync(TenantNames names, OpenIddictApplicationDescriptor desired, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantConnection>().Open =
            await server.OpenAsync(names.Database, names.OwnerRole, cancellationToken);
        var applications = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
        if (await applications.FindByClientIdAsync(desired.ClientId!, cancellationToken) is not { } application)
        {
            await applications.CreateAsync(desired, cancellationToken);
            return true;
        }
        var found = new OpenIddictApplicationDescriptor();
        await applications.PopulateAsync(found, application, cancellationToken);
        if (BuiltInClient.Agree(found, desired) && await applications.ValidateClientSecretAsync(application, desired.ClientSecret!, cancellationToken))
            return false;
        await applications.UpdateAsync(application, desired, cancellationToken);
        return true;
    }

    /// <summary>Forgets the client, for a municipality with a provider of its own; true when there was one.</summary>
    public async Task<bool> RemoveClientAsync(TenantNames names, string clientId, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantConnection>().Open =
            await server.OpenAsync(names.Database, names.OwnerRole, cancellationToken);
        var applications = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
        if (await applications.FindByClientIdAsync(clientId, cancellationToken) is not { } application) return false;
        await applications.DeleteAsync(application, cancellationToken);
        return true;
    }
}
