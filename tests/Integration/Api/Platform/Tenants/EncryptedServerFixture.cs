using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Api.Platform.Tenants;

/// <summary>Operator and api on a server with TLS, whose certificate their connection strings demand.</summary>
public sealed class EncryptedServerFixture(TestEnvironment environment) : OwnServerFixture(environment)
{
    private readonly FileInfo trusted = new(Path.GetTempFileName());

    /// <summary>The one that is trusted.</summary>
    public LoopbackCertificate Certificate { get; } = new();

    protected override async Task<PostgresInstance> StartAsync()
    {
        var server = await base.StartAsync();
        await File.WriteAllTextAsync(trusted.FullName, Certificate.WithKey.ExportCertificatePem());
        await server.ExecuteAsync("ALTER SYSTEM SET log_connections = on");
        await server.ShowAsync(Certificate.WithKey);
        server.Trust(trusted);
        return server;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Certificate.Dispose();
        trusted.Delete();
    }
}
