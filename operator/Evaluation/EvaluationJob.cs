using IdBellen.Operator.Platform;
using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;
using Npgsql;

namespace IdBellen.Operator.Evaluation;

/// <summary>
/// Rolls up the evaluations of all municipalities. It takes them from the platform database, as the purge does. One that fails is logged and rolled
/// up ten minutes later, with nothing lost; it does not hold up the others.
/// </summary>
public sealed partial class EvaluationJob(PostgresServer server, TenantRegister register, EvaluationRollUp rollUp, TimeProvider time, ILogger<EvaluationJob> logger)
{
    private const int AtOnce = 4;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(20);

    // Shorter than from one run to the next, so that never two take the workers from the purge.
    private static readonly TimeSpan WholeLimit = TimeSpan.FromMinutes(8);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(WholeLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var tenants = await register.ListAsync(either.Token);
        await Parallel.ForEachAsync(
            tenants, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = either.Token },
            async (tenant, token) => await TryRollUpAsync(tenant, token));
    }

    private async Task TryRollUpAsync(RegisteredTenant tenant, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(TimeLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var names = new TenantNames(TenantName.Parse(tenant.Name));
            await using var connection = await server.OpenAsync(names.Database, names.OwnerRole, either.Token);
            await rollUp.RunAsync(connection, tenant.Uid, TimeZones.Find(tenant.TimeZone), everything: false, either.Token);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            LogFault(logger, tenant.Name, (fault as PostgresException)?.SqlState ?? fault.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Municipality}: the roll-up of its evaluation failed with {Fault}; it is tried again within ten minutes")]
    private static partial void LogFault(ILogger logger, string municipality, string fault);
}
