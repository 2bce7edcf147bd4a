namespace IdBellen.Api.Sessions.Following;

/// <summary>Looks at IRMA sessions when their time has come. Costs no statement and no request while nothing is due.</summary>
public sealed class FollowUpWorker(FollowedSessions followed, TenantLanes lanes, TimeProvider time) : BackgroundService
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
