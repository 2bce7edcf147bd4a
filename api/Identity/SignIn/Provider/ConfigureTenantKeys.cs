using IdBellen.Api.Tenants;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;

namespace IdBellen.Api.SignIn.Provider;

/// <summary>Issuer, signing key and encryption key of the request's tenant.</summary>
public sealed class ConfigureTenantKeys(IHttpContextAccessor http) : IConfigureOptions<OpenIddictServerOptions>
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
