using IdBellen.Tenancy.AccessLog;
using IdBellen.Tenancy.TenantDatabase;

namespace IdBellen.Operator.AccessLog;

/// <summary>A receiver of records. What it has confirmed it keeps, whatever becomes of us.</summary>
public interface IAccessLogSink
{
    /// <summary>One batch of one municipality; offered again it is the same, byte for byte.</summary>
    Task<Delivery> DeliverAsync(AccessLogResource resource, IReadOnlyList<DataAccess> rows, CancellationToken cancellationToken);
}

/// <summary>What became of a batch.</summary>
public abstract record Delivery
{
    private Delivery()
    {
    }

    /// <summary>All of it is kept.</summary>
    public sealed record Confirmed : Delivery;

    /// <summary>The receiver took the batch, but for some of its records; it does not say which.</summary>
    public sealed record PartlyRefused(long Records) : Delivery;

    /// <summary>Nothing is confirmed, for a reason that has to do with the receiver and not with these records.</summary>
    /// <param name="Fault">In a few words of ours.</param>
    /// <param name="PassesByItself">False when somebody has to change something.</param>
    public sealed record Failed(string Fault, bool PassesByItself) : Delivery;
}
