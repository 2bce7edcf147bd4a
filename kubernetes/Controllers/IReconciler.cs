namespace IdBellen.Operator.Runtime;

/// <summary>Makes the world as one resource wishes it.</summary>
public interface IReconciler
{
    /// <param name="key">The resource's name in the namespace that is watched.</param>
    Task<ReconcileResult> ReconcileAsync(string key, CancellationToken cancellationToken);
}

/// <summary>When to look at a resource again. There is no result without an answer to that, except that the resource is gone.</summary>
public abstract record ReconcileResult
{
    private ReconcileResult()
    {
    }

    /// <summary>The resource no longer exists, or is no concern of ours any more.</summary>
    public static ReconcileResult Gone { get; } = new Nothing();

    /// <summary>Something is not as it should be; look again after a growing pause.</summary>
    public static ReconcileResult Failed { get; } = new Failure();

    /// <summary>All is well; look again then, because drift raises no event.</summary>
    public static ReconcileResult LookAgainAfter(TimeSpan pause) => new Success(pause);

    internal sealed record Nothing : ReconcileResult;

    internal sealed record Failure : ReconcileResult;

    internal sealed record Success(TimeSpan Pause) : ReconcileResult;
}
