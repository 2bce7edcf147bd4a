using System.Collections.Concurrent;
using IdBellen.Api.Disclosure.Followed;
using IdBellen.Api.Disclosure.Irma;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Logs;

namespace IdBellen.Api.Disclosure.IrmaResults;

/// <summary>
/// A bounded queue of posted results for each municipality. Results beyond its capacity are refused; the next poll fetches them, as it does
/// for results that were queued in a crashed process: the IRMA server keeps them all.
/// </summary>
internal sealed partial class ReceivedResults(
    ServedTenants registry, TenantScopes scopes, FollowedSessions followed, UntrustedResults untrusted, IHostApplicationLifetime lifetime,
    ILogger<ReceivedResults> logger)
{
    private const int AtOnce = 4;
    private const int Waiting = 32;
    private readonly ConcurrentDictionary<string, Lane> lanes = new(StringComparer.Ordinal);

    /// <returns>False if the queue is full; the caller keeps the lease.</returns>
    public bool TryTake(ReceivedResult result) => lanes.GetOrAdd(result.TenantUid, _ => new Lane()).TryAdd(result, WorkAsync);

    private async Task WorkAsync(ReceivedResult result)
    {
        using var lease = result.Lease;
        var outcome = FollowResult.Pending;
        try
        {
            if (!registry.TryFindByUid(result.TenantUid, out var tenant)) return;
            await using var scope = scopes.Open(tenant);
            outcome = await scope.ServiceProvider.GetRequiredService<FollowSession>()
                .ReceiveAsync(result.SessionId, result.Jwt, lifetime.ApplicationStopping);
            if (outcome == FollowResult.Untrusted) untrusted.Report(tenant, "callback");
        }
        catch (Exception fault)
        {
            // Above all the municipality's database; one that is down must not stop the others.
            LogFault(logger, new SafeFault(fault));
        }
        if (outcome == FollowResult.Ended) followed.Settle(result.SessionId);
        else followed.Hurry(result.SessionId);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A result posted by an IRMA server could not be processed: {Fault}; fetching it "
        + "instead")]
    private static partial void LogFault(ILogger logger, SafeFault fault);

    private sealed class Lane
    {
        private readonly Lock changing = new();
        private readonly Queue<ReceivedResult> waiting = [];
        private int running;

        public bool TryAdd(ReceivedResult result, Func<ReceivedResult, Task> work)
        {
            lock (changing)
            {
                if (waiting.Count == Waiting) return false;
                waiting.Enqueue(result);
                if (running == AtOnce) return true;
                running++;
            }
            // Not on the thread of the current request.
            _ = Task.Run(() => RunAsync(work));
            return true;
        }

        private async Task RunAsync(Func<ReceivedResult, Task> work)
        {
            while (TryNext() is { } result) await work(result);
        }

        private ReceivedResult? TryNext()
        {
            lock (changing)
            {
                if (waiting.TryDequeue(out var result)) return result;
                running--;
                return null;
            }
        }
    }
}

/// <param name="Jwt">The received JWT, not verified.</param>
/// <param name="Lease">Its share of the budget, released after processing.</param>
internal sealed record ReceivedResult(string TenantUid, Guid SessionId, string Jwt, ResultLease Lease);
