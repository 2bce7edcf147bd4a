using IdBellen.Api.Identity.Audit;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Identity.SecondFactor;

/// <summary>The owner of an account shows that the authenticator app works; only then does the account have a second factor.</summary>
internal sealed class SetUpSecondFactor(CurrentTenant current, TenantDbContext database, AuditTrail audit, TimeProvider time)
{
    public const string Column = "account.second_factor";

    /// <returns>Recovery codes, which cannot be shown again; null if the code is wrong or the account already has a second
    /// factor.</returns>
    public async Task<IReadOnlyList<string>?> ExecuteAsync(Account account, byte[] secret, string code, CancellationToken cancellationToken)
    {
        if (TimeCodes.StepOf(secret, code, time.GetUtcNow()) is not { } step) return null;
        var tenant = current.Value;
        var sealedSecret = tenant.AccountSeal.Close(secret, account.Id, Column);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var changed = await database.Users
            .Where(row => row.Id == account.Id && row.SecurityStamp == account.SecurityStamp && row.DisabledAt == null
                && row.SecondFactorSealed == null)
            .ExecuteUpdateAsync(
                row => row.SetProperty(one => one.SecondFactorSealed, sealedSecret).SetProperty(one => one.SecondFactorStep, step),
                cancellationToken);
        if (changed == 0) return null;
        await database.RecoveryCodes.Where(row => row.AccountId == account.Id).ExecuteDeleteAsync(cancellationToken);
        var codes = RecoveryCodes.New();
        database.RecoveryCodes.AddRange(codes.Select(one => RecoveryCodes.RowOf(tenant, account.Id, one)));
        await audit.WriteAsync(AuditAction.SecondFactorSet, (account.Id, account.DisplayName), (account.Id, account.DisplayName),
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return codes;
    }
}
