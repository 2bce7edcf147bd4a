using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Api.Identity.Accounts;

internal static class AccountStamps
{
    /// <summary>
    /// Invalidates everything based on the previous state of an account: one-time links, the built-in provider's cookie, and concurrent
    /// changes (the two stamps of ASP.NET Core Identity).
    /// </summary>
    public static void RenewStamps(this Account account)
    {
        account.SecurityStamp = Guid.NewGuid().ToString();
        account.ConcurrencyStamp = Guid.NewGuid().ToString();
    }
}
