using AwesomeAssertions;
using IdBellen.Api.Disclosure.Irma;
using IdBellen.Api.Platform.Tenants;
using Microsoft.IdentityModel.Tokens;

namespace IdBellen.Tests.Unit.Api.Disclosure.Irma;

/// <summary>What a citizen gets to scan is a session at the municipality's IRMA server, as the app reaches it.</summary>
public sealed class PointerRulesTests
{
    private const string Token = "SkrPniqPboPYindYu9gz";

    [Theory]
    [InlineData("http://irma.arnhem.nl/irma/session/" + Token, "without https")]
    [InlineData("https://user@irma.arnhem.nl/irma/session/" + Token, "a user")]
    [InlineData("https://irma.arnhem.nl/irma/session/" + Token + "?x=1", "a query")]
    [InlineData("https://irma.arnhem.nl/irma/session/" + Token + "#x", "a fragment")]
    [InlineData("https://irma.arnhem.nl/irma/session/", "no token")]
    [InlineData("https://irma.arnhem.nl/irma/session/..%2f..%2fx", "a token that is a path")]
    [InlineData("javascript:alert(1)//irma/session/" + Token, "a script")]
    [InlineData("tel:+31900123456789/" + Token, "a telephone number")]
    [InlineData("/irma/session/" + Token, "no server")]
    public void What_is_no_session_address_is_not_handed_out(string u, string what) =>
        PointerRules.Apply(Started(u), Server()).Should().BeNull(what);

    [Theory]
    [InlineData("signing")]
    [InlineData("issuing")]
    [InlineData("redirect")]
    public void Another_kind_of_session_is_not_handed_out(string kind) =>
        PointerRules.Apply(Started($"https://irma.arnhem.nl/irma/session/{Token}", kind), Server()).Should().BeNull();

    [Theory]
    [InlineData("../../admin")]
    [InlineData("a b c d e f g h i j")]
    public void A_requestor_token_that_would_be_another_address_is_not_used(string requestorToken) =>
        PointerRules.Apply(Started($"https://irma.arnhem.nl/irma/session/{Token}") with { Token = requestorToken }, Server()).Should()
            .BeNull();

    [Fact]
    public void With_a_host_of_its_own_the_address_has_that_host()
    {
        var server = Server() with { Host = "irma.arnhem.nl" };

        PointerRules.Apply(Started($"https://irma.elsewhere.nl/irma/session/{Token}"), server).Should().BeNull();
        PointerRules.Apply(Started($"https://irma.arnhem.nl:8443/irma/session/{Token}"), server).Should().BeNull();
        PointerRules.Apply(Started($"https://irma.arnhem.nl/irma/session/{Token}"), server).Should().NotBeNull();
    }

    [Theory]
    [InlineData("https://yivi.arnhem.nl/", "https://yivi.arnhem.nl/irma/session/" + Token)]
    [InlineData("https://yivi.arnhem.nl/gemeente/", "https://yivi.arnhem.nl/gemeente/irma/session/" + Token)]
    public void An_external_address_takes_the_place_of_the_servers_own(string external, string expected) =>
        PointerRules.Apply(Started($"http://irma.internal:8088/irma/session/{Token}"), Server() with { ExternalUrl = new Uri(external) })!
            .SessionPointer.U.Should().Be(expected);

    [Fact]
    public void On_a_developers_machine_https_is_not_needed()
    {
        var server = Server() with { Url = new Uri("http://localhost:8088/") };

        PointerRules.Apply(Started($"http://192.168.1.10:8088/irma/session/{Token}"), server).Should().NotBeNull();
    }

    private static IrmaServer Server() =>
        new(new Uri("https://irma.internal/"), RequestorToken: null, new SymmetricSecurityKey(new byte[32]), Host: null);

    private static SessionStarted Started(string u, string kind = "disclosing") =>
        new() { SessionPointer = new SessionPointer { U = u, Irmaqr = kind }, Token = "FKYYvxwg0CRJscZwpWZp" };
}
