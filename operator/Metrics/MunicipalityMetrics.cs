using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using IdBellen.Operator.Municipalities;

namespace IdBellen.Operator.Metrics;

/// <summary>What the operator tells of the municipalities. Labels hold names of municipalities, types and states of conditions, nothing else.</summary>
public sealed class MunicipalityMetrics
{
    public const string MeterName = "IdBellen.Operator.Municipalities";

    private readonly MunicipalityCache cache;
    private readonly TenantAges ages;
    private readonly TimeProvider time;

    [SuppressMessage("Reliability", "CA2000", Justification = "The factory owns its meters.")]
    public MunicipalityMetrics(IMeterFactory meters, MunicipalityCache cache, TenantAges ages, TimeProvider time)
    {
        (this.cache, this.ages, this.time) = (cache, ages, time);
        var meter = meters.Create(MeterName);
        meter.CreateObservableGauge("idbellen.municipalities", Conditions, description: "Municipalities by the type and status of their conditions.");
        meter.CreateObservableGauge(
            "idbellen.oldest_record.age", OldestRecords, "s", "Age of the oldest session, or call with a number, in the database; 0 when there is none.");
        meter.CreateObservableGauge("idbellen.retention", Retentions, "s", "How long personal data may live.");
        meter.CreateObservableGauge(
            "idbellen.access_log.waiting", WaitingRecords, description: "Records of the access log that the receiver has not confirmed; none without a receiver.");
        meter.CreateObservableGauge("idbellen.purge.age", Purges, "s", "Time since the last purge that came to its end.");
    }

    private IEnumerable<Measurement<int>> Conditions() =>
        from municipality in cache.All
        from condition in municipality.Status?.Conditions ?? []
        group condition by (condition.Type, condition.Status) into same
        select new Measurement<int>(same.Count(), new("condition", same.Key.Type), new("status", same.Key.Status));

    private IEnumerable<Measurement<double>> OldestRecords() =>
        ages.Tenants.Select(tenant => Age(tenant.Name, tenant.OldestRecordAt));

    private IEnumerable<Measurement<long>> WaitingRecords() =>
        from tenant in ages.Tenants
        where tenant.AccessLogWaiting is not null
        select new Measurement<long>(tenant.AccessLogWaiting ?? 0, new KeyValuePair<string, object?>("municipality", tenant.Name));

    private IEnumerable<Measurement<double>> Retentions() =>
        ages.Tenants.Select(tenant => new Measurement<double>(tenant.Retention.TotalSeconds, new KeyValuePair<string, object?>("municipality", tenant.Name)));

    private IEnumerable<Measurement<double>> Purges() => ages.Tenants.Select(tenant => Age(tenant.Name, tenant.PurgedAt));

    private Measurement<double> Age(string municipality, DateTimeOffset? since) =>
        new(since is { } moment ? Math.Max(0, (time.GetUtcNow() - moment).TotalSeconds) : 0, new KeyValuePair<string, object?>("municipality", municipality));
}
