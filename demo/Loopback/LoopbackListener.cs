using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace IdBellen.Demo.Loopback;

/// <summary>A web application that listens on loopback only.</summary>
internal static class LoopbackListener
{
    /// <param name="url">The URL to publish. The listener uses only its port, on loopback; port 0 takes a free port.</param>
    public static WebApplicationBuilder CreateBuilder(string[] args, Uri url)
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        // The framework logs request URLs, and those of an IRMA server contain session tokens.
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            if (url.Port == 0)
            {
                kestrel.Listen(IPAddress.Loopback, 0);
            }
            else
            {
                kestrel.ListenLocalhost(url.Port);
            }
        });
        return builder;
    }

    public static int PortOf(WebApplication app) =>
        new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
}
