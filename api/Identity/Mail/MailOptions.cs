using System.ComponentModel.DataAnnotations;
using MailKit.Security;
using MimeKit;

namespace IdBellen.Api.Mail;

/// <summary>The platform's mail server (SMTP). Without one, admins hand over one-time links themselves.</summary>
public sealed record MailOptions : IValidatableObject
{
    public const string Section = "Mail";

    /// <summary>Null: there is no mail server.</summary>
    public string? Host { get; init; }

    [Range(1, 65535)]
    public int Port { get; init; } = 587;

    public MailSecurity Security { get; init; } = MailSecurity.StartTls;

    /// <summary>The sender, as in <c>IdBellen &lt;no-reply@example.nl&gt;</c> (RFC 5322 section 3.4).</summary>
    public string? From { get; init; }

    /// <summary>Null: the server asks for no authentication.</summary>
    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>Certificates (PEM) of authorities that are trusted besides the system's.</summary>
    public string? Authorities { get; init; }

    /// <summary>For the whole conversation with the server; an admin waits as long.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Host is null) yield break;
        if (!MailboxAddress.TryParse(From, out _)) yield return new ValidationResult("Set Mail__From to the address that mail is sent from.", [nameof(From)]);
        if (User is null != Password is null) yield return new ValidationResult("Set both Mail__User and Mail__Password, or neither.", [nameof(User)]);
        if (User is not null && Security == MailSecurity.None)
            yield return new ValidationResult("Set Mail__Security to StartTls or Implicit: a password is not sent over a line that anyone can read.", [nameof(Security)]);
    }

    public SecureSocketOptions Line => Security switch
    {
        MailSecurity.Implicit => SecureSocketOptions.SslOnConnect,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.None,
    };
}

public enum MailSecurity
{
    /// <summary>TLS after STARTTLS (RFC 3207); a server that has none is refused.</summary>
    StartTls,

    /// <summary>TLS from the beginning (RFC 8314), usually on port 465.</summary>
    Implicit,

    /// <summary>None: for a relay on the same machine.</summary>
    None,
}
