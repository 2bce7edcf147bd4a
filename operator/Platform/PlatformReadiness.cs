namespace IdBellen.Operator.Platform;

/// <summary>Whether the platform database has its tables; others wait for it.</summary>
public sealed class PlatformReadiness
{
    private readonly TaskCompletionSource prepared = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsPrepared => prepared.Task.IsCompleted;

    public void Prepared() => prepared.TrySetResult();

    /// <summary>Waits a while; false when it took too long.</summary>
    public async Task<bool> WaitAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            await prepared.Task.WaitAsync(limit, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    public Task WaitAsync(CancellationToken cancellationToken) => prepared.Task.WaitAsync(cancellationToken);
}
