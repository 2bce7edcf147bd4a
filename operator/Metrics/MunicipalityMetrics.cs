using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using IdBellen.Operator.Municipalities.Cache;
using IdBellen.Operator.Municipalities.Definition;
using IdBellen.Operator.Municipalities.Strays;

namespace IdBellen.Operator.Metrics;

/// <summary>Metrics of the municipalities. Labels contain only names of municipalities, and types and statuses of conditions.</summary>
internal sealed class MunicipalityMetrics
{
    public const string MeterName = "IdBellen.Operator.Municipalities";

    private readonly MunicipalityCache cache;
    private readonly TenantAges ages;
    private readonly TimeProvider time;

    [SuppressMessage("Reliability", "CA2000", Justification = "The factory owns its meters.")]
    public MunicipalityMetrics(
        IMeterFactory meters, MunicipalityCache cache, TenantAges ages, ClusterDefinition definition, Elsewhere elsewhere, Orphans orphans,
        TimeProvider time)
    {
        (this.cache, this.ages, this.time) = (cache, ages, time);
        var meter = meters.Create(MeterName);
        meter.CreateObservableGauge("idbellen.municipalities", Conditions,
            description: "Municipalities by the type and status of their conditions.");
        meter.CreateObservableGauge(
            "idbellen.oldest_record.age", OldestRecords, "s",
            "Age of the oldest session, or call with a number, in the database; 0 when there is none.");
        meter.CreateObservableGauge("idbellen.retention", Retentions, "s", "The configured retention of personal data.");
        meter.CreateObservableGauge(
            "idbellen.access_log.waiting", WaitingRecords,
            description: "Records of the access log that the receiver has not confirmed; none without a receiver.");
        meter.CreateObservableGauge(
            "idbellen.definition.missing_fields", () => definition.LastMissing?.Count ?? 0, description:
                "Fields that the CustomResourceDefinition in the cluster drops; 0 when it is that of this release.");
        meter.CreateObservableGauge("idbellen.municipalities.elsewhere", () => elsewhere.Count, description:
            "Municipalities in namespaces that the operator does not watch.");
        meter.CreateObservableGauge(
            "idbellen.orphans", () => orphans.Names.Select(
                name => new Measurement<int>(1, new KeyValuePair<string, object?>("municipality", name))),
            description: "Municipalities that have a database and no resource.");
        meter.CreateObservableGauge("idbellen.purge.age", Purges, "s", "Time since the last completed purge.");
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
        ages.Tenants.Select(tenant => new Measurement<double>(tenant.Retention.TotalSeconds,
            new KeyValuePair<string, object?>("municipality", tenant.Name)));

    private IEnumerable<Measurement<double>> Purges() => ages.Tenants.Select(tenant => Age(tenant.Name, tenant.PurgedAt));

    private Measurement<double> Age(string municipality, DateTimeOffset? since) =>
        new(since is { } moment ? Math.Max(0, (time.GetUtcNow() - moment).TotalSeconds) : 0,
            new KeyValuePair<string, object?>("municipality", municipality));
}
