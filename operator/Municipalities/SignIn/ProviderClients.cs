using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Naming;
using OpenIddict.Abstractions;

namespace IdBellen.Operator.Municipalities.SignIn;

/// <summary>Registers the client of the municipality's built-in OpenID provider, which runs in the api.</summary>
internal sealed class ProviderClients(PostgresServer server, IServiceScopeFactory scopes)
{
    /// <summary>Registers or repairs the client; true when something had to be written.</summary>
    public async Task<bool> EnsureClientAsync(
        TenantNames names, OpenIddictApplicationDescriptor desired, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<SignInStoreConnection>().Open =
            await server.OpenAsync(names.Database, names.OwnerRole, cancellationToken);
        var applications = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
        if (await applications.FindByClientIdAsync(desired.ClientId!, cancellationToken) is not { } application)
        {
            await applications.CreateAsync(desired, cancellationToken);
            return true;
        }
        var found = new OpenIddictApplicationDescriptor();
        await applications.PopulateAsync(found, application, cancellationToken);
        if (BuiltInClient.Agree(found, desired)
            && await applications.ValidateClientSecretAsync(application, desired.ClientSecret!, cancellationToken))
            return false;
        await applications.UpdateAsync(application, desired, cancellationToken);
        return true;
    }

    /// <summary>Removes the client, for a municipality with its own provider. Returns whether it existed.</summary>
    public async Task<bool> RemoveClientAsync(TenantNames names, string clientId, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<SignInStoreConnection>().Open =
            await server.OpenAsync(names.Database, names.OwnerRole, cancellationToken);
        var applications = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
        if (await applications.FindByClientIdAsync(clientId, cancellationToken) is not { } application) return false;
        await applications.DeleteAsync(application, cancellationToken);
        return true;
    }
}
