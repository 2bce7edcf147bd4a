using System.Net;
using System.Text.RegularExpressions;

namespace IdBellen.Tests.Integration.Demo.Irma;

public sealed partial class StartSessionTests
{
    [Theory]
    [InlineData("{", null)]
    [InlineData("{}", "Failed to JSON unmarshal request bytes")]
    [InlineData("[]", "Failed to JSON unmarshal request bytes")]
    [InlineData("""{"@context":"https://irma.app/ld/request/disclosure/v2","disclose":[]}""", "Disclosure request had no attributes")]
    [InlineData("""{"@context":"https://irma.app/ld/request/disclosure/v2","disclose":[[[]]]}""", "Disclosure request had no attributes")]
    [InlineData("""{"@context":"https://irma.app/ld/request/disclosure/v2","disclose":null}""", null)]
    [InlineData("""{"@context":"https://irma.app/ld/request/disclosure/v2","disclose":[[["nope.some.thing.here"]]]}""",
        "Unknown identifiers: nope, nope.some")]
    [InlineData("""{"@context":"https://irma.app/ld/request/disclosure/v2","disclose":[[["pbdf.gemeente.personalData.shoesize"]]]}""",
        "pbdf.gemeente.personalData.shoesize")]
    [InlineData("""{"@context":"https://example.org/other","disclose":[[["irma-demo.MijnOverheid.root.BSN"]]]}""",
        "Invalid session request type")]
    public async Task Bad_input_is_refused_as_an_invalid_request(string body, string? message)
    {
        await using var demo = await RunningDemo.StartAsync();

        await StartedSession.PostAsync(demo.Irma, body).ShouldBeAsync(400, "INVALID_REQUEST", message);
    }

    [Theory]
    [InlineData("https://irma.app/ld/request/issuance/v2")]
    [InlineData("https://irma.app/ld/request/signature/v2")]
    public async Task Issuing_and_signing_are_refused_rather_than_ignored(string context)
    {
        await using var demo = await RunningDemo.StartAsync();

        await StartedSession.PostAsync(demo.Irma, $$"""{"@context":"{{context}}"}""").ShouldBeAsync(501, "UNSUPPORTED");
    }

    [Theory]
    [InlineData("callbackUrl", "\"callbackUrl\":\"http://127.0.0.1:9/\"")]
    [InlineData("nextSession", "\"nextSession\":{\"url\":\"http://127.0.0.1:9/\"}")]
    public async Task Callbacks_and_next_sessions_need_a_key(string field, string json)
    {
        await using var demo = await RunningDemo.StartAsync("IrmaKeyFile=none");

        await StartedSession.PostAsync(demo.Irma, StartedSession.Extended(json)).ShouldBeAsync(501, "UNSUPPORTED", field);
    }

    [Fact]
    public async Task The_answer_holds_three_different_tokens_and_the_pointer_has_no_query()
    {
        await using var demo = await RunningDemo.StartAsync();

        using var answer = await StartedSession.PostAsync(demo.Irma, StartedSession.Bsn);
        var body = await StartedSession.JsonAsync(answer);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.ToString().Should().Be("application/json; charset=UTF-8");
        var url = new Uri((string)body["sessionPtr"]!["u"]!);
        string[] tokens = [(string)body["token"]!, url.Segments[^1], (string)body["frontendRequest"]!["authorization"]!];
        tokens.Should().OnlyHaveUniqueItems().And.AllSatisfy(token => token.Should().MatchRegex(TwentyCharacters()));
        url.Query.Should().BeEmpty();
        url.GetLeftPart(UriPartial.Path).Should().StartWith($"{demo.Irma.BaseAddress}irma/session/");
        ((string)body["sessionPtr"]!["irmaqr"]!).Should().Be("disclosing");
        ((string)body["frontendRequest"]!["minProtocolVersion"]!).Should().Be("1.0");
        ((string)body["frontendRequest"]!["maxProtocolVersion"]!).Should().Be("1.1");
        body["frontendRequest"]!.AsObject().ContainsKey("pairingHint").Should().BeFalse();
    }

    [Theory]
    [InlineData("\"nextSession\":{\"url\":\"http://127.0.0.1:9/\"}", StartedSession.Bsn)]
    [InlineData("\"validity\":60",
        """{"@context":"https://irma.app/ld/request/disclosure/v2","disclose":[[[{"type":"irma-demo.MijnOverheid.root.BSN","value":"999911004"}]]]}""")]
    public async Task Pairing_is_advised_for_chains_and_fixed_values(string fields, string request)
    {
        await using var demo = await RunningDemo.StartAsync();

        var session = await StartedSession.StartAsync(demo, StartedSession.Extended(fields, request));

        ((bool)session.Answer["frontendRequest"]!["pairingHint"]!).Should().BeTrue();
    }

    [Fact]
    public async Task A_trailing_slash_is_accepted()
    {
        await using var demo = await RunningDemo.StartAsync();

        await demo.Irma.PostAsync("session/", new StringContent(StartedSession.Bsn, null!, "application/json"), RunningDemo.Cancelled)
            .ShouldHaveStatusAsync(200);
    }

    [Fact]
    public async Task The_old_request_form_is_accepted_and_answered_with_a_flat_list()
    {
        await using var demo = await RunningDemo.StartAsync();
        var session = await StartedSession.StartAsync(
            demo, """{"type":"disclosing","content":[{"label":"BSN","attributes":["irma-demo.MijnOverheid.root.BSN"]}]}""");

        await session.DiscloseAsync();

        var result = await session.ResultAsJsonAsync();
        ((string)result["disclosed"]![0]!["id"]!).Should().Be("irma-demo.MijnOverheid.root.BSN");
    }

    [GeneratedRegex("^[A-Za-z0-9]{20}$", RegexOptions.None, 1000)]
    private static partial Regex TwentyCharacters();
}
