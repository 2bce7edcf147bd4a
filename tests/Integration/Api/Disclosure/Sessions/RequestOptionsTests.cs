using System.Globalization;
using AwesomeAssertions;
using IdBellen.Tenancy.Resource;

namespace IdBellen.Tests.Api.Sessions;

/// <summary>What the resource says of a purpose reaches the Yivi app, and what the citizen does not give is missed by nobody.</summary>
public sealed class RequestOptionsTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const string Mobile = "pbdf.sidn-pbdf.mobilenumber.mobilenumber";

    [Fact]
    public async Task The_app_gets_the_municipalitys_labels_and_calls_its_host()
    {
        var host = $"127.0.0.1:{fixture.Irma.Port.ToString(CultureInfo.InvariantCulture)}";
        var municipality = await fixture.MunicipalityAsync(spec => WithChoices(spec) with { Irma = spec.Irma with { Host = host } });

        var session = await municipality.StartAsync();
        var request = (await new YiviApp(session.Pointer).ScanAsync())["request"]!;

        session.Pointer.Authority.Should().Be(host);
        request["labels"]!.ToJsonString().Should().Be("""{"1":{"nl":"Uw nummer","en":"Your number"}}""");
        request["disclose"]!.ToJsonString().Should().Be($$"""[[["pbdf.gemeente.personalData.fullname","pbdf.gemeente.personalData.bsn"]],[["{{Mobile}}"],[]]]""");
    }

    [Theory]
    [InlineData("[0,0]", true)]
    [InlineData("[0,1]", false)]
    public async Task A_choice_that_may_be_skipped_shows_what_was_given_and_only_links_that_can_be_filled_in(string choices, bool isGiven)
    {
        var municipality = await fixture.MunicipalityAsync(WithChoices);
        var anna = (await municipality.AgentsAsync("anna"))[0];
        var session = await municipality.StartAsync();
        var app = new YiviApp(session.Pointer);
        var code = await app.ConnectAsync();
        await app.ProveAsync(choices: choices);
        await session.BecomesAsync("DISCLOSED");
        await (await municipality.ExchangeAsync()).MatchAsync(code, "call-1");

        var waiting = await anna.CallAsync();
        var taken = (await anna.TakeAsync((string)waiting["id"]!))["call"]!;

        Ids(waiting["attributes"]!).Should().HaveCount(isGiven ? 2 : 1).And.StartWith("pbdf.gemeente.personalData.fullname");
        Ids(taken["attributes"]!).Contains(Mobile).Should().Be(isGiven);
        taken["links"]!.AsArray().Should().HaveCount(isGiven ? 2 : 1);
    }

    private static IReadOnlyList<string> Ids(System.Text.Json.Nodes.JsonNode attributes) =>
        [.. attributes.AsArray().Select(attribute => (string)attribute!["identifier"]!)];

    private static MunicipalitySpec WithChoices(MunicipalitySpec spec) => spec with
    {
        Purposes =
        [
            spec.Purposes[0] with
            {
                Disclose = [.. spec.Purposes[0].Disclose, [[Mobile], []]],
                Labels = [null, new TranslationSpec { Nl = "Uw nummer", En = "Your number" }],
                Overview = ["pbdf.gemeente.personalData.fullname", Mobile],
            },
        ],
        UrlTemplates =
        [
            .. spec.UrlTemplates!,
            new UrlTemplateSpec { Label = new TranslationSpec { Nl = "Zoek nummer", En = "Search number" }, Url = $"https://zaken.example.nl/{{{Mobile}}}" },
        ],
    };
}
