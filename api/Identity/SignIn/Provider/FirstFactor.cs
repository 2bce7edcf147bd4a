using System.Globalization;
using System.Security.Claims;
using IdBellen.Api.Agents.SecondFactor;
using IdBellen.Tenancy.TenantDatabase;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;

namespace IdBellen.Api.SignIn.Provider;

/// <summary>A browser at which the right password was typed and a second factor is still to come: good for nothing but the pages that ask for it.</summary>
public sealed class FirstFactor(IHttpContextAccessor http, TenantDbContext database)
{
    public const string Scheme = "first-factor";

    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <param name="account">Whose password it was.</param>
    /// <param name="returnUrl">The authorization request to go back to, or <c>/</c> for who is signed in already.</param>
    public Task BeginAsync(Account account, string returnUrl)
    {
        List<Claim> claims = [new("sub", account.Id.ToString()), new("state", AccountState.Of(account)), new("return", returnUrl)];
        // Kept here until a right code shows that the app has it, so that a reload shows the same.
        if (account.SecondFactorSealed is null) claims.Add(new Claim("secret", Convert.ToBase64String(TimeCodes.NewSecret())));
        return http.HttpContext!.SignInAsync(Scheme, new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme)));
    }

    /// <summary>Null when there is none, it is too old, or the account is not as it was.</summary>
    public async Task<PassedFirstFactor?> FindAsync(CancellationToken cancellationToken)
    {
        if ((await http.HttpContext!.AuthenticateAsync(Scheme)).Principal is not { } ticket) return null;
        var id = Guid.Parse(ticket.FindFirst("sub")!.Value, CultureInfo.InvariantCulture);
        var account = await database.Users.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id && row.DisabledAt == null, cancellationToken);
        return account is not null && AccountState.Of(account) == ticket.FindFirst("state")!.Value
            ? new PassedFirstFactor(account, ticket.FindFirst("return")!.Value, ticket.FindFirst("secret") is { } secret ? Convert.FromBase64String(secret.Value) : null)
            : null;
    }

    public Task EndAsync() => http.HttpContext!.SignOutAsync(Scheme);
}

/// <summary>Whose password was right.</summary>
/// <param name="Account">As it is now.</param>
/// <param name="ReturnUrl">The authorization request to go back to; the agents' page for who is signed in already.</param>
/// <param name="NewSecret">For an account without a second factor: the one that is to be set up.</param>
public sealed record PassedFirstFactor(Account Account, string ReturnUrl, byte[]? NewSecret)
{
    public bool IsSigningIn => ReturnUrl != "/";
}
