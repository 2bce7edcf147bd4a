using IdBellen.Tenancy.TenantDatabase;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace IdBellen.Api.Agents.Passwords;

/// <summary>A hash of no account, made as those of accounts are: to compare with when there is no password, at the same cost.</summary>
public sealed class PasswordDecoy(IOptions<PasswordHasherOptions> options)
{
    public static Account Nobody { get; } = new() { DisplayName = "" };

    public string Hash { get; } = new PasswordHasher<Account>(options).HashPassword(Nobody, Guid.NewGuid().ToString());
}
