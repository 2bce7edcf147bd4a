namespace IdBellen.Kubernetes.Controllers;

/// <summary>Reconciles the actual state with the desired state of one resource.</summary>
public interface IReconciler
{
    /// <param name="key">The resource's name in the namespace that is watched.</param>
    Task<ReconcileResult> ReconcileAsync(string key, CancellationToken cancellationToken);
}

/// <summary>The result of a reconciliation: when to requeue the resource, unless it is gone.</summary>
public abstract record ReconcileResult
{
    private ReconcileResult()
    {
    }

    /// <summary>The resource no longer exists or needs no reconciliation; do not requeue it.</summary>
    public static ReconcileResult Gone { get; } = new Nothing();

    /// <summary>The desired state was not reached; requeue with exponential back-off.</summary>
    public static ReconcileResult Failed { get; } = new Failure();

    /// <summary>The desired state was reached; requeue after this time, because drift raises no event.</summary>
    public static ReconcileResult RequeueAfter(TimeSpan pause) => new Success(pause);

    internal sealed record Nothing : ReconcileResult;

    internal sealed record Failure : ReconcileResult;

    internal sealed record Success(TimeSpan Pause) : ReconcileResult;
}
