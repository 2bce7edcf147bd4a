using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Api.Telephony.Live;

/// <summary>An agent's page that is open: a live stream, of which the newest snapshot counts.</summary>
internal sealed class Watching : IAsyncDisposable
{
    private readonly CancellationTokenSource enough = new();
    private readonly Task reading;
    private volatile IReadOnlyList<string>? seen;

    private Watching(GraphQLClient client, Action<IReadOnlyList<string>>? each) => reading = ReadAsync(client, each);

    /// <summary>The ids of the live calls; null before the first snapshot.</summary>
    public IReadOnlyList<string>? Seen => seen;

    /// <summary>The stream has broken off or ended.</summary>
    public bool HasEnded => reading.IsCompleted;

    /// <summary>Opens a stream, and waits for its first snapshot.</summary>
    public static async Task<Watching> OpenAsync(GraphQLClient client, Action<IReadOnlyList<string>>? each = null)
    {
        var watching = new Watching(client, each);
        await Eventually.BeTrueAsync(() => Task.FromResult(watching.seen is not null), what: "the first snapshot");
        return watching;
    }

    /// <summary>How soon is a matter of the bench (CallBench).</summary>
    public Task SeesAsync(int calls) =>
        Eventually.BeTrueAsync(() => Task.FromResult(seen!.Count == calls), what: $"{calls} calls are seen");

    public async ValueTask DisposeAsync()
    {
        await enough.CancelAsync();
        await reading.ContinueWith(_ => { }, TaskScheduler.Default);
        enough.Dispose();
    }

    private async Task ReadAsync(GraphQLClient client, Action<IReadOnlyList<string>>? each)
    {
        await foreach (var next in client.SubscribeAsync<IReadOnlyList<ListedCall>>(
            "subscription { liveCalls { id } }", cancellationToken: enough.Token))
        {
            IReadOnlyList<string> ids = [.. next.Select(call => call.Id!)];
            each?.Invoke(ids);
            seen = ids;
        }
    }
}
