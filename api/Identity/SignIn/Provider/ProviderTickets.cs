using System.Globalization;
using System.Security.Claims;
using IdBellen.Api.Identity.SignedIn;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Policy;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Identity.SignIn.Provider;

/// <summary>
/// The provider's own cookie. It is for one authorization request and works once, so a stolen copy cannot sign in again. Because each
/// request requires a new sign-in, the cookie also satisfies <c>prompt=login</c> and <c>max_age</c>.
/// </summary>
internal sealed class ProviderTickets(IHttpContextAccessor http, CurrentTenant current, TenantDbContext database, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    // Rows of Identity's token table: they go with the account.
    private const string Kind = "sign-in";

    /// <param name="account">The current account from the database.</param>
    /// <param name="withSecondFactor">Whether a second factor was verified too.</param>
    /// <param name="request">The authorization request.</param>
    public async Task BeginAsync(Account account, bool withSecondFactor, string request, CancellationToken cancellationToken)
    {
        var (key, now) = (SessionKey.New(), time.GetUtcNow());
        var moment = Text(now);
        await database.Database.ExecuteSqlAsync(
            $"DELETE FROM account_token WHERE user_id = {account.Id} AND login_provider = {Kind} AND value < {moment}", cancellationToken);
        database.UserTokens.Add(
            new IdentityUserToken<Guid> { UserId = account.Id, LoginProvider = Kind, Name = NameOf(key), Value = Text(now + Lifetime) });
        await database.SaveChangesAsync(cancellationToken);
        List<Claim> claims = [new("sub", account.Id.ToString()), new("state", AccountState.Of(account)), new("request", request),
            new("key", key), new("amr", "pwd")];
        if (withSecondFactor) claims.Add(new Claim("amr", "otp"));
        await http.HttpContext!.SignInAsync(
            IdentityConstants.ApplicationScheme, new ClaimsPrincipal(new ClaimsIdentity(claims, IdentityConstants.ApplicationScheme)));
    }

    /// <summary>Redeems the ticket; null if there is none for this request, it was used, or the account has changed.</summary>
    public async Task<ProviderTicket?> RedeemAsync(string request, CancellationToken cancellationToken)
    {
        var found = await http.HttpContext!.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        if (found.Principal is not { } ticket || ticket.FindFirst("request")?.Value != request) return null;
        var (id, name) = (Guid.Parse(ticket.FindFirst("sub")!.Value, CultureInfo.InvariantCulture), NameOf(ticket.FindFirst("key")!.Value));
        await http.HttpContext!.SignOutAsync(IdentityConstants.ApplicationScheme);
        if (await database.UserTokens.Where(row => row.UserId == id && row.LoginProvider == Kind && row.Name == name)
            .ExecuteDeleteAsync(cancellationToken) == 0)
            return null;
        var account = await database.Users.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == id && row.DisabledAt == null, cancellationToken);
        if (account is null || AccountState.Of(account) != ticket.FindFirst("state")!.Value) return null;
        string[] methods = [.. ticket.FindAll("amr").Select(claim => claim.Value)];
        return NeedsSecondFactor(account) && !methods.Contains("otp", StringComparer.Ordinal)
            ? null : new ProviderTicket(account, methods, found.Properties!.IssuedUtc!.Value);
    }

    /// <summary>Returns whether the account needs a second factor: always if it has one, even where it is optional.</summary>
    public bool NeedsSecondFactor(Account account) =>
        account.SecondFactorSealed is not null || current.Value.Policy.SecondFactor == SecondFactorMode.Required;

    private static string NameOf(string key) => Convert.ToHexString(SessionKey.HashOf(key));

    private static string Text(DateTimeOffset moment) => moment.UtcTicks.ToString("D20", CultureInfo.InvariantCulture);
}

/// <summary>The person who has just signed in at the provider.</summary>
/// <param name="Account">The current account.</param>
internal sealed record ProviderTicket(Account Account, IReadOnlyList<string> Methods, DateTimeOffset At);
