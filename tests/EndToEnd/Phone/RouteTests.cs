using AwesomeAssertions;
using IdBellen.Tests.Support.Environment;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdBellen.Tests.EndToEnd.Phone;

/// <summary>A network that lets the sound through to the TURN server only, and the check that tells which ways there are.</summary>
[Takes(90)]
public sealed class RouteTests(PhoneFixture fixture) : IClassFixture<PhoneFixture>
{
    [Theory]
    [InlineData(PhoneNetwork.TurnUdpOnly, "relay udp")]
    [InlineData(PhoneNetwork.TurnTlsOnly, "relay tls")]
    public async Task Agent_and_caller_hear_each_other_through_the_TURN_server(PhoneNetwork network, string route)
    {
        var desk = await fixture.DeskAsync();
        var anna = (await desk.AgentsAsync("anna"))[0];
        await using var browser = await PhoneBrowser.StartAsync(TalkTests.AgentTone);

        await using var talk = await desk.TalkAsync(browser, anna, network);

        (await talk.Agent.RouteAsync()).Should().Be(route);
    }

    [Fact]
    public async Task The_check_before_a_shift_tries_each_part_and_says_what_to_open()
    {
        var desk = await fixture.DeskAsync();
        var anna = (await desk.AgentsAsync("anna"))[0];
        await using var browser = await PhoneBrowser.StartAsync(TalkTests.AgentTone);
        var person = await browser.PersonAsync(PhoneNetwork.NoTurnTls);
        await desk.SignInAsync(person, anna);
        var agent = await desk.OpenTabAsync(person, "/telefoon");
        await Expect(agent.Page.GetByRole(AriaRole.Heading, new() { Name = "Telefoon testen" })).ToBeVisibleAsync();
        await Chromium.LookAtAsync(agent.Page, "phone-check");

        await agent.Button("Neem drie seconden op").ClickAsync();
        await Expect(agent.Page.GetByText("Er kwam geluid binnen.")).ToBeVisibleAsync();
        await agent.Button("Speel een toon").ClickAsync();
        await agent.Button("Ja").ClickAsync();
        await Expect(agent.Button("Test het netwerk")).Not.ToHaveAttributeAsync("aria-disabled", "true");
        string[] expected =
        [
            "Browser: goed", "Microfoon: goed", "Luidspreker: goed", "Telefooncentrale (WebSocket, poort 443): goed", "Geluid: goed",
            "Geluid via TURN met UDP: goed", "Geluid via TURN met TLS: niet goed",
        ];
        // The sound has to be good in a few seconds, which a busy machine can spoil.
        await Eventually.BeTrueAsync(
            async () => !expected.Except(await VerdictsAsync(agent)).Any(), TimeSpan.FromMinutes(2), "the verdicts are as expected");
        await agent.Page.GetByRole(AriaRole.Table).ScrollIntoViewIfNeededAsync();
        await Chromium.LookAtAsync(agent.Page, "phone-check-result");
        await agent.Page.SetViewportSizeAsync(320, 800);
        (await agent.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(320);
        await Chromium.LookAtAsync(agent.Page, "phone-check-small");
    }

    /// <summary>Tests the network.</summary>
    private static async Task<IReadOnlyList<string>> VerdictsAsync(AgentPhone agent)
    {
        await agent.Button("Test het netwerk").ClickAsync();
        var done = agent.Page.GetByText("De test van het netwerk is klaar.");
        await Expect(done).ToHaveCountAsync(0);
        await Expect(done).ToBeVisibleAsync(new() { Timeout = 60_000 });
        return await agent.Page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('tbody tr')].map(row => `${row.cells[0].innerText}: ${row.cells[1].innerText}`)");
    }
}
