using System.Collections.Concurrent;
using System.Net;
using IdBellen.Api.Identity.Actors;
using IdBellen.Api.Identity.SignIn;
using Yarp.ReverseProxy.Forwarder;

namespace IdBellen.Api.Telephony.Phones;

/// <summary>
/// Relays the SIP WebSocket of an agent's browser phone to the Asterisk that holds the agent's call, and to no other address of it. The
/// municipality's own origin carries it, so that agents need one address and port 443 only. Cookies and other headers stay here.
/// </summary>
internal sealed class PhoneRelay(IHttpForwarder forwarder, IHostApplicationLifetime lifetime) : IDisposable
{
    public const string Path = "/phone";

    private const int MaxPerSession = 3;

    private static readonly ForwarderRequestConfig Limits = new() { ActivityTimeout = TimeSpan.FromMinutes(2) };

    private readonly HttpMessageInvoker client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(3),
    });

    private readonly ConcurrentDictionary<Guid, int> open = new();

    public async Task HandleAsync(HttpContext context, CurrentActor actor, PhoneServers servers)
    {
        // A browser sends the Origin of the page with every WebSocket; a page elsewhere must not dial with an agent's cookie.
        if (context.Request.Headers.Origin.Count != 1 || !SameOrigin.Holds(context) || actor.Agent is not { } agent)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }
        if (!context.WebSockets.IsWebSocketRequest
            || !context.WebSockets.WebSocketRequestedProtocols.Contains("sip", StringComparer.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        if (await servers.ReachableAsync(agent, context.RequestAborted) is not { } exchange)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }
        try
        {
            if (open.AddOrUpdate(agent.SessionId, 1, (_, count) => count + 1) > MaxPerSession)
            {
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                return;
            }
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
            var server = exchange.GetLeftPart(UriPartial.Authority);
            await forwarder.SendAsync(context, server, client, Limits, new OnlySip(exchange), stop.Token);
        }
        finally
        {
            if (open.AddOrUpdate(agent.SessionId, 0, (_, count) => count - 1) == 0) open.TryRemove(new(agent.SessionId, 0));
        }
    }

    public void Dispose() => client.Dispose();

    // Nothing of the browser's request but what a WebSocket needs, which the forwarder adds itself.
    private sealed class OnlySip(Uri exchange) : HttpTransformer
    {
        public override ValueTask TransformRequestAsync(
            HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
        {
            proxyRequest.RequestUri = exchange;
            proxyRequest.Headers.TryAddWithoutValidation("Sec-WebSocket-Protocol", "sip");
            foreach (var name in (string[])["Sec-WebSocket-Key", "Sec-WebSocket-Version"])
                proxyRequest.Headers.TryAddWithoutValidation(name, httpContext.Request.Headers[name].ToString());
            return ValueTask.CompletedTask;
        }

        public override async ValueTask<bool> TransformResponseAsync(
            HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
        {
            if (proxyResponse?.StatusCode == HttpStatusCode.SwitchingProtocols)
                return await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
            httpContext.Response.StatusCode = StatusCodes.Status502BadGateway;
            return false;
        }
    }
}

internal static class PhoneEndpoint
{
    public static void MapPhone(this IEndpointRouteBuilder endpoints) => endpoints.MapGet(PhoneRelay.Path,
        (HttpContext context, PhoneRelay relay, CurrentActor actor, PhoneServers servers) => relay.HandleAsync(context, actor, servers));
}
