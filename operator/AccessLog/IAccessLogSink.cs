using IdBellen.Tenancy.AccessLog;
using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Operator.AccessLog;

/// <summary>A receiver of records. Records that it has confirmed are durable.</summary>
internal interface IAccessLogSink
{
    /// <summary>One batch of one municipality; offered again it is the same, byte for byte.</summary>
    Task<Delivery> DeliverAsync(AccessLogResource resource, IReadOnlyList<AccessLogRecord> rows, CancellationToken cancellationToken);
}

/// <summary>The outcome of a batch.</summary>
internal abstract record Delivery
{
    private Delivery()
    {
    }

    /// <summary>The receiver stored the whole batch.</summary>
    internal sealed record Confirmed : Delivery;

    /// <summary>The receiver accepted the batch except for some of its records, without saying which.</summary>
    internal sealed record PartlyRefused(long Records) : Delivery;

    /// <summary>The receiver failed, regardless of these records.</summary>
    /// <param name="Fault">A short description, without text from the receiver.</param>
    /// <param name="PassesByItself">Whether the fault may be temporary; false when it requires a change.</param>
    internal sealed record Failed(string Fault, bool PassesByItself) : Delivery;
}
