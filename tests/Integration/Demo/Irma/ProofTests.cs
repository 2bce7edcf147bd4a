using System.Text.Json.Nodes;

namespace IdBellen.Tests.Demo.Irma;

public sealed class ProofTests
{
    [Theory]
    [InlineData("INVALID")]
    [InlineData("INVALID_TIMESTAMP")]
    [InlineData("UNMATCHED_REQUEST")]
    public async Task Done_does_not_mean_valid_and_a_bad_proof_discloses_nothing(string outcome)
    {
        var result = await ResultOfAsync("""[[["irma-demo.MijnOverheid.root.BSN"]]]""", $$"""{"person":"fatima","outcome":"{{outcome}}"}""");

        ((string)result["status"]!).Should().Be("DONE");
        ((string)result["proofStatus"]!).Should().Be(outcome);
        result.AsObject().ContainsKey("disclosed").Should().BeFalse();
    }

    [Theory]
    [InlineData("""[[["irma-demo.MijnOverheid.root.BSN"]]]""", """{"person":"fatima","outcome":"MISSING_ATTRIBUTES"}""")]
    [InlineData("""[[["irma-demo.MijnOverheid.root.BSN"]]]""", """{"person":"tomasz"}""")]
    [InlineData("""[[["irma-demo.MijnOverheid.root.BSN"]]]""", """{"person":"fatima","choices":[-1]}""")]
    [InlineData("""[[[{"type":"irma-demo.MijnOverheid.root.BSN","value":"123456782"}]]]""", """{"person":"fatima"}""")]
    [InlineData("""[[[{"type":"pbdf.gemeente.personalData.prefix","notNull":true}]]]""", """{"person":"sanne"}""")]
    public async Task A_missing_or_different_attribute_gives_an_inner_null(string disclose, string proof)
    {
        var result = await ResultOfAsync(disclose, proof);

        ((string)result["status"]!).Should().Be("DONE");
        ((string)result["proofStatus"]!).Should().Be("MISSING_ATTRIBUTES");
        result["disclosed"]!.ToJsonString().Should().Be("[null]");
    }

    [Theory]
    [InlineData("""{"person":"fatima","outcome":"EXPIRED"}""")]
    [InlineData("""{"person":"greet"}""")]
    public async Task An_expired_proof_still_lists_the_attributes(string proof)
    {
        var result = await ResultOfAsync("""[[["irma-demo.MijnOverheid.root.BSN"]]]""", proof);

        ((string)result["proofStatus"]!).Should().Be("EXPIRED");
        ((string)result["disclosed"]![0]![0]!["id"]!).Should().Be("irma-demo.MijnOverheid.root.BSN");
    }

    [Fact]
    public async Task A_valid_result_answers_each_disjunction_in_order()
    {
        var result = await ResultOfAsync(
            """[[["irma-demo.MijnOverheid.fullName.firstname","irma-demo.MijnOverheid.fullName.familyname"]],[["irma-demo.MijnOverheid.root.BSN"]]]""",
            """{"person":"fatima"}""");

        ((string)result["proofStatus"]!).Should().Be("VALID");
        var first = result["disclosed"]![0]!.AsArray();
        first.Select(attribute => (string)attribute!["rawvalue"]!).Should().Equal("Fatima", "Amrani");
        var bsn = result["disclosed"]![1]![0]!;
        ((string)bsn["id"]!).Should().Be("irma-demo.MijnOverheid.root.BSN");
        ((string)bsn["status"]!).Should().Be("PRESENT");
        bsn["value"]!.ToJsonString().Should().Be("""{"":"999911004","en":"999911004","nl":"999911004"}""");
        ((long)bsn["issuancetime"]! % (7 * 24 * 60 * 60)).Should().Be(0);
    }

    [Fact]
    public async Task An_optional_attribute_without_a_value_is_null()
    {
        var result = await ResultOfAsync("""[[["pbdf.gemeente.personalData.prefix"]]]""", """{"person":"sanne"}""");

        ((string)result["proofStatus"]!).Should().Be("VALID");
        var attribute = result["disclosed"]![0]![0]!.AsObject();
        ((string)attribute["status"]!).Should().Be("NULL");
        attribute.ContainsKey("rawvalue").Should().BeTrue();
        attribute["rawvalue"].Should().BeNull();
    }

    [Fact]
    public async Task A_skipped_optional_disjunction_is_an_empty_list()
    {
        var result = await ResultOfAsync("""[[[],["pbdf.sidn-pbdf.email.email"]]]""", """{"person":"fatima","choices":[0]}""");

        ((string)result["proofStatus"]!).Should().Be("VALID");
        result["disclosed"]!.ToJsonString().Should().Be("[[]]");
    }

    [Fact]
    public async Task The_chosen_alternative_is_the_one_that_is_disclosed()
    {
        var result = await ResultOfAsync(
            """[[["pbdf.sidn-pbdf.email.email"],["pbdf.sidn-pbdf.mobilenumber.mobilenumber"]]]""", """{"person":"fatima","choices":[1]}""");

        ((string)result["disclosed"]![0]![0]!["rawvalue"]!).Should().Be("+31600000001");
    }

    private static async Task<JsonNode> ResultOfAsync(string disclose, string proof)
    {
        await using var demo = await RunningDemo.StartAsync();
        var session = await StartedSession.StartAsync(demo, $$"""{"@context":"https://irma.app/ld/request/disclosure/v2","disclose":{{disclose}}}""");
        await session.DiscloseAsync(proof);
        return await session.ResultAsync();
    }
}
