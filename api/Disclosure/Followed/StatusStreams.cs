using System.Collections.Concurrent;
using IdBellen.Api.Disclosure.Irma;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Time;
using Microsoft.Extensions.Options;

namespace IdBellen.Api.Disclosure.Followed;

/// <summary>
/// Event streams from IRMA servers, for as many sessions as this replica may keep connections for. An event only triggers a poll, so a
/// missing or wrong stream costs time but never correctness.
/// </summary>
internal sealed class StatusStreams(FollowedSessions followed, IrmaEvents events, IOptions<FollowUpOptions> options, TimeProvider time)
{
    /// <summary>The delay before the next attempt at a server without events, or whose events do not arrive.</summary>
    private static readonly TimeSpan OffFor = TimeSpan.FromMinutes(30);
    private const int MaxStreamsOfSession = 3;

    private readonly ConcurrentDictionary<Uri, DateTimeOffset> off = new();
    private int open;

    /// <summary>Opens a stream, if the session has none and there may be one more.</summary>
    public void Offer(FollowedSession session, IrmaServer server)
    {
        if (session.HasStream || session.Streams == MaxStreamsOfSession || IsOff(server)) return;
        if (Interlocked.Increment(ref open) > options.Value.MaxStreams)
        {
            Interlocked.Decrement(ref open);
            return;
        }
        session.HasStream = true;
        session.Streams++;
        _ = FollowAsync(session, server, followed.Ended(session));
    }

    private bool IsOff(IrmaServer server) => off.TryGetValue(server.Url, out var since) && time.IsFresh(since, OffFor);

    private void Heard(FollowedSession session)
    {
        session.IsStreaming = true;
        followed.Hurry(session);
    }

    private async Task FollowAsync(FollowedSession session, IrmaServer server, CancellationToken ended)
    {
        try
        {
            var end = await events.FollowAsync(server, session.IrmaToken, () => Heard(session), ended);
            if (end is StreamEnd.Disabled or StreamEnd.Unusable) off[server.Url] = time.GetUtcNow();
            session.HasStream = session.IsStreaming = false;
            followed.Hurry(session);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // Nobody waits for it any more.
        }
        finally
        {
            Interlocked.Decrement(ref open);
        }
    }
}
