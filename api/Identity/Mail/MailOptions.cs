using System.ComponentModel.DataAnnotations;
using IdBellen.Tenancy.Settings;
using IdBellen.Tenancy.Trust;
using MailKit.Security;
using MimeKit;

namespace IdBellen.Api.Identity.Mail;

/// <summary>The platform's mail server (SMTP). Without one, admins hand over one-time links themselves.</summary>
internal sealed record MailOptions : IValidatableObject
{
    public const string Section = "Mail";

    /// <summary>The host of the mail server; null without one.</summary>
    public string? Host { get; init; }

    [SettingRange(1, 65535)]
    public int Port { get; init; } = 587;

    public MailSecurity Security { get; init; } = MailSecurity.StartTls;

    /// <summary>The sender, as in <c>IdBellen &lt;no-reply@example.nl&gt;</c> (RFC 5322 section 3.4).</summary>
    public string? From { get; init; }

    /// <summary>The user name; null without authentication.</summary>
    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>PEM certificates of authorities to trust in addition to the system's.</summary>
    public string? Authorities { get; init; }

    /// <summary>The timeout of the whole delivery, during which an admin waits.</summary>
    [SettingRange("00:00:00.1", "00:01:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Host is null) yield break;
        if (!MailboxAddress.TryParse(From, out _))
            yield return new ValidationResult("Set Mail__From to the address that mail is sent from.", [nameof(From)]);
        if (!OwnAuthorities.AreReadable(Authorities))
            yield return new ValidationResult("Mail__Authorities must be certificates in PEM.", [nameof(Authorities)]);
        if (User is null != Password is null)
            yield return new ValidationResult("Set both Mail__User and Mail__Password, or neither.", [nameof(User)]);
        if (User is not null && Security == MailSecurity.None)
            yield return new ValidationResult("Set Mail__Security to StartTls or Implicit: a password is not sent over an unencrypted "
                + "connection.", [nameof(Security)]);
    }

    public SecureSocketOptions Line => Security switch
    {
        MailSecurity.Implicit => SecureSocketOptions.SslOnConnect,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.None,
    };
}

internal enum MailSecurity
{
    /// <summary>TLS after STARTTLS (RFC 3207); a server that has none is refused.</summary>
    StartTls,

    /// <summary>TLS from the beginning (RFC 8314), usually on port 465.</summary>
    Implicit,

    /// <summary>None: for a relay on the same machine.</summary>
    None,
}
