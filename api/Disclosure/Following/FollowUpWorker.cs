using IdBellen.Api.Disclosure.Followed;

namespace IdBellen.Api.Disclosure.Following;

/// <summary>Polls IRMA sessions when they are due. Sends no statement and no request while none is.</summary>
internal sealed class FollowUpWorker(FollowedSessions followed, TenantLanes lanes, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var session in followed.TakeDue()) lanes.Enqueue(session, stoppingToken);
        }
    }
}
