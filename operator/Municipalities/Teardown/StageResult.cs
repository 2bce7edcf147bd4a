namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>The result of a teardown stage: complete, in progress, or blocked by something that may require human action.</summary>
internal abstract record StageResult
{
    private StageResult()
    {
    }

    /// <summary>Nothing is left to do here; the next stage can begin.</summary>
    public static StageResult Complete { get; } = new Completed();

    /// <summary>The stage is in progress without problems; it is requeued soon, so that it does not occupy a worker.</summary>
    public static StageResult RequeueAfter(TimeSpan pause) => new Waits(pause);

    /// <param name="obstacle">The obstacle to the teardown and its resolution.</param>
    public static StageResult Blocked(string obstacle) => new Stopped(obstacle);

    internal sealed record Completed : StageResult;

    internal sealed record Waits(TimeSpan Pause) : StageResult;

    internal sealed record Stopped(string Obstacle) : StageResult;
}
