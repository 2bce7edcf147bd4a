using System.Globalization;
using System.Security.Claims;
using IdBellen.Api.Identity.SecondFactor;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.Identity.SignIn.Provider;

/// <summary>
/// A cookie for a browser between the right password and the second factor. It gives access only to the pages of the second factor.
/// </summary>
internal sealed class FirstFactor(IHttpContextAccessor http, TenantDbContext database)
{
    public const string Scheme = "first-factor";

    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <param name="account">The account with that password.</param>
    /// <param name="returnUrl">The authorization request to go back to, or <c>/</c> for who is signed in already.</param>
    public Task BeginAsync(Account account, string returnUrl)
    {
        List<Claim> claims = [new("sub", account.Id.ToString()), new("state", AccountState.Of(account)), new("return", returnUrl)];
        // Kept in the cookie until a valid code confirms it, so that a reload shows the same secret.
        if (account.SecondFactorSealed is null) claims.Add(new Claim("secret", Convert.ToBase64String(TimeCodes.NewSecret())));
        return http.HttpContext!.SignInAsync(Scheme, new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme)));
    }

    /// <summary>Reads the cookie; null if it is missing or expired, or the account has changed.</summary>
    public async Task<PassedFirstFactor?> FindAsync(CancellationToken cancellationToken)
    {
        if ((await http.HttpContext!.AuthenticateAsync(Scheme)).Principal is not { } ticket) return null;
        var id = Guid.Parse(ticket.FindFirst("sub")!.Value, CultureInfo.InvariantCulture);
        var account = await database.Users.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == id && row.DisabledAt == null, cancellationToken);
        return account is not null && AccountState.Of(account) == ticket.FindFirst("state")!.Value
            ? new PassedFirstFactor(account, ticket.FindFirst("return")!.Value, ticket.FindFirst("secret") is { } secret
                ? Convert.FromBase64String(secret.Value) : null)
            : null;
    }

    public Task EndAsync() => http.HttpContext!.SignOutAsync(Scheme);
}

/// <summary>The state after a correct password.</summary>
/// <param name="Account">The current account.</param>
/// <param name="ReturnUrl">The authorization request to go back to; the agents' page for who is signed in already.</param>
/// <param name="NewSecret">The secret to set up, for an account without a second factor.</param>
internal sealed record PassedFirstFactor(Account Account, string ReturnUrl, byte[]? NewSecret)
{
    public bool IsSigningIn => ReturnUrl != "/";
}
