using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace IdBellen.Tests.Support.Environment;

/// <summary>How a mail server behaves.</summary>
public enum MailManner
{
    /// <summary>Offers STARTTLS, and takes mail from who has signed in.</summary>
    Good,

    /// <summary>Speaks no TLS.</summary>
    Plain,

    /// <summary>Takes no mail for anybody.</summary>
    RefusesRecipients,

    /// <summary>Says nothing at all.</summary>
    Silent,
}

/// <summary>As much of an SMTP server (RFC 5321, 3207, 4954) as it takes to receive a mail. Its certificate is its own authority.</summary>
public sealed class MailServer : IAsyncDisposable
{
    public const string User = "id-bellen";
    public const string Password = "a-password-of-the-mail-server";

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly X509Certificate2 certificate = MakeCertificate();
    private readonly MailManner manner;
    private readonly Task serving;

    public MailServer(MailManner manner)
    {
        this.manner = manner;
        listener.Start();
        serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public string Authority => certificate.ExportCertificatePem();

    /// <summary>Mail that was taken, as it came.</summary>
    public ConcurrentQueue<string> Taken { get; } = new();

    /// <summary>All lines that came without TLS.</summary>
    public ConcurrentQueue<string> Overheard { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Dispose();
        await serving;
        certificate.Dispose();
        end.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(end.Token);
                await ConverseAsync(client.GetStream());
            }
            catch (Exception fault) when (fault is IOException or OperationCanceledException or SocketException
                or System.Security.Authentication.AuthenticationException)
            {
                // The client went away, or trusted nobody.
            }
        }
    }

    private async Task ConverseAsync(Stream line)
    {
        if (manner == MailManner.Silent) await Task.Delay(Timeout.Infinite, end.Token);
        var isSecret = false;
        var reader = new StreamReader(line, Encoding.UTF8, leaveOpen: true);
        await SayAsync(line, "220 mail.example ESMTP");
        while (await reader.ReadLineAsync(end.Token) is { } said)
        {
            if (!isSecret) Overheard.Enqueue(said);
            switch (said.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO" when isSecret:
                    await SayAsync(line, "250-mail.example\r\n250 AUTH PLAIN");
                    break;
                case "EHLO":
                    await SayAsync(line, manner == MailManner.Plain ? "250 mail.example" : "250-mail.example\r\n250 STARTTLS");
                    break;
                case "STARTTLS":
                    await SayAsync(line, "220 go on");
                    var secret = new SslStream(line);
                    await secret.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate },
                        end.Token);
                    (line, isSecret) = (secret, true);
                    reader = new StreamReader(line, Encoding.UTF8, leaveOpen: true);
                    break;
                case "AUTH":
                    await SayAsync(line, said.EndsWith(Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{User}\0{Password}")),
                        StringComparison.Ordinal) ? "235 welcome" : "535 no");
                    break;
                case "RCPT" when manner == MailManner.RefusesRecipients:
                    await SayAsync(line, "550 no such user");
                    break;
                case "DATA":
                    await SayAsync(line, "354 go on");
                    Taken.Enqueue(await ReadMailAsync(reader));
                    await SayAsync(line, "250 taken");
                    break;
                case "QUIT":
                    await SayAsync(line, "221 bye");
                    return;
                default:
                    await SayAsync(line, "250 fine");
                    break;
            }
        }
    }

    private async Task<string> ReadMailAsync(StreamReader reader)
    {
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(end.Token) is { } said and not ".") mail.AppendLine(said);
        return mail.ToString();
    }

    private Task SayAsync(Stream line, string text) => line.WriteAsync(Encoding.ASCII.GetBytes($"{text}\r\n"), end.Token).AsTask();

    private static X509Certificate2 MakeCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
