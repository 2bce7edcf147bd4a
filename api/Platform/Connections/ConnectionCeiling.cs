namespace IdBellen.Api.Platform.Connections;

/// <summary>
/// One ceiling for the connections of this replica to all municipalities' databases, so that their number does not grow with that of
/// municipalities. When it is reached, idle connections of the pool that was used longest ago are closed for whoever needs one. When all
/// are in use, pools wait in turn, so a burst at one municipality does not keep others waiting.
/// </summary>
/// <param name="most">The ceiling.</param>
/// <param name="patience">Maximum waiting time.</param>
/// <param name="time">The clock.</param>
internal sealed class ConnectionCeiling(int most, TimeSpan patience, TimeProvider time)
{
    private readonly Lock changing = new();
    private readonly HashSet<PoolShare> open = [];
    private readonly Queue<PoolShare> inTurn = [];
    private int total;

    /// <summary>Connections that may be open: in use, or idle in a pool.</summary>
    public int Open
    {
        get
        {
            lock (changing) return total;
        }
    }

    /// <summary>Waits until this pool may have one more connection in use. <see cref="Leave"/> must follow.</summary>
    /// <exception cref="TenantBusyException">All were in use for too long.</exception>
    public async ValueTask EnterAsync(PoolShare pool, CancellationToken cancellationToken)
    {
        TaskCompletionSource? waiter = null;
        PoolShare? givenUp;
        lock (changing)
        {
            if (!TryTake(pool, out givenUp))
            {
                if (pool.Waiting.Count == 0) inTurn.Enqueue(pool);
                waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                pool.Waiting.Enqueue(waiter);
            }
        }
        givenUp?.CloseIdle();
        if (waiter is not null) await WaitAsync(pool, waiter, cancellationToken);
    }

    /// <summary>A connection was returned to its pool, or could not be opened.</summary>
    public void Leave(PoolShare pool)
    {
        for (var leaving = pool; leaving is not null;) leaving = HandOn(leaving);
    }

    /// <summary>The pool is closed. Its connections in use are closed when they are returned.</summary>
    public void Close(PoolShare pool)
    {
        lock (changing)
        {
            pool.IsClosed = true;
            Shrink(pool);
        }
    }

    /// <returns>The next pool, if who waited there has stopped waiting: it leaves at once.</returns>
    private PoolShare? HandOn(PoolShare pool)
    {
        PoolShare? next = null;
        PoolShare? givenUp = null;
        TaskCompletionSource? waiter = null;
        lock (changing)
        {
            pool.InUse--;
            pool.UsedAt = time.GetTimestamp();
            if (pool.IsClosed) Shrink(pool);
            if (inTurn.TryPeek(out next) && TryTake(next, out givenUp))
            {
                inTurn.Dequeue();
                waiter = next.Waiting.Dequeue();
                if (next.Waiting.Count > 0) inTurn.Enqueue(next);
            }
        }
        givenUp?.CloseIdle();
        return waiter?.TrySetResult() == false ? next : null;
    }

    private async Task WaitAsync(PoolShare pool, TaskCompletionSource waiter, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            await waiter.Task.WaitAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            // Its turn may have come at this very moment.
            if (!waiter.TrySetCanceled(CancellationToken.None)) Leave(pool);
            cancellationToken.ThrowIfCancellationRequested();
            throw new TenantBusyException();
        }
    }

    private bool TryTake(PoolShare pool, out PoolShare? givenUp)
    {
        givenUp = null;
        if (pool.InUse == pool.Open)
        {
            if (total >= most)
            {
                givenUp = open.Where(one => one.Open > one.InUse).MinBy(one => one.UsedAt);
                if (givenUp is null) return false;
                Shrink(givenUp);
            }
            pool.Open++;
            total++;
            open.Add(pool);
        }
        pool.InUse++;
        return true;
    }

    private void Shrink(PoolShare pool)
    {
        total -= pool.Open - pool.InUse;
        pool.Open = pool.InUse;
        if (pool.Open == 0) open.Remove(pool);
    }
}

/// <summary>One pool's part of the ceiling, which guards it with its lock.</summary>
/// <param name="closeIdle">Closes the idle connections of the pool.</param>
internal sealed class PoolShare(Action closeIdle)
{
    public int InUse { get; set; }

    /// <summary>As many as there may be: those in use, and those that are idle unless the pool has closed them by itself.</summary>
    public int Open { get; set; }

    /// <summary>When a connection was last returned.</summary>
    public long UsedAt { get; set; }

    public bool IsClosed { get; set; }

    public Queue<TaskCompletionSource> Waiting { get; } = [];

    public void CloseIdle() => closeIdle();
}
