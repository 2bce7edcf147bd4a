using System.Text.Json.Nodes;

namespace IdBellen.Tests.Integration.Demo.Irma;

public sealed class ProofTests
{
    [Theory]
    [InlineData("INVALID")]
    [InlineData("INVALID_TIMESTAMP")]
    [InlineData("UNMATCHED_REQUEST")]
    public async Task Done_does_not_mean_valid_and_a_bad_proof_discloses_nothing(string outcome)
    {
        var (result, json) = await ResultOfAsync("""[[["irma-demo.MijnOverheid.root.BSN"]]]""",
            $$"""{"person":"fatima","outcome":"{{outcome}}"}""");

        result.Status.Should().Be("DONE");
        result.ProofStatus.Should().Be(outcome);
        json.AsObject().ContainsKey("disclosed").Should().BeFalse();
    }

    [Theory]
    [InlineData("""[[["irma-demo.MijnOverheid.root.BSN"]]]""", """{"person":"fatima","outcome":"MISSING_ATTRIBUTES"}""")]
    [InlineData("""[[["irma-demo.MijnOverheid.root.BSN"]]]""", """{"person":"tomasz"}""")]
    [InlineData("""[[["irma-demo.MijnOverheid.root.BSN"]]]""", """{"person":"fatima","choices":[-1]}""")]
    [InlineData("""[[[{"type":"irma-demo.MijnOverheid.root.BSN","value":"123456782"}]]]""", """{"person":"fatima"}""")]
    [InlineData("""[[[{"type":"pbdf.gemeente.personalData.prefix","notNull":true}]]]""", """{"person":"sanne"}""")]
    public async Task A_missing_or_different_attribute_gives_an_inner_null(string disclose, string proof)
    {
        var (result, json) = await ResultOfAsync(disclose, proof);

        result.Status.Should().Be("DONE");
        result.ProofStatus.Should().Be("MISSING_ATTRIBUTES");
        json["disclosed"]!.ToJsonString().Should().Be("[null]");
    }

    [Theory]
    [InlineData("""{"person":"fatima","outcome":"EXPIRED"}""")]
    [InlineData("""{"person":"greet"}""")]
    public async Task An_expired_proof_still_lists_the_attributes(string proof)
    {
        var (result, _) = await ResultOfAsync("""[[["irma-demo.MijnOverheid.root.BSN"]]]""", proof);

        result.ProofStatus.Should().Be("EXPIRED");
        result.Disclosed![0]![0].Id.Should().Be("irma-demo.MijnOverheid.root.BSN");
    }

    [Fact]
    public async Task A_valid_result_answers_each_disjunction_in_order()
    {
        var (result, json) = await ResultOfAsync(
            """[[["irma-demo.MijnOverheid.fullName.firstname","irma-demo.MijnOverheid.fullName.familyname"]],[["irma-demo.MijnOverheid.root.BSN"]]]""",
            """{"person":"fatima"}""");

        result.ProofStatus.Should().Be("VALID");
        result.Disclosed![0]!.Select(attribute => attribute.RawValue).Should().Equal("Fatima", "Amrani");
        var bsn = result.Disclosed[1]![0];
        (bsn.Id, bsn.Status).Should().Be(("irma-demo.MijnOverheid.root.BSN", "PRESENT"));
        (bsn.IssuanceTime % (7 * 24 * 60 * 60)).Should().Be(0);
        json["disclosed"]![1]![0]!["value"]!.ToJsonString().Should().Be("""{"":"999911004","en":"999911004","nl":"999911004"}""");
    }

    [Fact]
    public async Task An_optional_attribute_without_a_value_is_null()
    {
        var (result, json) = await ResultOfAsync("""[[["pbdf.gemeente.personalData.prefix"]]]""", """{"person":"sanne"}""");

        result.ProofStatus.Should().Be("VALID");
        result.Disclosed![0]![0].Status.Should().Be("NULL");
        var attribute = json["disclosed"]![0]![0]!.AsObject();
        attribute.ContainsKey("rawvalue").Should().BeTrue();
        attribute["rawvalue"].Should().BeNull();
    }

    [Fact]
    public async Task A_skipped_optional_disjunction_is_an_empty_list()
    {
        var (result, json) = await ResultOfAsync("""[[[],["pbdf.sidn-pbdf.email.email"]]]""", """{"person":"fatima","choices":[0]}""");

        result.ProofStatus.Should().Be("VALID");
        json["disclosed"]!.ToJsonString().Should().Be("[[]]");
    }

    [Fact]
    public async Task The_chosen_alternative_is_the_one_that_is_disclosed()
    {
        var (result, _) = await ResultOfAsync(
            """[[["pbdf.sidn-pbdf.email.email"],["pbdf.sidn-pbdf.mobilenumber.mobilenumber"]]]""", """{"person":"fatima","choices":[1]}""");

        result.Disclosed![0]![0].RawValue.Should().Be("+31600000001");
    }

    // Where it matters whether something is null or absent a test looks at the JSON.
    private static async Task<(SessionResult Result, JsonNode Json)> ResultOfAsync(string disclose, string proof)
    {
        await using var demo = await RunningDemo.StartAsync();
        var session = await StartedSession.StartAsync(demo,
            $$"""{"@context":"https://irma.app/ld/request/disclosure/v2","disclose":{{disclose}}}""");
        await session.DiscloseAsync(proof);
        return (await session.ResultAsync(), await session.ResultAsJsonAsync());
    }
}
