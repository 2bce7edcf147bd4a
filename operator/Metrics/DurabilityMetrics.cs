using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using IdBellen.Operator.Platform;

namespace IdBellen.Operator.Metrics;

/// <summary>Metrics of the PostgreSQL server.</summary>
internal sealed class DurabilityMetrics
{
    public const string MeterName = "IdBellen.Operator.Postgres";

    [SuppressMessage("Reliability", "CA2000", Justification = "The factory owns its meters.")]
    public DurabilityMetrics(IMeterFactory meters, ServerDurability durability, ReachableDatabases reachable)
    {
        var meter = meters.Create(MeterName);
        meter.CreateObservableGauge(
            "idbellen.postgres.durable",
            () => durability.Settings.Select(
                setting => new Measurement<int>(setting.Value ? 1 : 0, new KeyValuePair<string, object?>("setting", setting.Key))),
            description: "1 if a setting of PostgreSQL preserves committed transactions when the server crashes, 0 if it may lose them.");
        meter.CreateObservableGauge(
            "idbellen.postgres.reachable.databases",
            () => reachable.Names is { } names ? [new Measurement<int>(names.Count)] : (Measurement<int>[])[],
            description: "Other databases that the municipalities' login roles can connect to; the log contains their names.");
    }
}
