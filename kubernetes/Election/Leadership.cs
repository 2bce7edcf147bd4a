namespace IdBellen.Operator.Runtime.Election;

/// <summary>Whether this process may change things. It gains leadership once, and once it has lost it, never again.</summary>
public sealed class Leadership : IDisposable
{
    private readonly TaskCompletionSource gained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource lost = new();

    public bool IsHeld { get; private set; }

    /// <summary>Cancelled at the moment at which nothing may be changed any more.</summary>
    public CancellationToken Lost => lost.Token;

    /// <summary>Waits until this process leads.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => gained.Task.WaitAsync(cancellationToken);

    public void Gain()
    {
        IsHeld = true;
        gained.TrySetResult();
    }

    public void Lose()
    {
        IsHeld = false;
        lost.Cancel();
    }

    public void Dispose() => lost.Dispose();
}
