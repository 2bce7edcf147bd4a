using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using k8s;

namespace IdBellen.Tests.Support.Environment;

/// <summary>The real API server behind a proxy.</summary>
public sealed class UpstreamApi : IDisposable
{
    private static readonly string[] HopByHop = ["Host", "Connection", "Transfer-Encoding", "Keep-Alive", "Upgrade"];

    private readonly Uri address;
    private readonly HttpClient asAdmin;
    private readonly HttpClient asWhoeverAsks;

    public UpstreamApi(KubernetesClientConfiguration configuration)
    {
        address = new Uri(configuration.Host);
        asAdmin = Connect(configuration, X509Certificate2.CreateFromPem(
            Pem(configuration.ClientCertificateData), Pem(configuration.ClientCertificateKeyData)));
        asWhoeverAsks = Connect(configuration, certificate: null);
    }

    public async Task<HttpResponseMessage> SendAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var passedOn = new HttpRequestMessage(new HttpMethod(request.Method),
            new Uri(address, $"{request.Path}{request.QueryString}"))
        {
            Version = HttpVersion.Version20,
        };
        if (request.ContentType is { } type)
        {
            passedOn.Content = new StreamContent(request.Body);
            passedOn.Content.Headers.TryAddWithoutValidation(HeaderNames.ContentType, type);
        }
        foreach (var (name, values) in request.Headers)
        {
            if (!HopByHop.Contains(name, StringComparer.OrdinalIgnoreCase))
                passedOn.Headers.TryAddWithoutValidation(name, values.ToArray());
        }
        var client = request.Headers.ContainsKey(HeaderNames.Authorization) ? asWhoeverAsks : asAdmin;
        return await client.SendAsync(passedOn, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    public static async Task DeliverAsync(HttpResponseMessage answer, HttpResponse response, CancellationToken cancellationToken)
    {
        Begin(answer, response);
        await response.StartAsync(cancellationToken);
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[16384];
        while (await body.ReadAsync(buffer, cancellationToken) is var count and > 0)
        {
            await response.Body.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            await response.Body.FlushAsync(cancellationToken);
        }
    }

    /// <summary>The same list without its items.</summary>
    public static async Task DeliverEmptiedAsync(HttpResponseMessage answer, HttpResponse response, CancellationToken cancellationToken)
    {
        var list = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken))!;
        list["items"] = new JsonArray();
        Begin(answer, response);
        await response.WriteAsync(list.ToJsonString(), cancellationToken);
    }

    public void Dispose()
    {
        asAdmin.Dispose();
        asWhoeverAsks.Dispose();
    }

    private static void Begin(HttpResponseMessage answer, HttpResponse response)
    {
        response.StatusCode = (int)answer.StatusCode;
        response.ContentType = answer.Content.Headers.ContentType?.ToString();
        if (answer.Headers.TryGetValues(HeaderNames.RetryAfter, out var pause)) response.Headers.RetryAfter = pause.Single();
    }

    private static string Pem(string base64) => Encoding.ASCII.GetString(Convert.FromBase64String(base64));

    [SuppressMessage("Reliability", "CA2000", Justification = "The client owns its handler.")]
    private static HttpClient Connect(
        KubernetesClientConfiguration configuration, X509Certificate2? certificate) => new(new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                ClientCertificates = certificate is null ? [] : [certificate],
                RemoteCertificateValidationCallback = (sender, presented, chain, errors) =>
                    k8s.Kubernetes.CertificateValidationCallBack(sender, configuration.SslCaCerts, presented!, chain!, errors),
            },
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
}
