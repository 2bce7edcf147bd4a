using System.Security.Cryptography;
using System.Text;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.IdentityModel.Tokens;

namespace IdBellen.Api.Identity.SignIn.Provider;

/// <summary>What password and second factor an account has at a moment: a cookie made under others is worth nothing.</summary>
internal static class AccountState
{
    public static string Of(Account account) =>
        Base64UrlEncoder.Encode(SHA256.HashData([.. Encoding.UTF8.GetBytes(account.SecurityStamp!), .. account.SecondFactorSealed ?? []]));
}
