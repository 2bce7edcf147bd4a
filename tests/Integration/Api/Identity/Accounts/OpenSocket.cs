using System.Net.WebSockets;
using IdBellen.GraphQL.WebSockets;
using IdBellen.Tests.Integration.GraphQL;
using IdBellen.Tests.Support.Api;

namespace IdBellen.Tests.Integration.Api.Identity.Accounts;

/// <summary>A WebSocket of a signed-in person that watches the live calls.</summary>
internal static class OpenSocket
{
    public static async Task<RawSocket> OpenSocketAsync(this SignedIn person, ServedMunicipality municipality)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(SocketEndpoint.SubProtocol);
        socket.Options.SetRequestHeader("Host", municipality.Host);
        socket.Options.SetRequestHeader("Cookie", person.Cookie);
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{municipality.Fixture.Platform.Port}/graphql"),
            TestContext.Current.CancellationToken);
        var raw = new RawSocket(socket);
        await raw.SendAsync("""{"type":"connection_init"}""");
        await raw.NextAsync();
        await raw.SubscribeAsync("1", "subscription { liveCalls { id } }");
        ((string)(await raw.NextAsync())["type"]!).Should().Be("next");
        return raw;
    }

    /// <summary>Waits until the server ends the subscription.</summary>
    public static async Task SubscriptionEndsAsync(this RawSocket socket)
    {
        while ((string)(await socket.NextAsync())["type"]! != "complete")
        {
            // Snapshots, the last of which is empty.
        }
    }
}
