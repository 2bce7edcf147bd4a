using IdBellen.Api.Mail;
using IdBellen.Api.Refusals;
using IdBellen.Api.Tenants;

namespace IdBellen.Api.Agents.Accounts;

/// <summary>
/// Mails a one-time link to the owner of an account. Without a mail server, and when it does not take the mail, the admin gets the link to hand
/// over. After the change and not within it: mail can't be taken back, and a server that is slow must not hold up other changes.
/// </summary>
public sealed class HandOutLink(CurrentTenant current, Mailer mailer)
{
    public async Task<Outcome<AccountWithLink>> ExecuteAsync(Outcome<AccountWithLink> made, CancellationToken cancellationToken)
    {
        if (made.Refusal is not null) return made;
        var municipality = current.Value.Spec.DisplayName;
        var mailed = await mailer.SendAsync(made.Value.Account.Email, $"Kies uw wachtwoord – {municipality}", Text(municipality, made.Value.SetPasswordLink!), cancellationToken);
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

/// <summary>An account that is new or was reset.</summary>
public sealed record AccountWithLink(AccountView Account, string? SetPasswordLink, bool Mailed = false)
{
    /// <summary>It can't be used until a password is set.</summary>
    public AccountView Account { get; init; } = Account;

    /// <summary>A link that works once, to be handed over; its secret is in the fragment, which browsers do not send. Null when it was mailed.</summary>
    public string? SetPasswordLink { get; init; } = SetPasswordLink;

    /// <summary>Whether the link was mailed to the account's address.</summary>
    public bool Mailed { get; init; } = Mailed;
}
