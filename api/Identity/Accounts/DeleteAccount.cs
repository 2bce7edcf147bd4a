using GraphQL;
using IdBellen.Api.Audit;
using IdBellen.Api.Refusals;
using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Api.Agents.Accounts;

/// <summary>An admin deletes an account, the own one too as long as another admin is left. The logs keep its name.</summary>
public sealed class DeleteAccount(AccountChange change, TenantDbContext database, FirstAdminLink firstAdmin, EndAccess end, AuditTrail audit)
{
    public Task<Outcome<DeletedAccount>> ExecuteAsync(Guid accountId, CancellationToken cancellationToken) => change.ExecuteAsync(
        accountId,
        async Task<Outcome<DeletedAccount>> (admin, account) =>
        {
            if (await database.IsLastAdminAsync(accountId, cancellationToken)) return Refusal.LastAdmin;
            await end.OfAccountAsync(accountId, cancellationToken);
            // The link of a first admin that was never used would make the account anew.
            await firstAdmin.RedeemAsync(account.Email!, cancellationToken);
            // Its roles and recovery codes go with it.
            database.Users.Remove(account);
            await audit.WriteAsync(AuditAction.AccountDeleted, admin, account, cancellationToken);
            return new DeletedAccount(accountId);
        },
        cancellationToken);
}

/// <summary>The account is gone.</summary>
public sealed record DeletedAccount([property: Id] Guid AccountId);
