using System.Net.Mail;
using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Identity.Audit;
using IdBellen.Api.Identity.Passwords;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Tenancy.TenantDatabase;
using IdBellen.Tenancy.Texts;
using Microsoft.AspNetCore.Identity;

namespace IdBellen.Api.Identity.Accounts;

/// <summary>A municipal admin creates an account. Its owner sets a password with a one-time link.</summary>
internal sealed class CreateAccount(
    AccountChange change, UserManager<Account> accounts, TenantDbContext database, PasswordLink links, HandOutLink handOut,
    AuditTrail audit, TimeProvider time)
{
    private const int MaxNameLength = 100;
    private const int MaxEmailLength = 200;

    public async Task<Outcome<AccountWithLink>> ExecuteAsync(
        string email, string displayName, Role role, CancellationToken cancellationToken) =>
        await handOut.ExecuteAsync(await CreateAsync(email, displayName, role, cancellationToken), cancellationToken);

    private Task<Outcome<AccountWithLink>> CreateAsync(
        string email, string displayName, Role role, CancellationToken cancellationToken) => change.ExecuteAsync(
        async Task<Outcome<AccountWithLink>> (admin) =>
        {
            var address = email.Trim();
            var name = HiddenCharacters.Strip(displayName).Trim();
            if (name.Length is 0 or > MaxNameLength || address.Length > MaxEmailLength || !MailAddress.TryCreate(address, out _))
                return Refusal.AccountInvalid;

            var account = new Account
            {
                Id = Guid.CreateVersion7(time.GetUtcNow()),
                UserName = address,
                Email = address,
                DisplayName = name,
                CreatedAt = time.GetUtcNow()
            };
            if (await accounts.FindByNameAsync(address) is not null) return Refusal.AccountExists;
            if (!(await accounts.CreateAsync(account)).Succeeded) return Refusal.AccountInvalid;
            if (!(await accounts.AddToRoleAsync(account, ChangeRoles.NameOf(role))).Succeeded) return Refusal.AccountInvalid;
            await audit.WriteAsync(AuditAction.AccountCreated, admin, account, cancellationToken);
            return new AccountWithLink(await database.AccountViewAsync(account.Id, admin, cancellationToken), links.For(account));
        },
        cancellationToken);
}
