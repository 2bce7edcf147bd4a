namespace IdBellen.Kubernetes.Election;

/// <summary>Whether this process is the leader. Leadership is gained at most once; after it is lost it is never regained.</summary>
public sealed class Leadership : IDisposable
{
    private readonly TaskCompletionSource gained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource lost = new();

    public bool IsHeld { get; private set; }

    /// <summary>Cancelled when leadership is lost.</summary>
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
