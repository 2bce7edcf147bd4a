using System.Net.Mail;
using IdBellen.Api.Audit;
using IdBellen.Api.Refusals;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.AspNetCore.Identity;

namespace IdBellen.Api.Agents.Accounts;

/// <summary>A municipal admin creates an account. Its owner sets a password with the one-time link in the answer.</summary>
public sealed class CreateAccount(
    AccountChange change, UserManager<Account> accounts, TenantDbContext database, PasswordLink links, AuditTrail audit, TimeProvider time)
{
    private const int MaxNameLength = 100;
    private const int MaxEmailLength = 200;

    public Task<Outcome<CreatedAccount>> ExecuteAsync(string email, string displayName, Role role, CancellationToken cancellationToken) => change.ExecuteAsync(
        async Task<Outcome<CreatedAccount>> (admin) =>
        {
            var address = email.Trim();
            var name = displayName.Trim();
            if (name.Length is 0 or > MaxNameLength || address.Length > MaxEmailLength || !MailAddress.TryCreate(address, out _)) return Refusal.AccountInvalid;

            var account = new Account { Id = Guid.CreateVersion7(time.GetUtcNow()), UserName = address, Email = address, DisplayName = name, CreatedAt = time.GetUtcNow() };
            if (await accounts.FindByNameAsync(address) is not null) return Refusal.AccountExists;
            if (!(await accounts.CreateAsync(account)).Succeeded) return Refusal.AccountInvalid;
            if (!(await accounts.AddToRoleAsync(account, ChangeRoles.NameOf(role))).Succeeded) return Refusal.AccountInvalid;
            await audit.WriteAsync(AuditAction.AccountCreated, admin, account, cancellationToken);
            var view = (await database.AccountViewsAsync(database.Users.Where(one => one.Id == account.Id), admin, cancellationToken))[0];
            return new CreatedAccount(view, await links.ForAsync(account));
        },
        cancellationToken);
}

/// <summary>A new account.</summary>
public sealed record CreatedAccount(AccountView Account, string SetPasswordLink)
{
    /// <summary>It can't be used until a password is set.</summary>
    public AccountView Account { get; } = Account;

    /// <summary>A link that works once; its secret is in the fragment, which browsers do not send.</summary>
    public string SetPasswordLink { get; } = SetPasswordLink;
}
