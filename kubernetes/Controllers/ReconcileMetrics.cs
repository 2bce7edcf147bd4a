using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using IdBellen.Kubernetes.Election;

namespace IdBellen.Kubernetes.Controllers;

/// <summary>Metrics of the controller runtime. No label contains a resource's name.</summary>
public sealed class ReconcileMetrics
{
    public const string MeterName = "IdBellen.Operator.Runtime";

    private readonly Histogram<double> duration;
    private readonly Counter<long> errors;

    [SuppressMessage("Reliability", "CA2000", Justification = "The factory owns its meters.")]
    public ReconcileMetrics(IMeterFactory meters, KeyedWorkQueue queue, Leadership leadership)
    {
        var meter = meters.Create(MeterName);
        duration = meter.CreateHistogram(
            "idbellen.reconcile.duration", "s", "Duration of a reconciliation, by result.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] });
        errors = meter.CreateCounter<long>("idbellen.reconcile.errors", description: "Reconciliations that ended with an unexpected "
            + "exception.");
        meter.CreateObservableGauge("idbellen.queue.depth", () => queue.Depth, description: "Resources that are due for reconciliation.");
        meter.CreateObservableGauge("idbellen.leader", () => leadership.IsHeld ? 1 : 0, description:
            "1 if this process is the leader, 0 if it is a standby.");
    }

    public void Looked(ReconcileResult result, TimeSpan took) => Record(took, result switch
    {
        ReconcileResult.Success => "success",
        ReconcileResult.Failure => "failure",
        _ => "gone",
    });

    /// <summary>Counts a reconciliation that ended with an unexpected exception.</summary>
    public void Failed(TimeSpan took)
    {
        Record(took, "error");
        errors.Add(1);
    }

    private void Record(TimeSpan took, string result) =>
        duration.Record(took.TotalSeconds, new KeyValuePair<string, object?>("result", result));
}
