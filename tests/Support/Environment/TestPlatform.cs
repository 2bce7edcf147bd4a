using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;
using Npgsql;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace IdBellen.Tests.Support.Environment;

/// <summary>
/// A namespace and a platform database for one test. Tenant databases of all tests stand on one server, so names of municipalities get
/// the test's own ending.
/// </summary>
public sealed class TestPlatform : IAsyncDisposable
{
    private readonly string ending = RandomNumberGenerator.GetHexString(6, lowercase: true);
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> uids = new(StringComparer.Ordinal);

    private TestPlatform(KubernetesApi kubernetes, PostgresInstance postgres)
    {
        Kubernetes = kubernetes;
        Postgres = postgres;
    }

    public KubernetesApi Kubernetes { get; }

    public PostgresInstance Postgres { get; }

    /// <summary>As whom operator and api speak to the API server.</summary>
    public ServiceAccounts Accounts { get; private set; } = null!;

    /// <summary>May do everything.</summary>
    public k8s.Kubernetes Client => Kubernetes.Client;

    public string Namespace => $"test-{ending}";

    /// <summary>Where operator and api would live.</summary>
    public string SystemNamespace => $"{Namespace}-system";

    public string Database => $"platform_{ending}";

    /// <param name="kubernetes">Where its namespaces come.</param>
    /// <param name="postgres">Where its database comes.</param>
    /// <param name="template">What the database is a copy of; absent: empty, as before the operator's very first start.</param>
    public static async Task<TestPlatform> CreateAsync(KubernetesApi kubernetes, PostgresInstance postgres, string template = "template0")
    {
        var platform = new TestPlatform(kubernetes, postgres);
        // Hundreds of tests wait for one: what need not come one after the other does not.
        await Task.WhenAll(
            postgres.ExecuteAsync($"CREATE DATABASE {platform.Database} OWNER idbellen_operator TEMPLATE {template}"),
            platform.CreateNamespacesAsync());
        return platform;
    }

    /// <summary>The loopback port of this platform's api, which is a part of every origin.</summary>
    public int Port { get; } = LoopbackPort.Free();

    /// <summary>The origin of a municipality of this test.</summary>
    public string Origin(string municipality) => $"http://{Name(municipality)}.localhost:{Port}";

    /// <summary>A name that no other test has.</summary>
    public string Name(string municipality) => $"{municipality}-{ending}";

    /// <summary>
    /// The names of the objects of a municipality; of the newest, if it has been applied again. Before it is applied for the first time its
    /// database has no name: to ask for it throws.
    /// </summary>
    public TenantNames Names(string municipality)
    {
        var name = Name(municipality);
        // Some are applied by other processes.
        if (!uids.ContainsKey(name) && Task.Run(() => this.FindAsync(name)).GetAwaiter().GetResult() is { } found) Note(found);
        return new(TenantName.Parse(name), uids.TryGetValue(name, out var all) ? all.Last() : "");
    }

    /// <summary>The names that the objects of a municipality would have, for a test that makes them by itself.</summary>
    public TenantNames NamesWithoutResource(string municipality)
    {
        var names = new TenantNames(TenantName.Parse(Name(municipality)), Guid.NewGuid().ToString());
        uids.GetOrAdd(names.Tenant.Value, _ => []).Enqueue(names.Uid);
        return names;
    }

    /// <summary>The names of the objects of this resource.</summary>
    public static TenantNames NamesOf(Municipality municipality) => new(TenantName.Parse(municipality.Metadata.Name), municipality.Uid);

    /// <summary>The databases and roles of all municipalities that were ever applied, under the names that they would have.</summary>
    public async Task<IReadOnlyList<string>> InventoryAsync()
    {
        var prefixes = uids.Values.SelectMany(all => all).Select(uid => $"'{new TenantNames(TenantName.Parse("all"), uid).Database}%'")
            .Append("''");
        return await Postgres.QueryAsync(
            $"""
            SELECT name FROM (
                SELECT datname::text AS name FROM pg_database UNION ALL SELECT rolname::text FROM pg_roles) AS object
            WHERE name LIKE ANY (ARRAY[{string.Join(", ", prefixes)}]) ORDER BY 1
            """);
    }

    /// <summary>Notes a municipality of which the API server has made a resource.</summary>
    public Municipality Note(Municipality municipality)
    {
        uids.GetOrAdd(municipality.Metadata.Name, _ => []).Enqueue(municipality.Uid);
        return municipality;
    }

