using Npgsql;

namespace IdBellen.Operator.Platform;

/// <summary>
/// The same work for all municipalities. It takes them from the platform database and asks neither Kubernetes nor whether a municipality is ready. One that fails or takes
/// too long does not hold up the others, and none has to wait for the same others each time: their order is random.
/// </summary>
public sealed class TenantRound(TenantRegister register, TimeProvider time)
{
    /// <param name="atOnce">How many at a time.</param>
    /// <param name="limit">Of one of them; then its token is cancelled.</param>
    /// <param name="work">For one of them.</param>
    /// <param name="failed">Told of the name of a municipality whose work failed, and with what: an SQL state (PostgreSQL, appendix A) or the type of the exception, never its text.</param>
    /// <param name="cancellationToken">Ends the round.</param>
    /// <exception cref="OperationCanceledException">The round was ended.</exception>
    public async Task RunAsync(
        int atOnce, TimeSpan limit, Func<RegisteredTenant, CancellationToken, Task> work, Action<string, string> failed, CancellationToken cancellationToken) =>
        await Parallel.ForEachAsync(
            (await register.ListAsync(cancellationToken)).OrderBy(_ => Guid.NewGuid()),
            new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellationToken },
            async (tenant, token) =>
            {
                using var late = new CancellationTokenSource(limit, time);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, token);
                try
                {
                    await work(tenant, either.Token);
                }
                catch (Exception fault) when (!token.IsCancellationRequested)
                {
                    failed(tenant.Name, (fault as PostgresException)?.SqlState ?? fault.GetType().Name);
                }
            });
}
