using IdBellen.Api.Platform.Refusals;
using IdBellen.Tenancy.Hosting;

namespace IdBellen.Api.Platform.Connections;

/// <summary>
/// Schedules the connections of one municipality's pool. Citizens and sign-ins may each use a part of the pool, so that some connections
/// always remain for agents and the exchange. The queues are bounded; a request that finds its queue full is refused at once.
/// </summary>
internal sealed class ConnectionTurns
{
    private static readonly TimeSpan StaffPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan OutsiderPatience = TimeSpan.FromSeconds(2);

    private readonly WaitingLine all;
    private readonly WaitingLine signIns;
    private readonly WaitingLine citizens;

    /// <param name="poolSize">Connections of the pool; with fewer than three none can be kept back.</param>
    /// <param name="limits">The lengths of the queues.</param>
    /// <param name="time">The clock for timeouts.</param>
    public ConnectionTurns(int poolSize, TenantPoolOptions limits, TimeProvider time)
    {
        all = new WaitingLine(poolSize, limits.StaffWaiting, StaffPatience, time);
        signIns = new WaitingLine(Math.Max(1, poolSize / 5), limits.SignInsWaiting, OutsiderPatience, time);
        citizens = new WaitingLine(Math.Max(1, poolSize * 2 / 5), limits.CitizensWaiting, OutsiderPatience, time);
    }

    /// <returns>The turn. Dispose of it after returning the connection.</returns>
    /// <exception cref="TenantBusyException">Too many wait, or it took too long.</exception>
    public async ValueTask<IDisposable> TakeAsync(ConnectionShare share, CancellationToken cancellationToken)
    {
        var own = share switch
        {
            ConnectionShare.Citizen => citizens,
            ConnectionShare.SignIn => signIns,
            _ => null,
        };
        if (own is null) return await all.EnterAsync(cancellationToken);
        var place = await own.EnterAsync(cancellationToken);
        try
        {
            return new Both(place, await all.EnterAsync(cancellationToken));
        }
        catch
        {
            place.Dispose();
            throw;
        }
    }

    private sealed class Both(IDisposable first, IDisposable second) : IDisposable
    {
        public void Dispose()
        {
            second.Dispose();
            first.Dispose();
        }
    }
}

/// <summary>The queue for this municipality's database is full.</summary>
internal sealed class TenantBusyException() : Exception("Too many requests are waiting for the municipality's database."), IRefused
{
    public int Status => StatusCodes.Status503ServiceUnavailable;

    public Refusal Refusal => Refusal.TooBusy;
}