    /// <summary>The settings with which operator and api run against this platform.</summary>
    public Dictionary<string, string?> Settings(bool asOperator = true) => new(StringComparer.Ordinal)
    {
        ["Platform:ConnectionString"] = asOperator ? Postgres.OperatorConnection(Database) : Postgres.ApiConnection(Database),
        ["Kubernetes:Namespace"] = Namespace,
        ["Kubernetes:SystemNamespace"] = SystemNamespace,
        ["Kubernetes:ConfigFile"] = asOperator ? Accounts.OperatorKubeconfig : Accounts.ApiKubeconfig,
        ["ConnectionBudget:ServerLimit"] = "100000",
        // The other namespaces are those of other tests.
        ["Kubernetes:TellStrays"] = "false",
        ["Hosting:BaseDomain"] = "localhost",
        ["Hosting:Scheme"] = "http",
        ["Hosting:Port"] = Port.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>An operator in this process that reaches PostgreSQL by a line that the test can cut.</summary>
    public Task<RunningOperator> StartOperatorAsync(CuttableLine line) => StartOperatorAsync(builder =>
    {
        var connection = new NpgsqlConnectionStringBuilder(Postgres.OperatorConnection(Database)) { Port = line.Port };
        builder.Configuration["Platform:ConnectionString"] = connection.ConnectionString;
    });

    /// <summary>An operator in this process, on this platform.</summary>
    public Task<RunningOperator> StartOperatorAsync(Action<Microsoft.AspNetCore.Builder.WebApplicationBuilder>? configure = null) =>
        RunningOperator.StartAsync(this, configure);

    public async ValueTask DisposeAsync()
    {
        await DeleteMunicipalitiesAsync();
        // To end one, Kubernetes lists and deletes some thirty kinds in it: a third of all requests of a run. Ours goes as a whole.
        if (Kubernetes.IsSomebodys)
        {
            await DeleteNamespaceAsync(Namespace);
            await DeleteNamespaceAsync(SystemNamespace);
        }
        await Accounts.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        var objects = (await InventoryAsync()).Concat(await Postgres.QueryAsync(
            $"SELECT datname::text FROM pg_database WHERE datname LIKE '%{ending}%' UNION ALL SELECT rolname FROM pg_roles WHERE rolname "
                + $"LIKE '%{ending}%'")).Distinct(StringComparer.Ordinal).ToList();
        await Task.WhenAll((await Postgres.QueryAsync("SELECT datname FROM pg_database")).Where(objects.Contains)
            .Select(database => Postgres.ExecuteAsync($"DROP DATABASE IF EXISTS \"{database}\" WITH (FORCE)")));
        if (objects.Count > 0)
            await Postgres.ExecuteAsync($"DROP ROLE IF EXISTS {string.Join(", ", objects.Select(role => $"\"{role}\""))}");
    }

    private async Task CreateNamespacesAsync()
    {
        await Task.WhenAll(((string[])[Namespace, SystemNamespace]).Select(
            name => Client.CoreV1.CreateNamespaceAsync(new V1Namespace { Metadata = new V1ObjectMeta { Name = name } })));
        Accounts = await ServiceAccounts.CreateAsync(Kubernetes, Namespace, SystemNamespace);
    }

    private async Task DeleteNamespaceAsync(string name)
    {
        try
        {
            await Client.CoreV1.DeleteNamespaceAsync(name);
        }
        catch (HttpOperationException fault) when (fault.Response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Conflict)
        {
            // The test has deleted it itself.
        }
    }

    // Without an operator nobody would take the finalizers away, and they would stay for ever. Others look for them in all namespaces.
    private async Task DeleteMunicipalitiesAsync()
    {
        foreach (var municipality in await this.ListAsync())
        {
            Note(municipality);
            try
            {
                if (municipality.Metadata.Finalizers is { Count: > 0 })
                    await this.PatchAsync(municipality.Metadata.Name, """{"metadata":{"finalizers":null}}""");
                await this.DeleteAsync(municipality.Metadata.Name);
            }
            catch (HttpOperationException fault) when (fault.Response.StatusCode == HttpStatusCode.NotFound)
            {
                // One that was being deleted went with its finalizers.
            }
        }
    }
}
