namespace IdBellen.Operator.Platform;

/// <summary>Whether the platform database is migrated; other services wait for it.</summary>
internal sealed class PlatformReadiness
{
    private readonly TaskCompletionSource prepared = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A message that says what must be corrected before anything is provisioned; null without a known problem.</summary>
    public string? Obstacle { get; private set; }

    public bool IsPrepared => prepared.Task.IsCompleted;

    public void Prepared()
    {
        Obstacle = null;
        prepared.TrySetResult();
    }

    public void HeldUpBy(string? obstacle) => Obstacle = obstacle;

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
