using Microsoft.Extensions.Options;

namespace IdBellen.Operator.AccessLog;

/// <summary>The configured receiver, if any.</summary>
internal sealed class AccessLogReceiver : IDisposable
{
    private readonly IAccessLogSink? sink;

    public AccessLogReceiver(IOptions<AccessLogOptions> options, TimeProvider time)
    {
        sink = options.Value switch
        {
            { Otlp: { Endpoint: not null } otlp } => new OtlpSink(otlp, time),
            { File: { } file } => new FileSink(file),
            _ => null,
        };
        Export = sink is null ? null : new ExportAccessLog(sink, time);
    }

    /// <summary>Null without a configured receiver; then the records stay in the municipality's database.</summary>
    public ExportAccessLog? Export { get; }

    public void Dispose() => (sink as IDisposable)?.Dispose();
}
