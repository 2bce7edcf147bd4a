using IdBellen.Api.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.AspNetCore.Identity;
using Microsoft.IdentityModel.Tokens;

namespace IdBellen.Api.Agents;

/// <summary>
/// A one-time link with which the owner of an account sets a password. Its secret is in the fragment: browsers do not send it, so it is in no log.
/// Setting a password changes the account's security stamp, which ends the link.
/// </summary>
public sealed class PasswordLink(CurrentTenant current, UserManager<Account> accounts)
{
    public const string Path = "/account/password";

    public async Task<string> ForAsync(Account account) =>
        $"{current.Value.Origin}{Path}#{Base64UrlEncoder.Encode(await accounts.GeneratePasswordResetTokenAsync(account))}";
}
