using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using System.Security.Claims;
using IdBellen.GraphQL.WebSockets;
using IdBellen.Tests.Integration.GraphQL;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.Extensions.DependencyInjection;

namespace IdBellen.Tests.Integration.Api.Neighbours;

/// <summary>
/// The operations of a WebSocket run concurrently; the HttpContext of its upgrade is not safe for that (its features are cached without a
/// lock, so a reader can get null).
/// </summary>
public sealed class ConcurrentOperationTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task No_operation_on_a_WebSocket_reads_the_request_that_was_upgraded()
    {
        var municipality = await fixture.MunicipalityAsync();
        var reads = new ConcurrentBag<string>();
        var port = LoopbackPort.Free();
        await using var replica = await fixture.StartReplicaAsync(port,
            builder => builder.Services.AddSingleton<IStartupFilter>(new RecordedUpgrades(reads)));
        await municipality.ServedAtAsync(port);
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(SocketEndpoint.SubProtocol);
        socket.Options.SetRequestHeader("Host", municipality.Host);
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{port}/graphql"), TestContext.Current.CancellationToken);
        using var raw = new RawSocket(socket);
        await raw.SendAsync("""{"type":"connection_init"}""");
        await raw.NextAsync();
        reads.Should().NotBeEmpty("the upgrade itself asks for the address, so reads are recorded");
        reads.Clear();

        foreach (var (id, operation) in new[]
        {
            ("query", "{ municipality { name } }"), ("guess", "mutation { startInvitedSession(code: \"AAAA-AAAA\") { statusToken } }"),
            ("stream", "subscription { sessionStatus(statusToken: \"wrong\") { state } }"),
        })
        {
            await raw.SubscribeAsync(id, operation);
            var answer = await raw.NextAsync();
            ((string)answer["id"]!).Should().Be(id);
            while ((string)answer["type"]! is not ("complete" or "error")) answer = await raw.NextAsync();
        }

        reads.Should().BeEmpty();
    }

    private sealed class RecordedUpgrades(ConcurrentBag<string> reads) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (context, rest) =>
            {
                if (context.Request.Headers.Upgrade.Count > 0)
                {
                    var recorded = new RecordedFeatures(context.Features.Get<IHttpConnectionFeature>()!, reads);
                    context.Features.Set<IHttpConnectionFeature>(recorded);
                    context.Features.Set<IHttpAuthenticationFeature>(recorded);
                }
                await rest(context);
            });
            next(app);
        };
    }

    private sealed class RecordedFeatures(IHttpConnectionFeature connection, ConcurrentBag<string> reads)
        : IHttpConnectionFeature, IHttpAuthenticationFeature
    {
        private ClaimsPrincipal? user;

        public string ConnectionId
        {
            get => connection.ConnectionId;
            set => connection.ConnectionId = value;
        }

        public IPAddress? RemoteIpAddress
        {
            get => Read("address", connection.RemoteIpAddress);
            set => connection.RemoteIpAddress = value;
        }

        public IPAddress? LocalIpAddress
        {
            get => Read("local address", connection.LocalIpAddress);
            set => connection.LocalIpAddress = value;
        }

        public int RemotePort
        {
            get => Read("port", connection.RemotePort);
            set => connection.RemotePort = value;
        }

        public int LocalPort
        {
            get => Read("local port", connection.LocalPort);
            set => connection.LocalPort = value;
        }

        public ClaimsPrincipal? User
        {
            get => Read("user", user);
            set => user = value;
        }

        private T Read<T>(string what, T value)
        {
            reads.Add(what);
            return value;
        }
    }
}
