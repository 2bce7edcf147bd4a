using System.Collections.Concurrent;
using IdBellen.Api.Platform.Tenants;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace IdBellen.Tests.Integration.Api.Disclosure.Irma;

/// <summary>A server over real HTTP that answers as one test needs it, also as no IRMA server should.</summary>
public sealed class ScriptedIrmaServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private ScriptedIrmaServer(WebApplication app) => this.app = app;

    public Uri Url => new(app.Urls.Single());

    internal IrmaServer Server => new(new Uri(Url, "/"), RequestorToken: null, new SymmetricSecurityKey(new byte[32]), Host: null);

    /// <summary>Method and path of all that was asked.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public static async Task<ScriptedIrmaServer> StartAsync(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var server = new ScriptedIrmaServer(builder.Build());
        server.app.Run(context =>
        {
            if (IsProbe(context.Request)) return RefuseAsync(context, StatusCodes.Status400BadRequest, "INVALID_REQUEST");
            server.Requests.Enqueue($"{context.Request.Method} {context.Request.Path}");
            return answer(context);
        });
        await server.app.StartAsync();
        return server;
    }

    public static Task RefuseAsync(HttpContext context, int status, string error)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { status, error, description = "refused" }, context.RequestAborted);
    }

    // The operator asks for a session of nothing, to see whether it may; that is no part of any test's script.
    private static bool IsProbe(HttpRequest request) => request is { Method: "POST", ContentLength: 2 } && request.Path == "/session";

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
