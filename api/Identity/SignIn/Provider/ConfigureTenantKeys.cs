using IdBellen.Api.Platform.Tenants;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;

namespace IdBellen.Api.Identity.SignIn.Provider;

/// <summary>Issuer, signing key and encryption key of the request's tenant.</summary>
internal sealed class ConfigureTenantKeys(IHttpContextAccessor http) : IConfigureOptions<OpenIddictServerOptions>
{
    public void Configure(OpenIddictServerOptions options)
    {
        var tenant = http.HttpContext!.RequestServices.GetRequiredService<CurrentTenant>().Value;
        options.Issuer = new Uri(tenant.Origin + "/");
        options.SigningCredentials.Add(new SigningCredentials(tenant.Provider.SigningKey, SecurityAlgorithms.EcdsaSha256));
        options.EncryptionCredentials.Add(new EncryptingCredentials(
            tenant.Provider.EncryptionKey, SecurityAlgorithms.Aes256KW, SecurityAlgorithms.Aes256CbcHmacSha512));
    }
}
