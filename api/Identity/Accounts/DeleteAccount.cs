using GraphQL;
using IdBellen.Api.Identity.Audit;
using IdBellen.Api.Identity.Passwords;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Api.Identity.Accounts;

/// <summary>Deletes an account. Admins can delete their own account as long as another admin remains. The logs keep its name.</summary>
internal sealed class DeleteAccount(
    AccountChange change, TenantDbContext database, FirstAdminLink firstAdmin, EndAccess end, AuditTrail audit)
{
    public Task<Outcome<DeletedAccount>> ExecuteAsync(Guid accountId, CancellationToken cancellationToken) => change.ExecuteAsync(
        accountId,
        async Task<Outcome<DeletedAccount>> (admin, account) =>
        {
            if (await database.IsLastAdminAsync(accountId, cancellationToken)) return Refusal.LastAdmin;
            await end.OfAccountAsync(accountId, cancellationToken);
            // An unused link of a first admin would create the account again.
            await firstAdmin.RedeemAsync(account.Email!, cancellationToken);
            // Its roles and recovery codes go with it.
            database.Users.Remove(account);
            await audit.WriteAsync(AuditAction.AccountDeleted, admin, account, cancellationToken);
            return new DeletedAccount(accountId);
        },
        cancellationToken);
}

/// <summary>The account was deleted.</summary>
internal sealed record DeletedAccount([property: Id] Guid AccountId);
