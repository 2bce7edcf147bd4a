namespace IdBellen.Demo.Irma.Store;

/// <summary>Sweeps each 10 seconds, as irmago's in-memory store does.</summary>
internal sealed class SessionSweep(SessionStore sessions, TimeProvider time) : IHostedService, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private ITimer? timer;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        timer = time.CreateTimer(_ => sessions.Sweep(), state: null, Interval, Interval);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => timer?.Dispose();
}
