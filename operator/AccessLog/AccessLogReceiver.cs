using Microsoft.Extensions.Options;

namespace IdBellen.Operator.AccessLog;

/// <summary>The receiver that the settings name, if they name one.</summary>
public sealed class AccessLogReceiver : IDisposable
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

    /// <summary>Null without a receiver: the records stay where they are.</summary>
    public ExportAccessLog? Export { get; }

    public void Dispose() => (sink as IDisposable)?.Dispose();
}
