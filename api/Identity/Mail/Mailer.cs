using IdBellen.Tenancy.Logs;
using IdBellen.Tenancy.Trust;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;
using MimeKit;

namespace IdBellen.Api.Identity.Mail;

/// <summary>Sends plain text by SMTP (RFC 5321). Neither address nor text comes into a log.</summary>
internal sealed partial class Mailer(IOptions<MailOptions> options, TimeProvider time, ILogger<Mailer> logger)
{
    private readonly MailOptions settings = options.Value;

    /// <returns>Whether the server accepted the message; false without a server.</returns>
    public async Task<bool> SendAsync(string address, string subject, string text, CancellationToken cancellationToken)
    {
        if (settings.Host is null) return false;
        using var late = new CancellationTokenSource(settings.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            using var body = new TextPart("plain") { Text = text };
            using var message = new MimeMessage([MailboxAddress.Parse(settings.From!)], [MailboxAddress.Parse(address)], subject, body);
            await SendAsync(message, either.Token);
            return true;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // The message of the fault may hold the address.
            LogNotSent(logger, new SafeFault(fault));
            return false;
        }
    }

    private async Task SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        using var client = new SmtpClient { ServerCertificateValidationCallback = new OwnAuthorities(settings.Authorities).Accept };
        await client.ConnectAsync(settings.Host!, settings.Port, settings.Line, cancellationToken);
        if (settings.User is { } user) await client.AuthenticateAsync(user, settings.Password!, cancellationToken);
        await client.SendAsync(message, cancellationToken);
        await client.DisconnectAsync(quit: true, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A mail could not be sent: {Fault}")]
    private static partial void LogNotSent(ILogger logger, SafeFault fault);
}
