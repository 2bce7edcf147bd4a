using System.Net.Mail;
using IdBellen.Api.Refusals;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Agents;

/// <summary>A municipal admin creates an account. Its owner sets a password with the one-time link in the answer.</summary>
public sealed class CreateAccount(
    CurrentTenant current, CurrentCaller caller, UserManager<Account> accounts, TenantDbContext database, PasswordLink links, TimeProvider time)
{
    private const int MaxNameLength = 100;
    private const int MaxEmailLength = 200;

    public async Task<Outcome<CreatedAccount>> ExecuteAsync(string email, string displayName, Role role, CancellationToken cancellationToken)
    {
        if (caller.Admin is null) return caller.PersonRefusal;
        if (current.Value.Spec.SignIn is not null) return Refusal.AccountsElsewhere;
        var address = email.Trim();
        var name = displayName.Trim();
        if (name.Length is 0 or > MaxNameLength || address.Length > MaxEmailLength || !MailAddress.TryCreate(address, out _)) return Refusal.AccountInvalid;

        var account = new Account { Id = Guid.CreateVersion7(time.GetUtcNow()), UserName = address, Email = address, DisplayName = name, CreatedAt = time.GetUtcNow() };
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await accounts.FindByNameAsync(address) is not null) return Refusal.AccountExists;
        if (!(await accounts.CreateAsync(account)).Succeeded) return Refusal.AccountInvalid;
        if (!(await accounts.AddToRoleAsync(account, role == Role.Admin ? AccountRoles.Admin : AccountRoles.Agent)).Succeeded) return Refusal.AccountInvalid;
        await transaction.CommitAsync(cancellationToken);
        return new CreatedAccount(
            new AccountView { Id = account.Id, Email = address, DisplayName = name, Roles = [role], Activated = false },
            await links.ForAsync(account));
    }
}

/// <summary>A new account.</summary>
public sealed record CreatedAccount(AccountView Account, string SetPasswordLink)
{
    /// <summary>It can't be used until a password is set.</summary>
    public AccountView Account { get; } = Account;

    /// <summary>A link that works once; its secret is in the fragment, which browsers do not send.</summary>
    public string SetPasswordLink { get; } = SetPasswordLink;
}
