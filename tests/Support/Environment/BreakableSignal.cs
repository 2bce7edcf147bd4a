namespace IdBellen.Tests.Support.Environment;

/// <summary>A token that can be cancelled again and again: each time for those who took it before.</summary>
public sealed class BreakableSignal : IDisposable
{
    private CancellationTokenSource source = new();

    public CancellationToken Token => Volatile.Read(ref source).Token;

    public void Break() => Interlocked.Exchange(ref source, new CancellationTokenSource()).Cancel();

    public void Dispose() => source.Dispose();
}
