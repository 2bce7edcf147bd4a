using System.Runtime.CompilerServices;
using GraphQL;

namespace IdBellen.Tests.Integration.GraphQL;

/// <summary>A schema of nothing in particular: the transport must carry any.</summary>
public sealed class ToyQuery
{
    public static string Hello(string? name) => $"hello {name ?? "world"}";

    /// <summary>Ends only when it is cancelled.</summary>
    public static async Task<string> Slow(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return "";
    }

    public static string Broken() => throw new InvalidOperationException("the secret of the house");

    public static ToyItem Item() => new();
}

public sealed class ToyItem
{
    public string Name { get; } = "item";

    public static ToyItem Inner() => new();

    public static IReadOnlyList<ToyItem> Many() => [];
}

public sealed class ToyMutation
{
    public static int Touch([FromServices] ToyWorld world) => Interlocked.Increment(ref world.Touched);
}

public sealed class ToySubscription
{
    public static async IAsyncEnumerable<int> Count(int to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var number = 1; number <= to; number++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
            yield return number;
        }
    }

    /// <summary>One number, then a fault.</summary>
    public static async IAsyncEnumerable<int> Failing([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return 1;
        await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        throw new InvalidOperationException("the secret of the house");
    }

    public static IAsyncEnumerable<int> Refused() => throw new InvalidOperationException("the secret of the house");

    /// <summary>Each number that the world comes to, as long as somebody listens.</summary>
    public static async IAsyncEnumerable<string> Numbers(
        [FromServices] ToyWorld world, int padding = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref world.Listeners);
        try
        {
            for (var sent = -1; !cancellationToken.IsCancellationRequested;)
            {
                var number = Volatile.Read(ref world.Number);
                if (number != sent) yield return $"{sent = number}{new string('.', padding)}";
                await Task.Delay(TimeSpan.FromMilliseconds(2), cancellationToken);
            }
        }
        finally
        {
            Interlocked.Decrement(ref world.Listeners);
        }
    }
}

/// <summary>What the toy schema is about.</summary>
public sealed class ToyWorld
{
#pragma warning disable CA1051, S1104 // Counted by Interlocked.
    public int Touched;
    public int Number;
    public int Listeners;
#pragma warning restore CA1051, S1104
}
