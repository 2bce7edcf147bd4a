using IdBellen.Operator.Platform;
using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Logs;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Operator.Evaluation;

/// <summary>Rolls up the evaluations of all municipalities. A failure is logged and retried ten minutes later; nothing is lost.</summary>
internal sealed partial class EvaluationJob(
    PostgresServer server, TenantRound round, EvaluationRollUp rollUp, TimeProvider time, ILogger<EvaluationJob> logger)
{
    private const int AtOnce = 4;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(20);

    // Shorter than the interval between runs, so that two runs never occupy the workers of the purge.
    private static readonly TimeSpan WholeLimit = TimeSpan.FromMinutes(8);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(WholeLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        await round.RunAsync(AtOnce, TimeLimit, RollUpAsync, (tenant, fault) => LogFault(logger, tenant, fault), either.Token);
    }

    private async Task RollUpAsync(TenantRow tenant, CancellationToken cancellationToken)
    {
        var names = new TenantNames(TenantName.Parse(tenant.Name), tenant.Uid);
        await using var connection = await server.OpenAsync(names.Database, names.OwnerRole, cancellationToken);
        await rollUp.RunAsync(connection, tenant.Uid, TimeZones.Find(tenant.TimeZone), everything: false, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Municipality}: the roll-up of its evaluation failed with {Fault}; retrying "
        + "within ten minutes")]
    private static partial void LogFault(ILogger logger, string municipality, SafeFault fault);
}
