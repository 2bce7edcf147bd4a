using System.Threading.Channels;

namespace IdBellen.Api.Platform.Notifications;

/// <summary>
/// Notifies all replicas of a committed change of a tenant, without making anybody wait for it. Only a hint: feeds poll every two seconds
/// anyway, so a lost one costs freshness, never correctness.
/// </summary>
internal sealed class ChangeHints(IEnumerable<IChangeSubscriber> subscribers)
{
    // Far more than are sent at once, so that none are lost unless the platform database is away.
    private const int Most = 10_000;

    private readonly Channel<string> unsent = Channel.CreateBounded<string>(
        new BoundedChannelOptions(Most) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Call it after the commit. This replica's subscribers know at once, the others in a moment.</summary>
    public void Hint(string tenantUid)
    {
        foreach (var subscriber in subscribers) subscriber.Changed(tenantUid);
        unsent.Writer.TryWrite(tenantUid);
    }

    /// <summary>Waits until there is something to send.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken) => await unsent.Reader.WaitToReadAsync(cancellationToken);

    /// <summary>The tenants of all hints that have not been sent, each once.</summary>
    public string[] Take()
    {
        var tenants = new HashSet<string>(StringComparer.Ordinal);
        while (unsent.Reader.TryRead(out var tenant)) tenants.Add(tenant);
        return [.. tenants];
    }
}
