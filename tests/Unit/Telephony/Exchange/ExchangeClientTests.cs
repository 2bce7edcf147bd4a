using System.Net;
using System.Net.Http.Headers;
using IdBellen.Telephony.Asterisk.Exchange;
using IdBellen.Telephony.Asterisk.Municipalities;
using IdBellen.Tests.Support.Environment;
using Microsoft.Extensions.Time.Testing;

namespace IdBellen.Tests.Unit.Telephony.Exchange;

/// <summary>When a request is sent again.</summary>
public sealed class ExchangeClientTests : IDisposable
{
    private const string Accepted = """{"data":{"reportCall":{"callReference":"x","next":"QUEUE"}}}""";
    private const string TooMany = """{"errors":[{"extensions":{"code":"TOO_MANY_REQUESTS"}}]}""";
    private static readonly CallingMunicipality Arnhem = new("0f9619ff-8b86-4d01-b42d-00cf4fc964ff", "arnhem", "arnhem.example.nl");
    private readonly FakeTimeProvider time = new();
    private readonly Answers answers = new();
    private readonly HttpClient http;
    private readonly ExchangeClient client;

    public ExchangeClientTests()
    {
        var tokens = KnownToken.Of(Arnhem.Name, Arnhem.Uid, "token\n");
        http = new HttpClient(answers) { BaseAddress = new Uri("http://api/") };
        client = new ExchangeClient(http, tokens, time);
    }

    [Fact]
    public async Task It_goes_to_the_municipalitys_host_with_its_token()
    {
        answers.Next.Enqueue((HttpStatusCode.OK, Accepted, null));

        (await ReportAsync()).Data!.Next.Should().Be(NextStep.Queue);

        answers.Asked.Should().Equal("arnhem.example.nl Bearer token");
    }

    [Fact]
    public async Task After_a_refusal_that_names_a_time_it_is_sent_again_at_that_time()
    {
        answers.Next.Enqueue((HttpStatusCode.TooManyRequests, TooMany, TimeSpan.FromSeconds(2)));
        answers.Next.Enqueue((HttpStatusCode.OK, Accepted, null));
        var report = ReportAsync();
        await Eventually.BeTrueAsync(() => Task.FromResult(answers.Asked.Count == 1));
        time.Advance(TimeSpan.FromSeconds(1.9));
        answers.Asked.Should().HaveCount(1);

        await Eventually.BeTrueAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(0.1));
            return Task.FromResult(report.IsCompleted);
        });

        (await report).Data.Should().NotBeNull();
        answers.Asked.Should().HaveCount(2);
    }

    [Fact]
    public async Task Nobody_is_kept_waiting_for_a_time_that_is_long_to_come()
    {
        answers.Next.Enqueue((HttpStatusCode.TooManyRequests, TooMany, TimeSpan.FromSeconds(50)));

        (await ReportAsync()).RetryAfter.Should().Be(TimeSpan.FromSeconds(50));

        answers.Asked.Should().HaveCount(1);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadGateway, "<html>", 3)]
    [InlineData(HttpStatusCode.OK, "<html>", 1)]
    [InlineData(HttpStatusCode.OK, """{"errors":[{"extensions":{"code":"BAD_REQUEST"}}]}""", 1)]
    public async Task A_fault_of_a_server_passes_a_wrong_request_does_not(HttpStatusCode status, string text, int times)
    {
        for (var answer = 0; answer < 3; answer++) answers.Next.Enqueue((status, text, null));
        var report = ReportAsync();

        await Eventually.BeTrueAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(0.5));
            return Task.FromResult(report.IsCompleted);
        });

        (await report).Data.Should().BeNull();
        answers.Asked.Should().HaveCount(times);
    }

    public void Dispose()
    {
        http.Dispose();
        answers.Dispose();
    }

    private Task<ExchangeAnswer<CallReport>> ReportAsync() =>
        client.ReportCallAsync(Arnhem, "x", ReportedState.Queued, null, TestContext.Current.CancellationToken);

    private sealed class Answers : HttpMessageHandler
    {
        public Queue<(HttpStatusCode Status, string Text, TimeSpan? RetryAfter)> Next { get; } = [];

        public List<string> Asked { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add($"{request.Headers.Host} {request.Headers.Authorization}");
            var (status, text, retryAfter) = Next.Dequeue();
            var answer = new HttpResponseMessage(status) { Content = new StringContent(text) };
            if (retryAfter is { } delay) answer.Headers.RetryAfter = new RetryConditionHeaderValue(delay);
            return Task.FromResult(answer);
        }
    }
}
