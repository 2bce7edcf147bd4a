using System.IO.Compression;
using System.Net;
using System.Text;
using AwesomeAssertions;
using IdBellen.Tenancy.Outbound;
using IdBellen.Tests.Integration.Api.Disclosure.Irma;
using Microsoft.AspNetCore.Http;

namespace IdBellen.Tests.Integration.Tenancy.Outbound;

/// <summary>A server that lies, drips or floods, over real HTTP.</summary>
public sealed class BoundedAnswersTests
{
    private const int MaxBytes = 1 << 16;
    private static readonly byte[] Chunk = new byte[1 << 14];

    [Fact]
    public async Task An_answer_of_exactly_the_limit_is_read()
    {
        await using var server =
            await ScriptedIrmaServer.StartAsync(context => context.Response.Body.WriteAsync(new byte[MaxBytes]).AsTask());
        using var http = Client();

        (await http.GetByteArrayAsync(server.Url, TestContext.Current.CancellationToken)).Should().HaveCount(MaxBytes);
    }

    [Theory]
    [InlineData("says so")]
    [InlineData("goes on for ever")]
    [InlineData("is an error")]
    public async Task An_answer_that_is_too_long_is_not_read_on(string how)
    {
        var sent = 0L;
        await using var server = await ScriptedIrmaServer.StartAsync(async context =>
        {
            if (how == "says so") context.Response.ContentLength = MaxBytes + 1;
            if (how == "is an error") context.Response.StatusCode = 500;
            while (how != "says so" || sent <= MaxBytes)
            {
                var part = how == "says so" ? Math.Min(Chunk.Length, MaxBytes + 1 - (int)sent) : Chunk.Length;
                await context.Response.Body.WriteAsync(Chunk.AsMemory(0, part), context.RequestAborted);
                sent += part;
            }
        });
        using var http = Client();

        var reading = () => http.GetAsync(server.Url, TestContext.Current.CancellationToken);

        await reading.Should().ThrowAsync<AnswerTooLargeException>();
    }

    [Fact]
    public async Task A_small_answer_that_unpacks_to_a_huge_one_is_not_unpacked_on()
    {
        await using var server = await ScriptedIrmaServer.StartAsync(async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var packed = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            for (var part = 0; part < 1_000; part++) await packed.WriteAsync(Chunk, context.RequestAborted);
        });
        using var sockets = OutboundSockets.Create();
        sockets.AutomaticDecompression = DecompressionMethods.All;
        using var bounded = new BoundedAnswers(new AnswerLimits(MaxBytes, TimeSpan.FromSeconds(20))) { InnerHandler = sockets };
        using var http = new HttpClient(bounded);

        var reading = () => http.GetAsync(server.Url, TestContext.Current.CancellationToken);

        await reading.Should().ThrowAsync<AnswerTooLargeException>();
    }

    [Fact]
    public async Task A_body_that_drips_is_given_up()
    {
        await using var server = await ScriptedIrmaServer.StartAsync(async context =>
        {
            while (true)
            {
                await context.Response.WriteAsync("x", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(TimeSpan.FromMilliseconds(20), context.RequestAborted);
            }
        });
        using var http = Client(TimeSpan.FromMilliseconds(300));

        var reading = () => http.GetAsync(server.Url, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

        (await reading.Should().ThrowAsync<TaskCanceledException>()).WithInnerException<TimeoutException>();
    }

    [Fact]
    public async Task Redirects_are_not_followed()
    {
        await using var server = await ScriptedIrmaServer.StartAsync(context =>
        {
            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        });
        using var http = Client();

        (await http.GetAsync(server.Url, TestContext.Current.CancellationToken)).StatusCode.Should().Be(HttpStatusCode.Found);
        server.Requests.Should().Equal("GET /");
    }

    [Theory]
    [InlineData("one\ntwo\r\n\nrest", new[] { "one", "two", "" })]
    [InlineData("", new string[0])]
    public async Task Lines_are_read_one_by_one(string text, string[] expected)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var lines = new BoundedLines(stream, maxLineBytes: 3, maxBytes: 100);
        var read = new List<string>();

        while (await lines.ReadLineAsync(TestContext.Current.CancellationToken) is { } line) read.Add(line);

        read.Should().Equal(expected);
    }

    [Theory]
    [InlineData("a line without an end", 8, 1_000)]
    [InlineData("x\nx\nx\nx\nx\nx\n", 8, 10)]
    public async Task Lines_and_streams_without_end_are_not_read_on(string text, int maxLineBytes, int maxBytes)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var lines = new BoundedLines(stream, maxLineBytes, maxBytes);

        var reading = async () =>
        {
            while (await lines.ReadLineAsync(TestContext.Current.CancellationToken) is not null)
            {
                // Until it refuses.
            }
        };

        await reading.Should().ThrowAsync<AnswerTooLargeException>();
    }

    private static HttpClient Client(TimeSpan? patience = null) =>
        new(new BoundedAnswers(
            new AnswerLimits(MaxBytes, patience ?? TimeSpan.FromSeconds(20)))
        { InnerHandler = OutboundSockets.Create() });
}
