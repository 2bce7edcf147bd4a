using System.Net.WebSockets;
using GraphQL;
using GraphQLParser.AST;
using IdBellen.Api.Web.GraphQL.Errors;
using IdBellen.GraphQL;
using IdBellen.GraphQL.Documents;
using IdBellen.GraphQL.Operations;
using IdBellen.GraphQL.Requests;
using IdBellen.GraphQL.WebSockets;
using IdBellen.Tests.Support.Environment;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IdBellen.Tests.Integration.GraphQL;

/// <summary>The transport room alone, with a schema that is not ours, on a port of its own.</summary>
public sealed class ToyServer : IAsyncDisposable
{
    public const string Shipped = "query Shipped { hello }";

    private readonly WebApplication app;

    private ToyServer(WebApplication app, int port)
    {
        this.app = app;
        Url = new Uri($"http://127.0.0.1:{port}/graphql");
        Http = new HttpClient { BaseAddress = Url };
    }

    public Uri Url { get; }

    public HttpClient Http { get; }

    public ToyWorld World => app.Services.GetRequiredService<ToyWorld>();

    public static Task<ToyServer> StartAsync(params (string Name, string Value)[] settings) => StartAsync(Shipped, settings);

    /// <summary>With this shipped document.</summary>
    public static async Task<ToyServer> StartAsync(string shipped, params (string Name, string Value)[] settings)
    {
        var port = LoopbackPort.Free();
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = ["--urls", $"http://127.0.0.1:{port}"] });
        builder.Logging.ClearProviders();
        builder.Configuration["GraphQL:Documents"] = "any";
        foreach (var (name, value) in settings) builder.Configuration[$"GraphQL:{name}"] = value;
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<ToyWorld>()
            .AddSingleton(new ShippedDocuments([shipped])).AddSingleton<IOperationAdmission, ToyAdmission>()
            .AddSingleton<ISocketClients, ToyCallers>()
            .AddGraphQLTransport(builder.Configuration)
            .AddGraphQL(graphQL => graphQL.AddAutoSchema<ToyQuery>(
                schema => schema.WithMutation<ToyMutation>().WithSubscription<ToySubscription>())
                .AddSystemTextJson().AddErrorInfoProvider(new ErrorTexts()));
        var app = builder.Build();
        app.UseWebSockets();
        app.MapGraphQLTransport("/graphql",
            context => context.Request.Headers.Origin.Count == 0 || context.Request.Headers.Origin == "https://good.example");
        app.MapGet("/listeners", (ToyWorld world) => world.Listeners);
        await app.StartAsync();
        return new ToyServer(app, port);
    }

    /// <summary>An open WebSocket, with nothing said yet.</summary>
    public async Task<RawSocket> ConnectAsync(string? subProtocol = SocketEndpoint.SubProtocol, string? origin = null)
    {
        var socket = new ClientWebSocket();
        if (subProtocol is not null) socket.Options.AddSubProtocol(subProtocol);
        if (origin is not null) socket.Options.SetRequestHeader("Origin", origin);
        await socket.ConnectAsync(new UriBuilder(Url) { Scheme = "ws" }.Uri, TestContext.Current.CancellationToken);
        return new RawSocket(socket);
    }

    /// <summary>A WebSocket that has been acknowledged.</summary>
    public async Task<RawSocket> InitialisedAsync()
    {
        var socket = await ConnectAsync();
        await socket.SendAsync("""{"type":"connection_init"}""");
        (await socket.NextAsync())["type"]!.ToString().Should().Be("connection_ack");
        return socket;
    }

    public Task StopAsync() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
    }

    private sealed class ToyAdmission : IOperationAdmission
    {
        public IClientAdmission For(HttpContext request) => new ToyClient(request.Request.Headers.ContainsKey("X-Full"));
    }

    private sealed class ToyClient(bool isFull) : IClientAdmission
    {
        public AdmissionVerdict Admit(OperationType operation, IServiceProvider services) =>
            isFull
                ? new(new OperationRefusedError(ErrorCodes.TooManyRequests, "Full.", StatusCodes.Status429TooManyRequests,
                    TimeSpan.FromSeconds(7)), null)
                : default;
    }

    private sealed class ToyCallers(IServiceScopeFactory scopes) : ISocketClients
    {
        public ISocketClient? Identify(HttpContext upgrade, string? authorization) =>
            authorization == "Bearer wrong" ? null : new ToyCaller(scopes);
    }

    private sealed class ToyCaller(IServiceScopeFactory scopes) : ISocketClient
    {
        public Task<AsyncServiceScope> OpenScopeAsync(CancellationToken cancellationToken) => Task.FromResult(scopes.CreateAsyncScope());
    }
}
