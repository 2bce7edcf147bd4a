using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;
using MimeKit;

namespace IdBellen.Api.Mail;

/// <summary>Sends plain text by SMTP (RFC 5321). Neither address nor text comes into a log.</summary>
public sealed partial class Mailer(IOptions<MailOptions> options, TimeProvider time, ILogger<Mailer> logger)
{
    private readonly MailOptions settings = options.Value;

    /// <returns>Whether the server took it; false too when there is none.</returns>
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
            LogNotSent(logger, fault.GetType().Name);
            return false;
        }
    }

    private async Task SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        using var client = new SmtpClient { ServerCertificateValidationCallback = IsTrusted };
        await client.ConnectAsync(settings.Host!, settings.Port, settings.Line, cancellationToken);
        if (settings.User is { } user) await client.AuthenticateAsync(user, settings.Password!, cancellationToken);
        await client.SendAsync(message, cancellationToken);
        await client.DisconnectAsync(quit: true, cancellationToken);
    }

    private bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? found, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None) return true;
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || settings.Authorities is not { } authorities || certificate is null) return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.ImportFromPem(authorities);
        // An authority of one's own seldom says what it has revoked.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ExtraStore.AddRange(found?.ChainPolicy.ExtraStore ?? []);
        using var presented = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(presented);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A mail could not be sent: {Fault}")]
    private static partial void LogNotSent(ILogger logger, string fault);
}
