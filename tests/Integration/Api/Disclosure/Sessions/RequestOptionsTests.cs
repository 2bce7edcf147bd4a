using System.Globalization;
using AwesomeAssertions;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Integration.Api.Disclosure.Irma;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;
using IdBellen.Tests.Support.Environment;
using Microsoft.AspNetCore.Http;

namespace IdBellen.Tests.Integration.Api.Disclosure.Sessions;

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
        request["disclose"]!.ToJsonString().Should().Be(
            $$"""[[[{{NotNull("pbdf.gemeente.personalData.fullname")}},{{NotNull("pbdf.gemeente.personalData.bsn")}}]],[[{{NotNull(Mobile)}}],[]]]""");
    }

    [Theory]
    [InlineData("fatima", 4, 1)]
    [InlineData("sanne", 3, 0)]
    public async Task What_may_be_empty_and_is_empty_on_the_card_is_left_out_of_page_and_links(string person, int attributes, int links)
    {
        const string Card = "pbdf.gemeente.personalData";
        var municipality = await fixture.MunicipalityAsync(spec => spec with
        {
            Purposes =
            [
                spec.Purposes[0] with
                {
                    Disclose = [[[$"{Card}.firstnames", $"{Card}.prefix", $"{Card}.familyname", $"{Card}.over18"]]],
                    MayBeEmpty = [$"{Card}.prefix"],
                    Values = [new DemandedValueSpec { Attribute = $"{Card}.over18", Value = "yes" }],
                    Overview = null,
                },
            ],
            UrlTemplates = [new UrlTemplateSpec { Label = new TranslationSpec { Nl = "Zoek", En = "Search" },
                Url = $"https://zaken.example.nl/{{{Card}.prefix}}" }],
        });
        var anna = (await municipality.AgentsAsync("anna"))[0];
        var session = await municipality.StartAsync();
        var app = new YiviApp(session.Pointer);

        var code = await app.ConnectAsync();
        await app.ProveAsync(person: person);
        await session.BecomesAsync("DISCLOSED");
        await (await municipality.ExchangeAsync()).MatchAsync(code, "call-1");

        var waiting = await anna.CallAsync();
        Ids(waiting.Attributes).Should().HaveCount(attributes);
        (await anna.TakeAsync(waiting.Id)).Call!.Links.Should().HaveCount(links);
    }

    [Theory]
    [InlineData("""{"pbdf.gemeente.personalData.fullname":null}""", "an attribute that must have a value is empty")]
    [InlineData("""{"pbdf.gemeente.personalData.over18":"no"}""", "an attribute has another value than the one that is demanded")]
    public async Task A_dishonest_app_that_shows_another_card_is_rejected(string values, string what)
    {
        const string Card = "pbdf.gemeente.personalData";
        var municipality = await fixture.MunicipalityAsync(spec => spec with
        {
            Purposes =
            [
                spec.Purposes[0] with
                {
                    Disclose = [[[$"{Card}.fullname", $"{Card}.over18"]]],
                    Values = [new DemandedValueSpec { Attribute = $"{Card}.over18", Value = "yes" }],
                },
            ],
            UrlTemplates = [],
        });
        var session = await municipality.StartAsync();
        var app = new YiviApp(session.Pointer);
        var asked = (await app.ScanAsync())["request"]!["disclose"]!.ToJsonString();

        await app.ProveAsync(values: values);

        asked.Should().Be($$"""[[[{{NotNull($"{Card}.fullname")}},{"type":"{{Card}}.over18","value":"yes"}]]]""", what);
        await session.BecomesAsync("REJECTED");
    }

    [Fact]
    public async Task The_app_gets_the_address_under_which_it_reaches_the_server()
    {
        var external = $"http://127.0.0.1:{fixture.Irma.Port.ToString(CultureInfo.InvariantCulture)}";
        var municipality = await fixture.MunicipalityAsync(spec => spec with { Irma = spec.Irma with { ExternalUrl = external } });

        var session = await municipality.StartAsync();

        session.Pointer.GetLeftPart(UriPartial.Authority).Should().Be(external);
        await session.DiscloseAsync();
        await session.BecomesAsync("DISCLOSED");
    }

    [Fact]
    public async Task A_gateway_before_the_server_gets_its_header_with_every_request()
    {
        var seen = new System.Collections.Concurrent.ConcurrentBag<string>();
        await using var gateway = await ScriptedIrmaServer.StartAsync(async context =>
        {
            if (context.Request.Path == "/publickey") await context.Response.WriteAsync(MunicipalityActions.PublicKey.Value);
            else if (context.Request.Headers["X-Api-Key"] != "a key") context.Response.StatusCode = 401;
            else if (context.Request.Path == "/session")
                await context.Response.WriteAsJsonAsync(
                    new { sessionPtr = new { u = "http://localhost/irma/session/abc", irmaqr = "disclosing" }, token = "token" });
            else seen.Add(context.Request.Path);
        });
        var municipality = await fixture.MunicipalityAsync(irma: gateway.Url);
        await fixture.Platform.ApplySecretAsync(municipality.ShortName, "gateway", new() { ["key"] = "a key\n" });
        await fixture.Platform.PatchAsync(
            municipality.Name,
            $$$$$$"""{"spec":{"irma":{"gateway":{"header":"X-Api-Key","valueRef":{"name":"{{{{{{municipality.Name}}}}}}-gateway","key":"key"}}}}}""");

        await Eventually.BeTrueAsync(async () => (await municipality.Citizen.SendAsync(
            "mutation { startSession(purpose: \"uitkering\") { statusToken } }")).Errors.Count == 0,
            what: "the gateway lets a session through");
        await Eventually.BeTrueAsync(() => Task.FromResult(seen.Any(path => path.EndsWith("/status", StringComparison.Ordinal))),
            what: "and a look");
    }

    private static string NotNull(string attribute) => $$"""{"type":"{{attribute}}","notNull":true}""";

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
        var taken = (await anna.TakeAsync(waiting.Id)).Call!;

        Ids(waiting.Attributes).Should().HaveCount(isGiven ? 2 : 1).And.StartWith("pbdf.gemeente.personalData.fullname");
        Ids(taken.Attributes).Contains(Mobile).Should().Be(isGiven);
        taken.Links.Should().HaveCount(isGiven ? 2 : 1);
    }

    private static IReadOnlyList<string?> Ids(IReadOnlyList<CallAttribute> attributes) =>
        [.. attributes.Select(attribute => attribute.Identifier)];

    private static MunicipalitySpec WithChoices(MunicipalitySpec spec) => spec with
    {
        Purposes =
        [
            spec.Purposes[0] with
            {
                Disclose = [.. spec.Purposes[0].Disclose, [[Mobile], []]],
                Labels = [new LabelSpec(), new LabelSpec { Nl = "Uw nummer", En = "Your number" }],
                Overview = ["pbdf.gemeente.personalData.fullname", Mobile],
            },
        ],
        UrlTemplates =
        [
            .. spec.UrlTemplates!,
            new UrlTemplateSpec { Label = new TranslationSpec { Nl = "Zoek nummer", En = "Search number" },
                Url = $"https://zaken.example.nl/{{{Mobile}}}" },
        ],
    };
}
