using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using GraphQL;

namespace IdBellen.GraphQL.Operations;

/// <summary>
/// The results of a subscription at the pace of its reader: a slow reader gets the newest result, not every one, and does not block others.
/// An error in the stream becomes the last result.
/// </summary>
internal sealed class LatestResults : IObserver<ExecutionResult>, IDisposable
{
    private readonly Channel<ExecutionResult> results = Channel.CreateBounded<ExecutionResult>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly IDisposable subscription;

    public LatestResults(IObservable<ExecutionResult> stream) => subscription = stream.Subscribe(this);

    /// <summary>False when the stream has ended.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => results.Reader.WaitToReadAsync(cancellationToken);

    public bool TryTake([NotNullWhen(true)] out ExecutionResult? result) => results.Reader.TryRead(out result);

    public async IAsyncEnumerable<ExecutionResult> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await WaitAsync(cancellationToken))
        {
            while (TryTake(out var result)) yield return result;
        }
    }

    public void OnNext(ExecutionResult value) => results.Writer.TryWrite(value);

    public void OnError(Exception error)
    {
        // Exceptions other than ExecutionError get the text for server errors.
        results.Writer.TryWrite(new ExecutionResult { Errors = [error as ExecutionError ?? new ExecutionError("", error)] });
        results.Writer.TryComplete();
    }

    public void OnCompleted() => results.Writer.TryComplete();

    public void Dispose() => subscription.Dispose();
}
