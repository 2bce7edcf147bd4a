using IdBellen.Api.Platform.Connections;
using IdBellen.Api.Platform.Notifications;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Logs;
using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.Retention;

namespace IdBellen.Api.Platform.Retention;

/// <summary>
/// Purges one municipality's database with the api's own login, at one replica at a time, by a transaction-level lock in that database.
/// </summary>
internal sealed partial class SweepTenant(TenantPurge purge, ChangeHints hints, TimeProvider time, ILogger<SweepTenant> logger)
{
    // One connection of few is away from requests for so long at most.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // Limits the wait for a hanging server.
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(20);

    /// <returns>
    /// Returns whether all expired data is erased. A fault is logged and not thrown, so that it does not block other municipalities.
    /// </returns>
    public async Task<bool> ExecuteAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(TimeLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var terms = new PurgeTerms(tenant.Policy.Retention, tenant.Policy.WrapUp) { Patience = Patience, InTurn = true };
            PurgeResult result;
            var areKeysGone = await tenant.SlotKeys.EmptyAsync(either.Token);
            await using (var rented = await tenant.Database.OpenAsync(either.Token))
                result = await purge.RunAsync(rented.Connection, terms, either.Token);
            if (result.IsVisible)
            {
                LogSwept(logger, tenant.Name, result.Sessions, result.Calls, result.CallerNumbers);
                hints.Hint(tenant.Uid);
            }
            return result.IsComplete && areKeysGone;
        }
        catch (TenantGoneException)
        {
            // The operator takes it down, with all that is in it.
            return false;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            LogFault(logger, tenant.Name, new SafeFault(fault));
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Municipality}: swept {Sessions} sessions, {Calls} calls and {CallerNumbers} "
        + "caller numbers")]
    private static partial void LogSwept(ILogger logger, string municipality, long sessions, long calls, long callerNumbers);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Municipality}: the sweep failed with {Fault}; retrying within a minute")]
    private static partial void LogFault(ILogger logger, string municipality, SafeFault fault);
}
