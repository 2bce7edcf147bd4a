using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Npgsql;

namespace IdBellen.Tests.Environment;

/// <summary>
/// A namespace and a platform database for one test. Tenant databases of all tests stand on one server, so names of municipalities get
/// the test's own ending.
/// </summary>
public sealed class TestPlatform : IAsyncDisposable
{
    private readonly string ending = RandomNumberGenerator.GetHexString(6, lowercase: true);

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
    public Kubernetes Client => Kubernetes.Client;

    public string Namespace => $"test-{ending}";

    /// <summary>Where operator and api would live.</summary>
    public string SystemNamespace => $"{Namespace}-system";

    public string Database => $"platform_{ending}";

    public static async Task<TestPlatform> CreateAsync(KubernetesApi kubernetes, PostgresInstance postgres)
    {
        var platform = new TestPlatform(kubernetes, postgres);
        await platform.Client.CoreV1.CreateNamespaceAsync(new V1Namespace { Metadata = new V1ObjectMeta { Name = platform.Namespace } });
        await platform.Client.CoreV1.CreateNamespaceAsync(new V1Namespace { Metadata = new V1ObjectMeta { Name = platform.SystemNamespace } });
        platform.Accounts = await ServiceAccounts.CreateAsync(kubernetes, platform.Namespace, platform.SystemNamespace);
        await postgres.ExecuteAsync($"CREATE DATABASE {platform.Database} OWNER idbellen_operator TEMPLATE template0");
        return platform;
    }

    /// <summary>The loopback port of this platform's api, which is a part of every origin.</summary>
    public int Port { get; } = LoopbackPort.Free();

    /// <summary>The origin of a municipality of this test.</summary>
    public string Origin(string municipality) => $"http://{Name(municipality)}.localhost:{Port}";

    /// <summary>A name that no other test has.</summary>
    public string Name(string municipality) => $"{municipality}-{ending}";

    public TenantNames Names(string municipality) => new(TenantName.Parse(Name(municipality)));

    /// <summary>The settings with which operator and api run against this platform.</summary>
    public Dictionary<string, string?> Settings(bool asOperator = true) => new(StringComparer.Ordinal)
    {
        ["Platform:ConnectionString"] = asOperator ? Postgres.OperatorConnection(Database) : Postgres.ApiConnection(Database),
        ["Kubernetes:Namespace"] = Namespace,
        ["Kubernetes:SystemNamespace"] = SystemNamespace,
        ["Kubernetes:ConfigFile"] = asOperator ? Accounts.OperatorKubeconfig : Accounts.ApiKubeconfig,
        ["ConnectionBudget:ServerLimit"] = "100000",
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
        await ReleaseResourcesAsync();
        await DeleteNamespaceAsync(Namespace);
        await DeleteNamespaceAsync(SystemNamespace);
        await Accounts.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        foreach (var database in await Postgres.QueryAsync($"SELECT datname FROM pg_database WHERE datname LIKE '%{ending}%'"))
            await Postgres.ExecuteAsync($"DROP DATABASE IF EXISTS \"{database}\" WITH (FORCE)");
        foreach (var role in await Postgres.QueryAsync($"SELECT rolname FROM pg_roles WHERE rolname LIKE '%{ending}%'"))
            await Postgres.ExecuteAsync($"DROP ROLE IF EXISTS \"{role}\"");
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

    // Without an operator nobody would take the finalizers away, and the namespace would stay for ever.
    private async Task ReleaseResourcesAsync()
    {
        foreach (var municipality in (await this.ListAsync()).Where(municipality => municipality.Metadata.Finalizers is { Count: > 0 }))
            await this.PatchAsync(municipality.Metadata.Name, """{"metadata":{"finalizers":null}}""");
    }
}
