using IdBellen.Operator.Cluster;
using IdBellen.Operator.Postgres;
using IdBellen.Tenancy.Logs;
using IdBellen.Tenancy.Postgres;
using IdBellen.Tenancy.Resource;
using k8s;
using k8s.Autorest;
using k8s.Exceptions;
using Npgsql;

namespace IdBellen.Operator.Municipalities.Strays;

/// <summary>
/// <c>orphans</c>: lists the databases, roles, rows and Secrets of municipalities that no longer have a resource in the cluster. Read-only.
/// </summary>
internal static class OrphansCommand
{
    public const string Word = "orphans";

    private const int None = 0;
    private const int Some = 1;
    private const int Unreadable = 2;

    private const string Marked =
        """
        SELECT 'row of tenant', name, uid FROM tenant
        UNION ALL SELECT 'row of accepted_spec', name, uid FROM accepted_spec
        UNION ALL SELECT 'database', datname::text, shobj_description(oid, 'pg_database') FROM pg_database
            WHERE datname LIKE 'idbellen\_%' AND shobj_description(oid, 'pg_database') IS NOT NULL
        UNION ALL SELECT CASE WHEN rolcanlogin THEN 'role that may log in' ELSE 'role' END, rolname::text,
            shobj_description(oid, 'pg_authid')
            FROM pg_roles WHERE rolname LIKE 'idbellen\_%' AND shobj_description(oid, 'pg_authid') IS NOT NULL
        ORDER BY 3, 1, 2
        """;

    /// <returns>The exit status: 0 no orphans, 1 orphans found, 2 not readable.</returns>
    public static async Task<int> RunAsync(string? connectionString, KubernetesOptions options, TextWriter output, TextWriter errors)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            await errors.WriteLineAsync("Set Platform__ConnectionString as the operator has it, and KUBECONFIG or Kubernetes__ConfigFile.");
            return Unreadable;
        }
        try
        {
            using var client = options.Connect();
            var living = (await new ClusterMunicipalities(client).ListAsync(CancellationToken.None))
                .Select(municipality => municipality.Uid).ToHashSet(StringComparer.Ordinal);
            List<(string What, string Name, string Uid)> left =
                [.. await InPostgresAsync(connectionString), .. await SecretsAsync(client, options.Namespace)];
            var orphans = left.Where(one => !living.Contains(one.Uid)).ToList();
            foreach (var (what, name, uid) in orphans) await output.WriteLineAsync($"{uid}  {what}  {name}");
            await errors.WriteLineAsync(orphans.Count == 0
                ? "No orphans found."
                : "None of these belongs to a municipality in this cluster. Before a database administrator drops them, check whether "
                    + "another cluster shares the PostgreSQL server.");
            return orphans.Count == 0 ? None : Some;
        }
        catch (Exception fault) when (fault is NpgsqlException or ArgumentException or InvalidOperationException or HttpRequestException
            or HttpOperationException or KubeConfigException)
        {
            // Without the fault's message, which may contain the connection string.
            await errors.WriteLineAsync("The cluster or the platform database cannot be read: "
                + $"{(fault as PostgresException)?.MessageText ?? new SafeFault(fault).Kind}.");
            return Unreadable;
        }
    }

    private static async Task<List<(string What, string Name, string Uid)>> InPostgresAsync(string connectionString)
    {
        await using var connection = await PostgresAddress.Parse(connectionString, "id-bellen-orphans").OpenAsync(CancellationToken.None);
        await using var command = connection.Command(Marked);
        await using var reader = await command.ExecuteReaderAsync();
        var marked = new List<(string What, string Name, string Uid)>();
        while (await reader.ReadAsync()) marked.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        return marked;
    }

    private static async Task<IEnumerable<(string What, string Name, string Uid)>> SecretsAsync(IKubernetes client, string ns) =>
        from secret in (await client.CoreV1.ListNamespacedSecretAsync(ns, labelSelector: WellKnown.MunicipalityLabel)).Items
        from uid in secret.Marks().Distinct(StringComparer.Ordinal)
        select ("Secret", secret.Metadata.Name, uid);
}
