using System.Collections.Concurrent;
using IdBellen.Kubernetes.Controllers;
using IdBellen.Operator.Municipalities;

namespace IdBellen.Tests.Support.Environment;

/// <summary>The operator's own reconciler, with its looks counted.</summary>
internal sealed class CountedReconciler(MunicipalityReconciler reconciler, Looks looks) : IReconciler
{
    public async Task<ReconcileResult> ReconcileAsync(string key, CancellationToken cancellationToken)
    {
        looks.Begin(key);
        try
        {
            return await reconciler.ReconcileAsync(key, cancellationToken);
        }
        finally
        {
            looks.End(key);
        }
    }
}

/// <summary>How often each municipality has been looked at. Of one there is never more than one look at a time.</summary>
internal sealed class Looks
{
    private readonly ConcurrentDictionary<string, int> begun = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> ended = new(StringComparer.Ordinal);

    public int Begun(string key) => begun.GetValueOrDefault(key);

    public int Ended(string key) => ended.GetValueOrDefault(key);

    public void Begin(string key) => begun.AddOrUpdate(key, 1, (_, times) => times + 1);

    public void End(string key) => ended.AddOrUpdate(key, 1, (_, times) => times + 1);
}
