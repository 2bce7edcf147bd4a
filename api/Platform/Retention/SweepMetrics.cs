using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using IdBellen.Api.Platform.Tenants;

namespace IdBellen.Api.Platform.Retention;

/// <summary>Metrics of the sweeper. Labels contain only names of municipalities.</summary>
internal sealed class SweepMetrics
{
    public const string MeterName = "IdBellen.Api.Retention";

    private readonly ConcurrentDictionary<string, DateTimeOffset> sweptAt = new(StringComparer.Ordinal);
    private readonly ServedTenants registry;
    private readonly TimeProvider time;
    private long rounds;

    [SuppressMessage("Reliability", "CA2000", Justification = "The factory owns its meters.")]
    public SweepMetrics(IMeterFactory meters, ServedTenants registry, TimeProvider time)
    {
        (this.registry, this.time) = (registry, time);
        var meter = meters.Create(MeterName);
        // Reported from the start, so that its absence is detectable.
        meter.CreateObservableCounter("idbellen.sweep.rounds", () => Interlocked.Read(ref rounds), description:
            "Completed rounds of the sweeper over all municipalities.");
        meter.CreateObservableGauge("idbellen.sweep.age", Ages, "s", "Time since this replica last verified that a municipality has no "
            + "expired data.");
    }

    public void Swept(string tenantUid) => sweptAt[tenantUid] = time.GetUtcNow();

    public void RoundEnded()
    {
        Interlocked.Increment(ref rounds);
        foreach (var uid in sweptAt.Keys.Except(registry.Uids, StringComparer.Ordinal)) sweptAt.TryRemove(uid, out _);
    }

    // Before the first sweep, the age counts from the first scrape.
    private IEnumerable<Measurement<double>> Ages()
    {
        var now = time.GetUtcNow();
        foreach (var uid in registry.Uids)
        {
            if (registry.TryFindByUid(uid, out var tenant))
                yield return new(Math.Max(0, (now - sweptAt.GetOrAdd(uid, now)).TotalSeconds),
                    new KeyValuePair<string, object?>("municipality", tenant.Name));
        }
    }
}
