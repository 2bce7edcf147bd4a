using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using IdBellen.Telephony.Asterisk.Exchange;
using IdBellen.Telephony.Asterisk.Municipalities;

namespace IdBellen.Tests.Unit.Telephony.Exchange;

/// <summary>Which documents the worker subscribes with while api and worker are upgraded.</summary>
public sealed class AssignmentStreamTests : IDisposable
{
    private const string Newer = "AssignmentsWithTelephones";
    private const string Older = "Assignments";

    private const string Unknown = """{"errors":[{"message":"Send another.","extensions":{"code":"DOCUMENT_UNKNOWN"}}]}""";
    private static readonly CallingMunicipality Arnhem = new("0f9619ff-8b86-4d01-b42d-00cf4fc964ff", "arnhem", "arnhem.example.nl");
    private readonly Api api = new();
    private readonly HttpClient http;
    private readonly AssignmentStream stream;

    public AssignmentStreamTests()
    {
        var tokens = KnownToken.Of(Arnhem.Name, Arnhem.Uid);
        http = new HttpClient(api) { BaseAddress = new Uri("http://api/") };
        stream = new AssignmentStream(http, tokens, TimeProvider.System);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/event-stream")]
    public async Task An_api_that_does_not_know_the_document_gets_the_older_one_until_it_is_upgraded(string refusal)
    {
        api.Refusal = refusal;
        await using var lists = stream.FollowAsync(Arnhem, TestContext.Current.CancellationToken).GetAsyncEnumerator(
            TestContext.Current.CancellationToken);

        (await lists.MoveNextAsync()).Should().BeTrue();
        lists.Current.Should().Equal(new Assignment("x", "anna"));
        api.IsUpgraded = true;
        (await lists.MoveNextAsync()).Should().BeTrue();
        lists.Current.Should().Equal(new Assignment("x", "anna", "+31263770003", 1));

        api.Asked.Should().Equal(Newer, Older, Newer);
    }

    public void Dispose()
    {
        http.Dispose();
        api.Dispose();
    }

    private sealed class Api : HttpMessageHandler
    {
        public bool IsUpgraded { get; set; }

        public string Refusal { get; set; } = "";

        public List<string> Asked { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var body = JsonDocument.Parse(await request.Content!.ReadAsStringAsync(cancellationToken));
            Asked.Add(body.RootElement.GetProperty("operationName").GetString()!);
            return Asked[^1] switch
            {
                Newer when IsUpgraded => Answer("text/event-stream", Event(
                    """{"data":{"assignments":[{"callReference":"x","agentId":"anna","telephone":"+31263770003","rings":1}]}}""")),
                Newer => Answer(Refusal, Refusal == "application/json" ? Unknown : Event(Unknown)),
                _ => Answer("text/event-stream", Event("""{"data":{"assignments":[{"callReference":"x","agentId":"anna"}]}}""")),
            };
        }

        private static string Event(string data) => $"event: next\ndata: {data}\n\nevent: complete\ndata:\n\n";

        private static HttpResponseMessage Answer(string mediaType, string text) => new(
            mediaType == "application/json" ? HttpStatusCode.BadRequest : HttpStatusCode.OK)
        {
            Content = new StringContent(text, new MediaTypeHeaderValue(mediaType)),
        };
    }
}
