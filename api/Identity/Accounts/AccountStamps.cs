using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Api.Agents.Accounts;

public static class AccountStamps
{
    /// <summary>
    /// Voids what was given out on the old state of an account: one-time links, the cookie of the built-in provider, and a change that somebody
    /// else is about to write (the two stamps of ASP.NET Core Identity).
    /// </summary>
    public static void RenewStamps(this Account account)
    {
        account.SecurityStamp = Guid.NewGuid().ToString();
        account.ConcurrencyStamp = Guid.NewGuid().ToString();
    }
}
