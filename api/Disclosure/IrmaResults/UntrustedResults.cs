using System.Collections.Concurrent;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tenancy.Time;

namespace IdBellen.Api.Disclosure.IrmaResults;

/// <summary>
/// Counts and logs results with an unaccepted signature, issuer, time or session. A working server has none, so each affected municipality
/// is logged, but not each result, which would let an attacker flood the log.
/// </summary>
internal sealed partial class UntrustedResults(ResultMetrics metrics, TimeProvider time, ILogger<UntrustedResults> logger)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(15);
    private readonly ConcurrentDictionary<string, DateTimeOffset> told = new(StringComparer.Ordinal);

    /// <param name="tenant">The municipality with the IRMA server.</param>
    /// <param name="source"><c>callback</c> or <c>look</c>.</param>
    public void Report(Tenant tenant, string source)
    {
        metrics.Untrusted(tenant.Name, source);
        var now = time.GetUtcNow();
        if (told.TryGetValue(tenant.Uid, out var last)
            ? time.IsFresh(last, Quiet) || !told.TryUpdate(tenant.Uid, now, last) : !told.TryAdd(tenant.Uid, now))
            return;
        LogUntrusted(logger, tenant.Name);
    }

    [LoggerMessage(Level = LogLevel.Error, Message =
        "A result of the IRMA server of {Municipality} is not signed as its settings say, so nobody can identify there. Compare the "
            + "server's /publickey with "
        + "spec.irma.resultPublicKeyRef, its --jwt-issuer with irmaserver, and the clocks. This is told once in a quarter of an hour")]
    private static partial void LogUntrusted(ILogger logger, string municipality);
}
