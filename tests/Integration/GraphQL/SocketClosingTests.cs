using System.Net.WebSockets;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.GraphQL;

/// <summary>Each code with which the GraphQL over WebSocket protocol closes a connection, by frames as they are.</summary>
public sealed class SocketClosingTests
{
    [Theory]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":7}""")]
    [InlineData("""{"type":"start","id":"1"}""")]
    [InlineData("""{"type":"connection_init","payload":7}""")]
    [InlineData("""{"type":"subscribe","payload":{"query":"{ hello }"}}""")]
    [InlineData("""{"type":"subscribe","id":"","payload":{"query":"{ hello }"}}""")]
    [InlineData("""{"type":"subscribe","id":7,"payload":{"query":"{ hello }"}}""")]
    [InlineData("""{"type":"complete"}""")]
    public async Task A_message_that_is_not_of_the_protocol_closes_with_4400(string message)
    {
        await using var server = await ToyServer.StartAsync();
        using var socket = await server.ConnectAsync();

        await socket.SendAsync(message);

        (await socket.ClosedAsync()).Code.Should().Be(4400);
    }

    [Theory]
    [InlineData("""{"type":"subscribe","id":"1"}""")]
    [InlineData("""{"type":"subscribe","id":"1","payload":"x"}""")]
    [InlineData("""{"type":"subscribe","id":"1","payload":{}}""")]
    [InlineData("""{"type":"subscribe","id":"1","payload":{"query":7}}""")]
    [InlineData("""{"type":"subscribe","id":"1","payload":{"query":"{ hello }","variables":"x"}}""")]
    public async Task A_subscribe_message_without_a_request_closes_with_4400(string message)
    {
        await using var server = await ToyServer.StartAsync();
        using var socket = await server.InitialisedAsync();

        await socket.SendAsync(message);

        (await socket.ClosedAsync()).Code.Should().Be(4400);
    }

    [Fact]
    public async Task A_binary_message_closes_with_4400()
    {
        await using var server = await ToyServer.StartAsync();
        using var socket = await server.ConnectAsync();

        await socket.SendAsync("{}"u8.ToArray(), WebSocketMessageType.Binary);

        (await socket.ClosedAsync()).Code.Should().Be(4400);
    }

    [Fact]
    public async Task A_subscription_before_the_acknowledgement_closes_with_4401()
    {
        await using var server = await ToyServer.StartAsync();
        using var socket = await server.ConnectAsync();

        await socket.SubscribeAsync("1", "{ hello }");

        (await socket.ClosedAsync()).Should().Be((4401, "Unauthorized"));
    }

    [Fact]
    public async Task A_wrong_token_closes_with_4403()
    {
        await using var server = await ToyServer.StartAsync();
        using var socket = await server.ConnectAsync();

        await socket.SendAsync("""{"type":"connection_init","payload":{"authorization":"Bearer wrong"}}""");

        (await socket.ClosedAsync()).Should().Be((4403, "Forbidden"));
    }

    [Fact]
    public async Task Another_sub_protocol_closes_with_4406()
    {
        await using var server = await ToyServer.StartAsync();
        using var socket = await server.ConnectAsync(subProtocol: null);

        (await socket.ClosedAsync()).Code.Should().Be(4406);
    }

    [Fact]
    public async Task A_client_that_says_nothing_is_closed_with_4408()
    {
        await using var server = await ToyServer.StartAsync(("InitialisationTimeout", "00:00:00.2"));
        using var socket = await server.ConnectAsync();

        (await socket.ClosedAsync()).Should().Be((4408, "Connection initialisation timeout"));
    }

    [Fact]
    public async Task An_acknowledged_client_may_say_nothing_for_as_long_as_it_likes()
    {
        await using var server = await ToyServer.StartAsync(("InitialisationTimeout", "00:00:00.2"), ("KeepAlive", "00:00:00.1"));
        using var socket = await server.InitialisedAsync();

        // Pings go on past the time that there was for the initialisation.
        for (var pings = 0; pings < 4; pings++) ((string)(await socket.ReceiveAsync())!["type"]!).Should().Be("ping");
    }

    [Fact]
    public async Task A_second_subscriber_with_the_same_id_closes_with_4409()
    {
        await using var server = await ToyServer.StartAsync();
        using var socket = await server.InitialisedAsync();
        await socket.SubscribeAsync("twice", "subscription { numbers }");

        await socket.SubscribeAsync("twice", "subscription { numbers }");

        (await socket.ClosedAsync()).Should().Be((4409, "Subscriber for twice already exists"));
        await Eventually.BeTrueAsync(() => Task.FromResult(server.World.Listeners == 0), what: "the subscriptions have ended");
    }

    [Fact]
    public async Task A_second_initialisation_closes_with_4429()
    {
        await using var server = await ToyServer.StartAsync();
        using var socket = await server.InitialisedAsync();

        await socket.SendAsync("""{"type":"connection_init"}""");

        (await socket.ClosedAsync()).Should().Be((4429, "Too many initialisation requests"));
    }

    [Fact]
    public async Task Too_large_a_message_closes_with_1009()
    {
        await using var server = await ToyServer.StartAsync();
        using var socket = await server.InitialisedAsync();

        await socket.SubscribeAsync("1", $"{{ hello }} #{new string('x', 70_000)}");

        (await socket.ClosedAsync()).Code.Should().Be((int)WebSocketCloseStatus.MessageTooBig);
    }

    [Fact]
    public async Task A_page_of_a_foreign_origin_is_not_upgraded()
    {
        await using var server = await ToyServer.StartAsync();

        var refused = () => server.ConnectAsync(origin: "https://evil.example");

        (await refused.Should().ThrowAsync<WebSocketException>()).Which.Message.Should().Contain("403");
        using var allowed = await server.ConnectAsync(origin: "https://good.example");
        allowed.SubProtocol.Should().Be("graphql-transport-ws");
    }

    [Fact]
    public async Task A_replica_that_stops_says_that_it_goes_away()
    {
        await using var server = await ToyServer.StartAsync();
        using var socket = await server.InitialisedAsync();
        await socket.SubscribeAsync("1", "subscription { numbers }");
        await socket.NextAsync();

        var stopping = server.StopAsync();

        (await socket.ClosedAsync()).Code.Should().Be((int)WebSocketCloseStatus.EndpointUnavailable);
        await socket.CloseAsync();
        await stopping;
    }
}
