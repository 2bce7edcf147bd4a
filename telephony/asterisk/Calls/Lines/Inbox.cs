using System.Threading.Channels;

namespace IdBellen.Telephony.Asterisk.Calls.Lines;

/// <summary>What has happened and was not looked at yet, in its order. One reads it, anybody writes.</summary>
internal sealed class Inbox<T>(TimeProvider time)
    where T : class
{
    // A timer takes 49 days at most.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private readonly Channel<T> items = Channel.CreateUnbounded<T>(new UnboundedChannelOptions { SingleReader = true });
    private Task<bool>? waiting;

    public void Put(T item) => items.Writer.TryWrite(item);

    /// <summary>The next one; null when nothing has come until then.</summary>
    /// <param name="until">A time stamp of the time provider. What is more than an hour away is not waited for.</param>
    public async Task<T?> NextAsync(long until, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (items.Reader.TryRead(out var item)) return item;
            if (waiting is null or { IsCompleted: true }) waiting = items.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
            var rest = time.GetElapsedTime(time.GetTimestamp(), until);
            if (rest <= TimeSpan.Zero) return null;
            if (rest > Longest) rest = Longest;
            try
            {
                await waiting.WaitAsync(rest, time, cancellationToken);
            }
            catch (TimeoutException)
            {
                return null;
            }
        }
    }

    /// <summary>Takes what is there, without waiting.</summary>
    public IEnumerable<T> Rest()
    {
        while (items.Reader.TryRead(out var item)) yield return item;
    }
}
