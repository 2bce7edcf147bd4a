using IdBellen.Tenancy.TenantDatabase;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace IdBellen.Api.Identity.Passwords;

/// <summary>
/// A hash that belongs to no account, with the parameters of real ones, so that a comparison without a password takes the same time.
/// </summary>
internal sealed class PasswordDecoy(IOptions<PasswordHasherOptions> options)
{
    public static Account Nobody { get; } = new() { DisplayName = "" };

    public string Hash { get; } = new PasswordHasher<Account>(options).HashPassword(Nobody, Guid.NewGuid().ToString());
}
