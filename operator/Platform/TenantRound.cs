using IdBellen.Tenancy.Logs;

namespace IdBellen.Operator.Platform;

/// <summary>
/// Runs a job for all municipalities in the platform database, independently of Kubernetes and readiness. A municipality that fails or
/// takes too long does not block the others, and the order is random.
/// </summary>
internal sealed class TenantRound(TenantRows register, TimeProvider time)
{
    /// <param name="atOnce">The maximum concurrency.</param>
    /// <param name="limit">The time limit of one municipality, after which its token is cancelled.</param>
    /// <param name="failed">
    /// Called with the name of a municipality whose run failed, and how.
    /// </param>
    /// <exception cref="OperationCanceledException">The round was ended.</exception>
    public async Task RunAsync(
        int atOnce, TimeSpan limit, Func<TenantRow, CancellationToken, Task> work, Action<string, SafeFault> failed,
        CancellationToken cancellationToken) =>
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
                    failed(tenant.Name, new SafeFault(fault));
                }
            });
}
