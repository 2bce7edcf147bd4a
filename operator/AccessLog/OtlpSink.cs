using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Net.Security;
using IdBellen.Tenancy.AccessLog;
using IdBellen.Tenancy.TenantDatabase;
using IdBellen.Tenancy.Trust;

namespace IdBellen.Operator.AccessLog;

/// <summary>
/// Posts batches to a receiver of OTLP/HTTP in JSON. A receiver that asks for time (<c>Retry-After</c>) gets it, an hour at most. No redirects:
/// what is confirmed elsewhere is not confirmed by the receiver that was chosen.
/// </summary>
public sealed class OtlpSink : IAccessLogSink, IDisposable
{
    private const int LongestAnswer = 1 << 16;

    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private readonly HttpClient client;
    private readonly Uri traces;
    private readonly TimeProvider time;
    private long resumeAt;

    [SuppressMessage("Reliability", "CA2000", Justification = "The client owns its handler.")]
    public OtlpSink(OtlpOptions options, TimeProvider time)
    {
        this.time = time;
        traces = new Uri($"{options.Endpoint!.AbsoluteUri.TrimEnd('/')}/v1/traces");
        client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = new OwnAuthorities(options.Authorities).Accept },
        })
        {
            Timeout = options.Timeout,
            MaxResponseContentBufferSize = LongestAnswer,
        };
        foreach (var (name, value) in options.ParsedHeaders()) client.DefaultRequestHeaders.Add(name, value);
    }

    public async Task<Delivery> DeliverAsync(AccessLogResource resource, IReadOnlyList<DataAccess> rows, CancellationToken cancellationToken)
    {
        if (time.GetUtcNow().UtcTicks < Interlocked.Read(ref resumeAt)) return new Delivery.Failed("the pause that it asked for", PassesByItself: true);
        var text = new ArrayBufferWriter<byte>();
        OtlpTraces.Write(text, resource, rows);
        try
        {
            using var content = new ReadOnlyMemoryContent(text.WrittenMemory);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var answer = await client.PostAsync(traces, content, cancellationToken);
            if (!answer.IsSuccessStatusCode && PauseOf(answer.Headers.RetryAfter) is { } pause) Interlocked.Exchange(ref resumeAt, (time.GetUtcNow() + pause).UtcTicks);
            return OtlpAnswer.Read(answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(cancellationToken), rows.Count);
        }
        catch (HttpRequestException fault)
        {
            return new Delivery.Failed(fault.HttpRequestError.ToString(), PassesByItself: fault.HttpRequestError != HttpRequestError.SecureConnectionError);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Delivery.Failed("no answer in time", PassesByItself: true);
        }
    }

    public void Dispose() => client.Dispose();

    private TimeSpan? PauseOf(RetryConditionHeaderValue? header)
    {
        var pause = header?.Delta ?? header?.Date - time.GetUtcNow();
        return pause > LongestPause ? LongestPause : pause;
    }
}
