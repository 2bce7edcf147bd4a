using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Net.Security;
using IdBellen.Tenancy.AccessLog;
using IdBellen.Tenancy.Outbound;
using IdBellen.Tenancy.TenantDatabase;
using IdBellen.Tenancy.Trust;

namespace IdBellen.Operator.AccessLog;

/// <summary>
/// Posts batches to an OTLP/HTTP receiver in JSON. Honours <c>Retry-After</c>, up to an hour. Does not follow redirects, because only the
/// configured receiver can confirm records.
/// </summary>
internal sealed class OtlpSink : IAccessLogSink, IDisposable
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
        var sockets = OutboundSockets.Create();
        sockets.SslOptions =
            new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = new OwnAuthorities(options.Authorities).Accept };
        client = new HttpClient(new BoundedAnswers(new AnswerLimits(LongestAnswer, options.Timeout)) { InnerHandler = sockets });
        foreach (var (name, value) in options.ParsedHeaders()) client.DefaultRequestHeaders.Add(name, value);
    }

    public async Task<Delivery> DeliverAsync(
        AccessLogResource resource, IReadOnlyList<AccessLogRecord> rows, CancellationToken cancellationToken)
    {
        if (time.GetUtcNow().UtcTicks < Interlocked.Read(ref resumeAt))
            return new Delivery.Failed("the pause that it asked for", PassesByItself: true);
        var text = new ArrayBufferWriter<byte>();
        OtlpTraces.Write(text, resource, rows);
        try
        {
            using var content = new ReadOnlyMemoryContent(text.WrittenMemory);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var answer = await client.PostAsync(traces, content, cancellationToken);
            if (!answer.IsSuccessStatusCode && PauseOf(answer.Headers.RetryAfter) is { } pause)
                Interlocked.Exchange(ref resumeAt, (time.GetUtcNow() + pause).UtcTicks);
            return OtlpAnswer.Read(answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(cancellationToken), rows.Count);
        }
        catch (HttpRequestException fault)
        {
            return new Delivery.Failed(fault.HttpRequestError.ToString(),
                PassesByItself: fault.HttpRequestError != HttpRequestError.SecureConnectionError);
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
