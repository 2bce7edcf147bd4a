using System.Collections.Concurrent;

namespace IdBellen.Api.Disclosure.Irma;

/// <summary>
/// Limits the bytes of results in this process, from the first byte received until the result is processed, so that one municipality's
/// server can neither exhaust the memory nor starve the others. A result without room is refused at once; the next poll fetches it.
/// </summary>
internal sealed class ResultBudget(long ofProcess = ResultBudget.OfProcess, long ofMunicipality = ResultBudget.OfMunicipality)
{
    /// <summary>Checking a result takes some ten times its length; the api has 512 MiB by default.</summary>
    public const long OfProcess = 24 << 20;

    /// <summary>Room for one of the longest.</summary>
    public const long OfMunicipality = 12 << 20;

    private readonly ConcurrentDictionary<string, long> used = new(StringComparer.Ordinal);
    private long usedByAll;

    /// <summary>Opens a lease without bytes. Dispose of it to release them.</summary>
    public ResultLease Open(string tenantUid) => new(this, tenantUid);

    internal bool TryTake(string tenantUid, long bytes)
    {
        if (Interlocked.Add(ref usedByAll, bytes) <= ofProcess
            && used.AddOrUpdate(tenantUid, bytes, (_, before) => before + bytes) is var mine)
        {
            if (mine <= ofMunicipality) return true;
            Return(tenantUid, bytes);
            return false;
        }
        Interlocked.Add(ref usedByAll, -bytes);
        return false;
    }

    internal void Return(string tenantUid, long bytes)
    {
        Interlocked.Add(ref usedByAll, -bytes);
        if (used.AddOrUpdate(tenantUid, 0, (_, before) => before - bytes) == 0) used.TryRemove(KeyValuePair.Create(tenantUid, 0L));
    }
}

/// <summary>The bytes of one result. Not safe for two threads at once.</summary>
internal sealed class ResultLease(ResultBudget budget, string tenantUid) : IDisposable
{
    private long taken;

    /// <returns>False if the budget is currently exhausted.</returns>
    public bool TryGrow(long bytes)
    {
        if (!budget.TryTake(tenantUid, bytes)) return false;
        taken += bytes;
        return true;
    }

    public void Dispose()
    {
        if (taken > 0) budget.Return(tenantUid, taken);
        taken = 0;
    }
}
