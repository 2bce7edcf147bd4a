using System.Net;
using IdBellen.Tests.Integration.Demo.Irma;

namespace IdBellen.Tests.Integration.Demo.Wallet;

public sealed class WalletTests
{
    private const string Request =
        """
        {"@context":"https://irma.app/ld/request/disclosure/v2","clientReturnUrl":"tel:+31263770000,,0123456789",
         "disclose":[[["pbdf.gemeente.personalData.bsn"]],[["pbdf.sidn-pbdf.email.email"],["pbdf.sidn-pbdf.mobilenumber.mobilenumber"]]]}
        """;

    [Fact]
    public async Task Something_that_is_no_qr_code_is_refused_in_words()
    {
        await using var demo = await RunningDemo.StartAsync();
        var wallet = new WalletVisit(demo);

        await wallet.SendAsync("scan", ("person", "fatima"), ("pasted", "zomaar tekst"));

        wallet.Status.Should().Be(HttpStatusCode.BadRequest);
        wallet.Page.Should().Contain("Dit is geen QR-code");
    }

    [Fact]
    public async Task A_session_that_was_scanned_before_or_has_gone_is_refused_in_words()
    {
        await using var demo = await RunningDemo.StartAsync();
        var session = await StartedSession.StartAsync(demo, Request);
        using var other = await session.ConnectAsync();
        var wallet = new WalletVisit(demo);

        await wallet.ScanAsync(session);
        wallet.Page.Should().Contain("al gescand");
        await wallet.SendAsync("scan", ("person", "fatima"), ("pasted", $"{demo.Irma.BaseAddress}irma/session/aaaaaaaaaaaaaaaaaaaa"));
        wallet.Page.Should().Contain("bestaat niet (meer)");
        await wallet.SendAsync("share", ("outcome", "VALID"));
        wallet.Page.Should().Contain("vergeten");
    }

    [Fact]
    public async Task With_an_external_irma_server_the_wallet_sends_you_to_the_real_app()
    {
        await using var demo = await RunningDemo.StartAsync("Irma=off");
        var wallet = new WalletVisit(demo);

        await wallet.OpenAsync();

        wallet.Page.Should().Contain("Gebruik de Yivi-app");
        demo.Irma.Should().BeNull();
    }

    [Fact]
    public async Task A_person_without_the_attributes_can_only_refuse()
    {
        await using var demo = await RunningDemo.StartAsync();
        var session = await StartedSession.StartAsync(demo, Request);
        var wallet = new WalletVisit(demo);

        await wallet.ScanAsync(session, "tomasz");
        wallet.Page.Should().Contain("niet in uw wallet").And.NotContain("value=\"VALID\"");
        await wallet.SendAsync("refuse");

        wallet.Page.Should().Contain("Er is niets gedeeld");
        (await session.StatusAsync()).Should().Be("\"CANCELLED\"");
    }

    [Fact]
    public async Task Expired_cards_are_called_expired()
    {
        await using var demo = await RunningDemo.StartAsync();
        var wallet = new WalletVisit(demo);

        await wallet.ScanAsync(await StartedSession.StartAsync(demo, Request), "greet");

        wallet.Page.Should().Contain("verlopen").And.NotContain("value=\"VALID\"");
    }

    [Theory]
    [InlineData("INVALID")]
    [InlineData("INVALID_TIMESTAMP")]
    [InlineData("UNMATCHED_REQUEST")]
    [InlineData("MISSING_ATTRIBUTES")]
    [InlineData("EXPIRED")]
    public async Task The_dishonest_app_ends_the_session_with_a_proof_that_is_not_valid(string outcome)
    {
        await using var demo = await RunningDemo.StartAsync();
        var session = await StartedSession.StartAsync(demo, Request);
        var wallet = new WalletVisit(demo);
        await wallet.ScanAsync(session);

        await wallet.SendAsync("share", ("choice-0", "0"), ("choice-1", "0"), ("outcome", outcome));

        wallet.Page.Should().Contain(outcome).And.Contain("afgekeurd");
        var result = await session.ResultAsync();
        (result.Status, result.ProofStatus).Should().Be(("DONE", outcome));
    }

    [Fact]
    public async Task The_newest_session_is_first_and_its_code_is_not_shown()
    {
        await using var demo = await RunningDemo.StartAsync(
            """Municipalities=[{"name":"arnhem","displayName":"Gemeente Arnhem","origin":"http://arnhem.localhost:1","phoneNumber":"+31263770000"}]""");
        var older = await StartedSession.StartAsync(demo, StartedSession.Bsn);
        var newer = await StartedSession.StartAsync(demo, Request);
        var wallet = new WalletVisit(demo);

        await wallet.OpenAsync();

        wallet.Page.IndexOf(newer.Url.ToString(), StringComparison.Ordinal).Should()
            .BePositive().And.BeLessThan(wallet.Page.IndexOf(older.Url.ToString(), StringComparison.Ordinal));
        wallet.Page.Should().Contain("Gemeente Arnhem").And.Contain("Burgerservicenummer").And.NotContain("0123456789");
        await wallet.ScanAsync(newer);
        await wallet.OpenAsync("wallet/waiting");
        wallet.Page.Should().NotContain(newer.Url.ToString());
    }

    [Fact]
    public async Task Sharing_discloses_the_chosen_alternative_and_hands_number_and_code_to_the_telephone()
    {
        await using var demo = await RunningDemo.StartAsync();
        var session = await StartedSession.StartAsync(demo, Request);
        var wallet = new WalletVisit(demo);

        await wallet.ScanAsync(session);
        wallet.Page.Should().Contain("999911004").And.Contain(session.Url.Authority);
        await wallet.SendAsync("share", ("choice-0", "0"), ("choice-1", "1"), ("outcome", "VALID"));

        wallet.Page.Should().Contain("Bel via Yivi").And.Contain(">+31263770000<");
        wallet.Page.Should().Contain("href=\"/telephone#tel=%2B31263770000%2C%2C0123456789\"");
        var result = await session.ResultAsync();
        result.ProofStatus.Should().Be("VALID");
        result.Disclosed![1]![0].Id.Should().Be("pbdf.sidn-pbdf.mobilenumber.mobilenumber");
    }

    [Fact]
    public async Task A_paired_session_shows_its_code_and_nothing_else_until_the_website_confirms()
    {
        await using var demo = await RunningDemo.StartAsync();
        var session = await StartedSession.StartAsync(demo, Request);
        using var options = await session.AskPairingAsync();
        var code = (string)(await StartedSession.JsonAsync(options))["pairingCode"]!;
        var wallet = new WalletVisit(demo);

        await wallet.ScanAsync(session);
        wallet.Page.Should().Contain(code).And.NotContain("Burgerservicenummer");
        var waiting = wallet.Page;
        await wallet.SendAsync("request");
        wallet.Page.Should().Contain("nog niet ingevuld");
        using var completed = await session.FrontendAsync(HttpMethod.Post, "pairingcompleted");
        await wallet.ResumeAsync(waiting, "request");

        wallet.Page.Should().Contain("Burgerservicenummer");
    }
}
