namespace IdBellen.Api.Platform.Connections;

/// <summary>Places, and a line of bounded length before them.</summary>
/// <param name="places">The number of concurrent holders.</param>
/// <param name="maxWaiting">The length of the queue.</param>
/// <param name="patience">Maximum waiting time.</param>
#pragma warning disable CA1001 // A SemaphoreSlim without a wait handle has nothing to dispose of.
internal sealed class WaitingLine(int places, int maxWaiting, TimeSpan patience, TimeProvider time)
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim free = new(places);
    private int waiting;

    /// <returns>The place in the line. Dispose of it when leaving.</returns>
    /// <exception cref="TenantBusyException">The line is full, or did not move in time.</exception>
    public async ValueTask<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        if (await free.WaitAsync(TimeSpan.Zero, CancellationToken.None)) return new Place(free);
        if (Interlocked.Increment(ref waiting) > maxWaiting)
        {
            Interlocked.Decrement(ref waiting);
            throw new TenantBusyException();
        }
        using var late = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            await free.WaitAsync(either.Token);
            return new Place(free);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TenantBusyException();
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    private sealed class Place(SemaphoreSlim free) : IDisposable
    {
        private int hasLeft;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref hasLeft, 1) == 0) free.Release();
        }
    }
}
