namespace IdBellen.Operator.Municipalities.Teardown;

/// <summary>How a stage of a teardown ended: complete, to be looked at again soon, or held up by something that a person may have to mend.</summary>
public abstract record StageResult
{
    private StageResult()
    {
    }

    /// <summary>Nothing is left to do here; the next stage can begin.</summary>
    public static StageResult Complete { get; } = new Completed();

    /// <summary>All is as it should be, but not over. No worker waits meanwhile, so that others go on.</summary>
    public static StageResult LookAgainAfter(TimeSpan pause) => new Waits(pause);

    /// <param name="obstacle">A sentence that says what stands in the way and what to do about it.</param>
    public static StageResult Blocked(string obstacle) => new Stopped(obstacle);

    internal sealed record Completed : StageResult;

    internal sealed record Waits(TimeSpan Pause) : StageResult;

    internal sealed record Stopped(string Obstacle) : StageResult;
}
