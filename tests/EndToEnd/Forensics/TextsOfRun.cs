using System.Collections.Concurrent;

namespace IdBellen.Tests.EndToEnd.Forensics;

/// <summary>What can be read of a run besides its files: from the database, the cluster and the servers themselves.</summary>
public sealed class TextsOfRun(MarkedRun run)
{
    // Not Secrets: some of the marks come from there.
    private const string Kinds = "municipalities.idbellen.nl,events,configmaps,leases.coordination.k8s.io,pods,serviceaccounts";

    public async Task<IReadOnlyList<(string Place, string Text)>> ReadAsync()
    {
        var texts = new List<(string, string)>
        {
            ("notifications", string.Join('\n', run.Database.Notifications)),
            ("pg_stat_activity", string.Join('\n', await run.Database.Server.QueryAsync("SELECT query FROM pg_stat_activity"))),
        };
        foreach (var database in (string[])[run.Platform.Database, run.TenantDatabase])
            texts.Add(($"rows of {database}", await run.Database.TablesAsync(database)));
        foreach (var ns in (string[])[run.Platform.Namespace, run.Platform.SystemNamespace])
            texts.Add(($"Kubernetes, {ns}", await run.Platform.Kubernetes.KubectlAsync("get", Kinds, "-n", ns, "-o", "json")));
        using var http = new HttpClient();
        foreach (var metrics in (Uri[])[run.Product.OperatorMetrics, run.Product.ApiMetrics])
            texts.Add(($"metrics at {metrics.Port}", await http.GetStringAsync(metrics)));
        return texts;
    }
}
