using IdBellen.Tenancy.TenantDatabase;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace IdBellen.Tests.Integration.Api.Identity.SignIn;

/// <summary>The real hasher; counts how often it compares.</summary>
public sealed class CountingHasher(IOptions<PasswordHasherOptions> options) : PasswordHasher<Account>(options)
{
    private int count;

    public int Count => Volatile.Read(ref count);

    public override PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword)
    {
        Interlocked.Increment(ref count);
        return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
    }
}
