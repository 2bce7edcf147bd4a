using IdBellen.Tests.Support.Environment;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IdBellen.Tests.EndToEnd.Forensics;

/// <summary>
/// The municipality's own system at the far end of a link. What the agent's browser keeps of its address is between the two of them.
/// </summary>
public sealed class CaseSystem : IAsyncDisposable
{
    private readonly LoopbackCertificate certificate = new();
    private readonly WebApplication server;

    private CaseSystem()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, Port, listen => listen.UseHttps(certificate.WithKey)));
        server = builder.Build();
        server.MapGet("/zoek", (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return Results.Content("<!doctype html><title>Zaaksysteem</title>", "text/html");
        });
    }

    private int Port { get; } = LoopbackPort.Free();

    /// <summary>What comes before the value in an address of this system.</summary>
    public string Address => $"https://127.0.0.1:{Port}/zoek?bsn=";

    public static async Task<CaseSystem> StartAsync()
    {
        var system = new CaseSystem();
        await system.server.StartAsync();
        return system;
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        certificate.Dispose();
    }
}
