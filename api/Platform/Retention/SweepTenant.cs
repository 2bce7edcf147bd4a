using IdBellen.Api.Events;
using IdBellen.Api.Tenants;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.Retention;
using Npgsql;

namespace IdBellen.Api.Retention;

/// <summary>Purges one municipality's database with the api's own login. Of several replicas one does it at a time; a lock in that database decides, which goes with its transaction.</summary>
public sealed partial class SweepTenant(TenantPurge purge, ChangeHints hints, TimeProvider time, ILogger<SweepTenant> logger)
{
    // One connection of few is away from requests for so long at most.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // For a server that hangs.
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan HintLimit = TimeSpan.FromSeconds(2);

    /// <returns>Whether nothing is left that should have gone. A fault is logged and not thrown: it must not hold up the others.</returns>
    public async Task<bool> ExecuteAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(TimeLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var terms = new PurgeTerms(tenant.Spec.Retention(), tenant.Spec.WrapUp()) { Patience = Patience, InTurn = true };
            PurgeResult result;
            var areKeysGone = await tenant.SlotKeys.EmptyAsync(either.Token);
            await using (var rented = await tenant.Database.OpenAsync(either.Token)) result = await purge.RunAsync(rented.Connection, terms, either.Token);
            if (result.IsVisible) await TellAsync(tenant, result, cancellationToken);
            return result.IsComplete && areKeysGone;
        }
        catch (TenantGoneException)
        {
            // The operator takes it down, with all that is in it.
            return false;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            LogFault(logger, tenant.Name, fault is PostgresException { SqlState: var state } ? state : fault.GetType().Name);
            return false;
        }
    }

    // The platform database, which carries hints to other replicas, may be away.
    private async Task TellAsync(Tenant tenant, PurgeResult result, CancellationToken cancellationToken)
    {
        LogSwept(logger, tenant.Name, result.Sessions, result.Calls, result.CallerNumbers);
        using var limit = new CancellationTokenSource(HintLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        await hints.HintAsync(tenant.Uid, either.Token);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Municipality}: swept {Sessions} sessions, {Calls} calls and {CallerNumbers} caller's numbers")]
    private static partial void LogSwept(ILogger logger, string municipality, long sessions, long calls, long callerNumbers);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Municipality}: the sweep failed with {Fault}; it is tried again within a minute")]
    private static partial void LogFault(ILogger logger, string municipality, string fault);
}
