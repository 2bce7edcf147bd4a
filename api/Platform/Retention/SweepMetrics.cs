using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using IdBellen.Api.Tenants;

namespace IdBellen.Api.Retention;

/// <summary>What the sweeper tells of itself. Labels hold names of municipalities, nothing else.</summary>
public sealed class SweepMetrics
{
    public const string MeterName = "IdBellen.Api.Retention";

    private readonly ConcurrentDictionary<string, DateTimeOffset> sweptAt = new(StringComparer.Ordinal);
    private readonly TenantRegistry registry;
    private readonly TimeProvider time;
    private long rounds;

    [SuppressMessage("Reliability", "CA2000", Justification = "The factory owns its meters.")]
    public SweepMetrics(IMeterFactory meters, TenantRegistry registry, TimeProvider time)
    {
        (this.registry, this.time) = (registry, time);
        var meter = meters.Create(MeterName);
        // Told from the start, so that it can be missed.
        meter.CreateObservableCounter("idbellen.sweep.rounds", () => Interlocked.Read(ref rounds), description: "Times that the sweeper has been to all municipalities.");
        meter.CreateObservableGauge("idbellen.sweep.age", Ages, "s", "Time since this replica last saw a municipality with nothing left that should have gone.");
    }

    public void Swept(string tenantUid) => sweptAt[tenantUid] = time.GetUtcNow();

    public void RoundEnded()
    {
        Interlocked.Increment(ref rounds);
        foreach (var uid in sweptAt.Keys.Except(registry.Uids, StringComparer.Ordinal)) sweptAt.TryRemove(uid, out _);
    }

    // Of one that was never swept the time begins when somebody first asks.
    private IEnumerable<Measurement<double>> Ages()
    {
        var now = time.GetUtcNow();
        foreach (var uid in registry.Uids)
        {
            if (registry.TryFindByUid(uid, out var tenant))
                yield return new(Math.Max(0, (now - sweptAt.GetOrAdd(uid, now)).TotalSeconds), new KeyValuePair<string, object?>("municipality", tenant.Name));
        }
    }
}
