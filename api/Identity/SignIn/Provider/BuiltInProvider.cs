using IdBellen.Api.Identity.SignIn.Schemes;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Hosting;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.Extensions.Options;
using OpenIddict.Server;

namespace IdBellen.Api.Identity.SignIn.Provider;

/// <summary>
/// The OpenID provider for municipalities that keep their accounts here: OpenIddict over the tenant's own database, with issuer and keys of
/// the tenant, so that a token of one is nothing to another.
/// </summary>
internal static class BuiltInProvider
{
    public static void AddBuiltInProvider(this IServiceCollection services, HostingOptions hosting)
    {
        services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<TenantDbContext>())
            .AddServer(server =>
            {
                server.SetAuthorizationEndpointUris("connect/authorize").SetTokenEndpointUris("connect/token")
                    .SetEndSessionEndpointUris("connect/logout");
                server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
                server.RegisterScopes("profile", "email", "roles");
                server.SetAuthorizationCodeLifetime(TimeSpan.FromMinutes(2)).SetAccessTokenLifetime(TimeSpan.FromMinutes(5));
                var web = server.UseAspNetCore().EnableAuthorizationEndpointPassthrough().EnableEndSessionEndpointPassthrough();
                if (hosting.Scheme == Uri.UriSchemeHttp) web.DisableTransportSecurityRequirement();
            });
        services.AddSingleton<IConfigureOptions<OpenIddictServerOptions>, ConfigureTenantKeys>();
        services.AddSingleton<IOptionsMonitor<OpenIddictServerOptions>>(provider => new TenantOptions<OpenIddictServerOptions>(
            provider.GetRequiredService<IOptionsFactory<OpenIddictServerOptions>>(), provider.GetRequiredService<IHttpContextAccessor>(),
            provider.GetRequiredService<ServedTenants>(), tenant => (tenant.Origin, tenant.Provider.SigningKey.KeyId, tenant.Key.Id)));
    }
}
