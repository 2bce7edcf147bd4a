using IdBellen.Api.Identity.Audit;
using IdBellen.Api.Identity.SignedIn;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Identity.Passwords;

/// <summary>
/// Sets a password through a one-time link: for an account that an admin created, or for a first admin, whose link is in the
/// <c>&lt;name&gt;-first-admins</c> Secret and whose account is created now.
/// </summary>
internal sealed class SetPassword(
    CurrentTenant current, UserManager<Account> accounts, IPasswordHasher<Account> hasher, TenantDbContext database, PasswordLink links,
    FirstAdminLink firstAdmin,
    SignedInSessions sessions, AuditTrail audit, TimeProvider time)
{
    public async Task<SetPasswordOutcome> ExecuteAsync(
        string email, string linkSecret, string password, CancellationToken cancellationToken)
    {
        var address = email.Trim();
        if (current.Value.Policy.SignIn is not null || address.Contains('\0', StringComparison.Ordinal))
            return SetPasswordOutcome.LinkInvalid;
        var name = accounts.NormalizeName(address);
        var account = await database.Users.AsNoTracking().FirstOrDefaultAsync(row => row.NormalizedUserName == name, cancellationToken);
        if (account is { DisabledAt: null } && links.Holds(account, linkSecret))
            return await ChangeAsync(account, password, cancellationToken);
        return account is null && firstAdmin.Holds(address, linkSecret)
            ? await RedeemAsync(address, password, cancellationToken)
            : SetPasswordOutcome.LinkInvalid;
    }

    private async Task<SetPasswordOutcome> ChangeAsync(Account account, string password, CancellationToken cancellationToken)
    {
        if (Judge(account, password) is not PasswordVerdict.Good and var bad) return new(LinkWorks: true, bad);
        var (hash, stamp, concurrency) = (hasher.HashPassword(account, password), Guid.NewGuid().ToString("N"), Guid.NewGuid().ToString());
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        // The first to change the stamp has the link; a second use, at this moment too, finds another stamp.
        var changed = await database.Users.Where(
            row => row.Id == account.Id && row.SecurityStamp == account.SecurityStamp && row.DisabledAt == null)
            .ExecuteUpdateAsync(
                row => row.SetProperty(one => one.PasswordHash, hash).SetProperty(one => one.SecurityStamp, stamp)
                    .SetProperty(one => one.ConcurrencyStamp, concurrency)
                    .SetProperty(one => one.AccessFailedCount, 0).SetProperty(one => one.LockoutEnd, (DateTimeOffset?)null),
                cancellationToken);
        if (changed == 0) return SetPasswordOutcome.LinkInvalid;
        await sessions.EndOfAccountAsync(account.Id, cancellationToken);
        await audit.WriteAsync(AuditAction.PasswordSet, (account.Id, account.DisplayName), (account.Id, account.DisplayName),
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return SetPasswordOutcome.Done;
    }

    private async Task<SetPasswordOutcome> RedeemAsync(string address, string password, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var account = new Account
        {
            Id = Guid.CreateVersion7(now),
            UserName = address,
            Email = address,
            DisplayName = address,
            CreatedAt = now
        };
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (!await firstAdmin.RedeemAsync(address, cancellationToken)) return SetPasswordOutcome.LinkInvalid;
        if (Judge(account, password) is not PasswordVerdict.Good and var bad) return new(LinkWorks: true, bad);
        account.PasswordHash = hasher.HashPassword(account, password);
        if (!(await accounts.CreateAsync(account)).Succeeded || !(await accounts.AddToRoleAsync(account, AccountRoles.Admin)).Succeeded)
            return SetPasswordOutcome.LinkInvalid;
        await audit.WriteAsync(AuditAction.PasswordSet, (account.Id, account.DisplayName), (account.Id, account.DisplayName),
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return SetPasswordOutcome.Done;
    }

    private PasswordVerdict Judge(Account account, string password) =>
        PasswordRules.Judge(password, [account.Email!, account.DisplayName, current.Value.Policy.DisplayName, current.Value.Name]);
}

/// <summary>The outcome.</summary>
/// <param name="LinkWorks">False when the link is unknown, used, expired or of another address, without saying which.</param>
/// <param name="Password">The problem with the password, if the link is valid.</param>
internal sealed record SetPasswordOutcome(bool LinkWorks, PasswordVerdict Password)
{
    public static SetPasswordOutcome Done { get; } = new(LinkWorks: true, PasswordVerdict.Good);

    public static SetPasswordOutcome LinkInvalid { get; } = new(LinkWorks: false, PasswordVerdict.Good);
}
