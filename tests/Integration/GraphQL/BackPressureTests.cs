using System.Text;
using IdBellen.Tests.Integration.Api.Fuzz;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.GraphQL;

/// <summary>A client that does not take its answers costs a few of them, not the memory of the process.</summary>
public sealed class BackPressureTests
{
    private const int AnswerBytes = 50_000;
    private const int Messages = 1500;

    private static readonly TimeSpan Blocked = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task What_a_client_sends_is_not_read_while_it_does_not_read_its_answers()
    {
        await using var server = await ToyServer.StartAsync();
        using var socket = await server.InitialisedAsync();
        var (sent, name) = (0, new string('x', AnswerBytes));

        try
        {
            for (; sent < Messages; sent++) await socket.SubscribeAsync($"{sent}", $"{{ hello(name: \"{name}\") }}").WaitAsync(Blocked);
        }
        catch (TimeoutException)
        {
            // It is not read any more.
        }

        sent.Should().BeLessThan(Messages, "75 MB would have been taken in, with as much to be answered");
        (await server.Http.GetStringAsync(new Uri("?query={hello}", UriKind.Relative))).Should()
            .Contain("hello world", "others are answered meanwhile");
    }

    [Fact]
    public async Task A_client_that_never_reads_loses_its_connection()
    {
        await using var server = await ToyServer.StartAsync(("SendTimeout", "00:00:00.5"));
        using var socket = await server.InitialisedAsync();
        var name = new string('x', AnswerBytes);

        var send = async () =>
        {
            for (var sent = 0; sent < Messages; sent++) await socket.SubscribeAsync($"{sent}", $"{{ hello(name: \"{name}\") }}")
                .WaitAsync(TimeSpan.FromSeconds(90) * Eventually.Stretch);
        };

        await send.Should().ThrowAsync<System.Net.WebSockets.WebSocketException>();
    }

    [Fact]
    public async Task Operations_of_one_socket_may_be_so_large_together_and_no_larger()
    {
        await using var server = await ToyServer.StartAsync(("MaxBytesPerSocket", "100000"));
        using var socket = await server.InitialisedAsync();
        var padding = new string(' ', AnswerBytes);

        await socket.SubscribeAsync("1", $"subscription {{ numbers }}{padding}");
        await socket.NextAsync();
        await socket.SubscribeAsync("2", $"{{ hello }}{padding}");

        var refused = await socket.NextAsync();
        ((string)refused["id"]!, (string)refused["payload"]![0]!["extensions"]!["code"]!).Should().Be(("2", "TOO_MANY_REQUESTS"));
    }

    [Fact]
    public async Task A_body_that_drips_is_given_up()
    {
        await using var server = await ToyServer.StartAsync(("BodyTimeout", "00:00:00.3"));
        using var line = new RawLine(server.Url.Port);

        // Nothing follows.
        var answer = await line.SendAsync(Encoding.ASCII.GetBytes(
            $"POST /graphql HTTP/1.1\r\nHost: {server.Url.Authority}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n   "),
            isLast: false);

        answer.Status.Should().Be(408);
        answer.Text.Should().Contain("TIMEOUT");
    }
}
