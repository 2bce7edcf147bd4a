using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using k8s;

namespace IdBellen.Tests.Support.Environment;

/// <summary>
/// A way to the real API server on which a test makes things go wrong. Speaks https and HTTP/2 as the real one does. Who sends an
/// Authorization header is passed on under that alone; others go under the test's own client certificate.
/// </summary>
public sealed class FaultyApiServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly LoopbackCertificate certificate;
    private readonly KubernetesClientConfiguration credentials;
    private readonly UpstreamApi upstream;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("id-bellen-test-proxy-");
    private readonly BreakableSignal line = new();
    private readonly BreakableSignal watches = new();
    private int requests;
    private int mutations;
    private int lists;
    private volatile bool isCut;

    private FaultyApiServer(WebApplication app, LoopbackCertificate certificate, string kubeconfig)
    {
        this.app = app;
        this.certificate = certificate;
        credentials = KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig);
        upstream = new UpstreamApi(credentials);
    }

    /// <summary>Asked before a request is passed on; null passes it on. May be called by several requests at once.</summary>
    public Func<ApiRequest, ApiFault?> Before { get; set; } = _ => null;

    /// <summary>Asked when the API server has answered (with the status) and before the answer is delivered; null delivers it.</summary>
    public Func<ApiRequest, int, ApiFault?> After { get; set; } = (_, _) => null;

    /// <summary>How many requests changed something, leases not counted; refused ones are.</summary>
    public int Mutations => Volatile.Read(ref mutations);

    /// <summary>How often all of some kind were asked for.</summary>
    public int Lists => Volatile.Read(ref lists);

    /// <summary>A kubeconfig file with which the API server is reached through this.</summary>
    public string Kubeconfig { get; private set; } = "";

    public static async Task<FaultyApiServer> StartAsync(KubernetesApi api)
    {
        var certificate = new LoopbackCertificate();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.UseHttps(certificate.WithKey));
        });
        var app = builder.Build();
        var proxy = new FaultyApiServer(app, certificate, api.Kubeconfig);
        app.Run(proxy.HandleAsync);
        await app.StartAsync();
        proxy.Kubeconfig = proxy.WriteKubeconfig(token: null);
        return proxy;
    }

    /// <summary>A kubeconfig file that signs in with a bearer token instead, such as a ServiceAccount's.</summary>
    public string KubeconfigFor(string token) => WriteKubeconfig(token);

    /// <summary>Breaks all open requests, watches included, and every new one until <see cref="Mend"/>.</summary>
    public void Cut()
    {
        isCut = true;
        line.Break();
    }

    public void Mend() => isCut = false;

    /// <summary>Breaks the watches that are open now; new ones are let through.</summary>
    public void CutWatches() => watches.Break();

    public async ValueTask DisposeAsync()
    {
        Cut();
        await app.DisposeAsync();
        upstream.Dispose();
        certificate.Dispose();
        line.Dispose();
        watches.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task HandleAsync(HttpContext context)
    {
        var request = Describe(context.Request);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, line.Token, request.IsWatch ? watches.Token : CancellationToken.None);
        try
        {
            var before = isCut ? ApiFault.Drop : Before(request);
            if (before is not null && before != ApiFault.EmptyList)
            {
                await before.InflictAsync(context, end.Token);
                return;
            }
            using var answer = await upstream.SendAsync(context.Request, end.Token);
            if (After(request, (int)answer.StatusCode) is { } after)
                await after.InflictAsync(context, end.Token);
            else if (before == ApiFault.EmptyList)
                await UpstreamApi.DeliverEmptiedAsync(answer, context.Response, end.Token);
            else
                await UpstreamApi.DeliverAsync(answer, context.Response, end.Token);
        }
        catch (Exception broken) when (broken is OperationCanceledException or HttpRequestException or IOException)
        {
            context.Abort();
        }
    }

    private ApiRequest Describe(HttpRequest request)
    {
        var described = new ApiRequest(Interlocked.Increment(ref requests), 0, request.Method, request.Path.Value ?? "",
            request.QueryString.Value ?? "");
        if (described.IsList) Interlocked.Increment(ref lists);
        return request.Method is "GET" or "HEAD" || described.IsLease
            ? described
            : described with { Mutation = Interlocked.Increment(ref mutations) };
    }

    private string WriteKubeconfig(string? token)
    {
        // A client wants to have something to sign in with; this server asks for nothing but a token.
        var user = token is null
            ? $"client-certificate-data: {credentials.ClientCertificateData}, client-key-data: {credentials.ClientCertificateKeyData}"
            : $"token: {token}";
        var file = Path.Combine(folder.FullName, $"kubeconfig-{Guid.NewGuid():N}");
        File.WriteAllText(file,
            $$"""
            apiVersion: v1
            kind: Config
            clusters:
              - name: faulty
                cluster: { server: "{{app.Urls.Single()}}", certificate-authority-data: {{certificate.Base64Pem}} }
            users:
              - name: test
                user: { {{user}} }
            contexts:
              - name: faulty
                context: { cluster: faulty, user: test }
            current-context: faulty
            """);
        return file;
    }
}
