using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Encryption;
using Microsoft.AspNetCore.DataProtection;

namespace IdBellen.Api.Identity.SignIn;

/// <summary>
/// Protects cookies, sign-in state, antiforgery tokens and one-time links under the tenant's own key: every replica can read them, no other
/// tenant can, and they die with the tenant. The tenant is that of the request, decided at each use.
/// </summary>
internal sealed class TenantDataProtection(IHttpContextAccessor http) : IDataProtectionProvider
{
    public IDataProtector CreateProtector(string purpose) => new Protector(http, purpose);

    private sealed class Protector(IHttpContextAccessor http, string purpose) : IDataProtector
    {
        public IDataProtector CreateProtector(string purpose2) => new Protector(http, $"{purpose}/{purpose2}");

        public byte[] Protect(byte[] plaintext) => Seal().Close(plaintext, Guid.Empty, purpose);

        public byte[] Unprotect(byte[] protectedData) => Seal().Open(protectedData, Guid.Empty, purpose);

        private Seal Seal()
        {
            var context = http.HttpContext ?? throw new InvalidOperationException("Protected data belongs to a request.");
            return new Seal(context.RequestServices.GetRequiredService<CurrentTenant>().Value.Key, "data-protection");
        }
    }
}
