using IdBellen.Api.Identity.Mail;
using IdBellen.Api.Platform.Refusals;
using IdBellen.Api.Platform.Tenants;

namespace IdBellen.Api.Identity.Accounts;

/// <summary>
/// Mails a one-time link to the owner of an account. Without a mail server, or if it refuses the mail, the admin gets the link instead.
/// Runs after the change was committed: mail cannot be recalled, and a slow server must not delay other changes.
/// </summary>
internal sealed class HandOutLink(CurrentTenant current, Mailer mailer)
{
    public async Task<Outcome<AccountWithLink>> ExecuteAsync(Outcome<AccountWithLink> made, CancellationToken cancellationToken)
    {
        if (made.Refusal is not null) return made;
        var municipality = current.Value.Policy.DisplayName;
        var mailed = await mailer.SendAsync(made.Value.Account.Email, $"Kies uw wachtwoord – {municipality}",
            Text(municipality, made.Value.SetPasswordLink!), cancellationToken);
        return mailed ? made.Value with { Mailed = true, SetPasswordLink = null } : made;
    }

    private static string Text(string municipality, string link) =>
        $"""
        Goedendag,

        Met deze link kiest u het wachtwoord van uw account bij IdBellen, waarmee {municipality} telefoongesprekken aanneemt:

        {link}

        De link werkt één keer, en niet langer dan 24 uur. Verwachtte u dit bericht niet? Vraag dan de beheerder van uw gemeente.


        Hello,

        With the link above you choose the password of your account at IdBellen, with which {municipality} takes calls. It works
        once, and no longer than 24 hours. You did not expect this message? Ask the admin of your municipality.

        """;
}

/// <summary>A new account, or one whose password was reset.</summary>
internal sealed record AccountWithLink(AccountView Account, string? SetPasswordLink, bool Mailed = false)
{
    /// <summary>Nobody can sign in with it until its owner sets a password.</summary>
    public AccountView Account { get; init; } = Account;

    /// <summary>
    /// A one-time link to pass on to the owner; its secret is in the URL fragment, which browsers do not send. Null when it was mailed.
    /// </summary>
    public string? SetPasswordLink { get; init; } = SetPasswordLink;

    /// <summary>Whether the link was sent to the account's e-mail address.</summary>
    public bool Mailed { get; init; } = Mailed;
}
