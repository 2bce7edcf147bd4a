using System.Text.Json.Nodes;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.GraphQL;

/// <summary>Operations on a WebSocket.</summary>
public sealed class SocketOperationTests
{
    [Fact]
    public async Task A_query_gives_one_result_and_completes()
    {
        await using var server = await ToyServer.StartAsync();
        using var socket = await server.InitialisedAsync();

        await socket.SubscribeAsync("q", "{ hello }");

        (await socket.NextAsync()).ToJsonString().Should().Be("""{"type":"next","id":"q","payload":{"data":{"hello":"hello world"}}}""");
        (await socket.NextAsync()).ToJsonString().Should().Be("""{"type":"complete","id":"q"}""");
    }

    [Theory]
    [InlineData("{ nothing }")]
    [InlineData("{")]
    public async Task An_error_before_the_execution_is_an_error_message_without_complete(string query)
    {
        await using var server = await ToyServer.StartAsync();
        using var socket = await server.InitialisedAsync();

        await socket.SubscribeAsync("e", query);
        var error = await socket.NextAsync();
        await socket.SubscribeAsync("q", "{ hello }");

        ((string)error["type"]!).Should().Be("error");
        ((string)error["payload"]![0]!["extensions"]!["code"]!).Should().Be("BAD_REQUEST");
        ((string)(await socket.NextAsync())["id"]!).Should().Be("q");
    }

    [Fact]
    public async Task A_subscription_that_its_field_refuses_has_one_result_that_says_so()
    {
        await using var server = await ToyServer.StartAsync();
        using var socket = await server.InitialisedAsync();

        await socket.SubscribeAsync("r", "subscription { refused }");

        var refused = await socket.NextAsync();
        ((string)refused["payload"]!["errors"]![0]!["extensions"]!["code"]!).Should().Be("INTERNAL");
        refused.ToJsonString().Should().NotContain("secret");
        ((string)(await socket.NextAsync())["type"]!).Should().Be("complete");
    }

    [Fact]
    public async Task An_error_in_the_stream_is_told_without_its_text_and_ends_the_operation()
    {
        await using var server = await ToyServer.StartAsync();
        using var socket = await server.InitialisedAsync();

        await socket.SubscribeAsync("f", "subscription { failing }");

        ((int)(await socket.NextAsync())["payload"]!["data"]!["failing"]!).Should().Be(1);
        var fault = await socket.NextAsync();
        ((string)fault["payload"]!["errors"]![0]!["extensions"]!["code"]!).Should().Be("INTERNAL");
        fault.ToJsonString().Should().NotContain("secret");
        ((string)(await socket.NextAsync())["type"]!).Should().Be("complete");
    }

    [Fact]
    public async Task Nothing_comes_after_the_client_has_completed_and_the_id_is_free_again()
    {
        await using var server = await ToyServer.StartAsync();
        using var socket = await server.InitialisedAsync();
        await socket.SubscribeAsync("n", "subscription { numbers }");
        await socket.NextAsync();

        await socket.SendAsync("""{"type":"complete","id":"n"}""");
        await Eventually.BeTrueAsync(() => Task.FromResult(server.World.Listeners == 0), what: "the source has ended");
        Interlocked.Increment(ref server.World.Number);
        await socket.SubscribeAsync("n", "{ hello }");

        (await socket.NextAsync())["payload"]!["data"]!["hello"].Should().NotBeNull();
        ((string)(await socket.NextAsync())["type"]!).Should().Be("complete");
    }

    [Fact]
    public async Task Completing_what_is_not_there_does_no_harm()
    {
        await using var server = await ToyServer.StartAsync();
        using var socket = await server.InitialisedAsync();

        await socket.SendAsync("""{"type":"complete","id":"never"}""");
        await socket.SendAsync("""{"type":"pong"}""");
        await socket.SendAsync("""{"type":"ping","payload":{"a":1}}""");

        (await socket.NextAsync()).ToJsonString().Should().Be("""{"type":"pong","payload":{"a":1}}""");
    }

    [Fact]
    public async Task Too_many_operations_on_one_connection_are_refused_each_by_itself()
    {
        await using var server = await ToyServer.StartAsync(("MaxOperationsPerSocket", "2"));
        using var socket = await server.InitialisedAsync();
        foreach (var id in (string[])["1", "2"])
        {
            await socket.SubscribeAsync(id, "subscription { numbers }");
            ((string)(await socket.NextAsync())["type"]!).Should().Be("next");
        }

        await socket.SubscribeAsync("3", "subscription { numbers }");

        var refused = await socket.NextAsync();
        ((string)refused["id"]!).Should().Be("3");
        ((string)refused["payload"]![0]!["extensions"]!["code"]!).Should().Be("TOO_MANY_REQUESTS");
    }

    [Fact]
    public async Task A_client_that_leaves_without_a_word_ends_its_operations()
    {
        await using var server = await ToyServer.StartAsync();
        var socket = await server.InitialisedAsync();
        await socket.SubscribeAsync("n", "subscription { numbers }");
        await socket.NextAsync();

        socket.Dispose();

        await Eventually.BeTrueAsync(() => Task.FromResult(server.World.Listeners == 0), what: "the source has ended");
    }

    [Fact]
    public async Task A_client_that_does_not_read_gets_the_newest_number_and_holds_up_nobody()
    {
        await using var server = await ToyServer.StartAsync();
        using var slow = await server.InitialisedAsync();
        using var quick = await server.InitialisedAsync();
        await slow.SubscribeAsync("s", "subscription { numbers(padding: 200000) }");
        await quick.SubscribeAsync("q", "subscription { numbers }");

        // More than the buffers of a connection hold.
        const int Last = 500;
        JsonNode? seen = null;
        for (var number = 1; number <= Last; number++)
        {
            Volatile.Write(ref server.World.Number, number);
            do seen = await quick.NextAsync();
            while ((string)seen["payload"]!["data"]!["numbers"]! != $"{number}");
        }

        var received = 0;
        string text;
        do
        {
            text = ((string)(await slow.NextAsync())["payload"]!["data"]!["numbers"]!).TrimEnd('.');
            received++;
        }
        while (text != $"{Last}");
        received.Should().BeLessThan(Last / 2, "what is out of date is not sent");
    }

    [Fact]
    public async Task A_client_that_never_reads_loses_its_connection()
    {
        await using var server = await ToyServer.StartAsync(("SendTimeout", "00:00:00.5"));
        using var slow = await server.InitialisedAsync();
        await slow.SubscribeAsync("s", "subscription { numbers(padding: 1000000) }");

        await Eventually.BeTrueAsync(() =>
        {
            Interlocked.Increment(ref server.World.Number);
            return Task.FromResult(server.World.Number > 100 && server.World.Listeners == 0);
        }, what: "its operation has ended");
    }
}
