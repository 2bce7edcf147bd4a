using System.Diagnostics.CodeAnalysis;
using IdBellen.Telephony.Asterisk.Ari;
using IdBellen.Telephony.Asterisk.Calls.Lines;
using IdBellen.Telephony.Asterisk.Speech;
using Microsoft.Extensions.Options;

namespace IdBellen.Telephony.Asterisk.Calls.Entry;

/// <summary>Says why a call is not taken, and hangs up. To so many at once; the rest get the busy tone.</summary>
internal sealed class Announcer(IOptions<CallLimits> limits, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private int speaking;

    /// <summary>Begins, and does not wait for the end.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "Who speaks disposes of it.")]
    public void Say(Switchboard board, string channel, Prompt words, string language)
    {
        // Before the next event is looked at, which may be its end.
        var listener = new Listener(board.Leaving);
        board.Own(channel, listener);
        _ = Task.Run(() => SayAsync(new Line(board, channel, time), listener, words, language));
    }

    /// <summary>Refuses a call without an answer.</summary>
    public void Refuse(Switchboard board, string channel, HangUpCause cause) =>
        _ = Task.Run(() => new Line(board, channel, time).HangUpWithinAsync(Limit, cause));

    private async Task SayAsync(Line line, Listener listener, Prompt words, string language)
    {
        using var disposed = listener;
        try
        {
            if (Interlocked.Increment(ref speaking) > limits.Value.Announcements)
            {
                await line.HangUpWithinAsync(Limit, HangUpCause.Busy);
                return;
            }
            await line.AnswerAsync(listener.Over);
            // No municipality's own recording: the called number may be nobody's.
            if (await line.PlayAsync(words, language, listener.Over) is not null) await listener.Ended.WaitAsync(listener.Over);
        }
        catch (OperationCanceledException)
        {
            // Hung up, or too slow.
        }
        finally
        {
            Interlocked.Decrement(ref speaking);
            line.Board.Disown(line.Channel);
        }
        await line.HangUpWithinAsync(Limit);
    }

    private sealed class Listener : IChannelOwner, IDisposable
    {
        private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly CancellationTokenSource over;

        public Listener(CancellationToken leaving)
        {
            over = CancellationTokenSource.CreateLinkedTokenSource(leaving);
            over.CancelAfter(Limit);
            Over = over.Token;
        }

        public CancellationToken Over { get; }

        public Task Ended => ended.Task;

        public void Pressed(char key)
        {
        }

        public void Played(string playback) => ended.TrySetResult();

        public void Gone() => ended.TrySetResult();

        public void Dispose() => over.Dispose();
    }
}
