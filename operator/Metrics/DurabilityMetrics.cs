using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using IdBellen.Operator.Platform;

namespace IdBellen.Operator.Metrics;

/// <summary>What the operator tells of the PostgreSQL server.</summary>
public sealed class DurabilityMetrics
{
    public const string MeterName = "IdBellen.Operator.Postgres";

    [SuppressMessage("Reliability", "CA2000", Justification = "The factory owns its meters.")]
    public DurabilityMetrics(IMeterFactory meters, ServerDurability durability) => meters.Create(MeterName).CreateObservableGauge(
        "idbellen.postgres.durable",
        () => durability.Settings.Select(setting => new Measurement<int>(setting.Value ? 1 : 0, new KeyValuePair<string, object?>("setting", setting.Key))),
        description: "1 where a setting of PostgreSQL keeps what was committed when the server crashes, 0 where it may lose it.");
}
