using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Telephony;

namespace IdBellen.Tests.EndToEnd.Phone;

/// <summary>The agents' phone in Firefox, with its own rules for sound, microphones and speakers.</summary>
[Takes(110)]
public sealed class FirefoxTests(PhoneFixture fixture, Firefox firefox) : IClassFixture<PhoneFixture>, IClassFixture<Firefox>
{
    private const string Connected = "U bent verbonden met de beller.";
    private const string Elsewhere = "Het geluid van dit gesprek is in een ander tabblad.";

    private const string State = "document.querySelector('[role=group][aria-label=Telefoon] [role=status]')?.textContent";

    [Fact]
    public async Task Agent_and_caller_hear_each_other_the_tab_may_be_closed_and_finishing_ends_the_call()
    {
        var desk = await fixture.DeskAsync();
        await SignInAsync(desk);
        await using var caller = await desk.CallerAsync(TalkTests.CallerTone);

        await firefox.PressAsync("Dit gesprek aannemen");
        await TalkAsync(caller);
        await firefox.SeesAsync("Verbinding: goed");
        await firefox.BecomesAsync("[...document.querySelectorAll('.phone meter')].every(one => one.value > 0)");
        await firefox.LookAsync("firefox-talking");

        await firefox.PressAsync("Microfoon uit");
        await TalkTests.IsSilentAsync(caller);
        await firefox.PressAsync("Microfoon uit");
        await TalkAsync(caller);

        await firefox.PressAsync("In de wacht");
        await firefox.BecomesAsync($"{State} === 'De beller staat in de wacht en hoort muziek.'");
        await TalkTests.HearsMusicAsync(caller);
        await firefox.PressAsync("In de wacht");
        await TalkAsync(caller);

        await firefox.PressAsync("Toetsen");
        await firefox.PressAsync("5");
        await Eventually.BeTrueAsync(() => Task.FromResult(caller.Sound.KeysHeard == "5"), what: "the key has come");

        await firefox.CloseAsync();
        await TalkTests.HearsMusicAsync(caller);
        await firefox.OpenAsync(new Uri(desk.Origin));
        await TalkAsync(caller);

        await firefox.PressAsync("Afronden en wissen");
        await caller.Ended.WaitAsync(TimeSpan.FromSeconds(90), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_reload_and_another_tab_keep_the_call_and_one_tab_has_the_sound()
    {
        var desk = await fixture.DeskAsync();
        var first = await SignInAsync(desk);
        await using var caller = await desk.CallerAsync(TalkTests.CallerTone);
        await firefox.PressAsync("Dit gesprek aannemen");
        await TalkAsync(caller);
        await firefox.ReloadAsync();
        await TalkAsync(caller);

        var second = await firefox.OpenAsync(new Uri(desk.Origin));
        await firefox.BecomesAsync($"{State} === '{Elsewhere}'");
        await firefox.LookAsync("firefox-elsewhere");
        await firefox.PressAsync("Geluid hierheen halen");
        await TalkAsync(caller);
        await firefox.ShowAsync(first);
        await firefox.BecomesAsync($"{State} === '{Elsewhere}'");

        await firefox.ShowAsync(second);
        await firefox.CloseAsync();
        await firefox.ShowAsync(first);
        await TalkAsync(caller);
    }

    [Fact]
    public async Task A_call_that_is_handed_over_brings_its_sound_and_the_caller_who_hangs_up_ends_it()
    {
        var desk = await fixture.DeskAsync();
        var anna = await SignInAsync(desk);
        var bram = await SignInAsync(desk, "bram");
        await using var caller = await desk.CallerAsync(TalkTests.CallerTone);
        await firefox.ShowAsync(anna);
        await firefox.PressAsync("Dit gesprek aannemen");
        await TalkAsync(caller);

        await firefox.PressAsync("Doorverbinden");
        await firefox.PressAsync("Doorverbinden bram");
        await firefox.BecomesAsync($"{State} === undefined");
        await firefox.ShowAsync(bram);
        await TalkAsync(caller);

        await caller.HangUpAsync();
        await firefox.BecomesAsync($"{State} === undefined");
        await firefox.SeesAsync("Het gesprek is afgelopen. U kunt nog afronden.");
    }

    [Fact]
    public async Task Where_the_microphone_is_blocked_the_agent_is_told_before_and_during_the_call_and_hears_the_caller()
    {
        await using var blocked = await Firefox.BlockedAsync();
        var desk = await fixture.DeskAsync();
        await SignInAsync(desk, "anna", blocked);
        await using var caller = await desk.CallerAsync(TalkTests.CallerTone);
        await blocked.SeesAsync("Uw browser mag de microfoon niet gebruiken. U kunt gesprekken aannemen");

        await blocked.PressAsync("Dit gesprek aannemen");
        await blocked.BecomesAsync($"{State} === '{Connected}'");
        await blocked.BecomesAsync($"heard({TalkTests.CallerTone})");
        await blocked.SeesAsync("De beller hoort u niet.");
        await blocked.LookAsync("firefox-microphone-blocked");
    }

    [Fact]
    public async Task The_check_before_a_shift_passes()
    {
        var desk = await fixture.DeskAsync();
        await SignInAsync(desk);
        await firefox.OpenAsync(new Uri(new Uri(desk.Origin), "/telefoon"));

        await firefox.PressAsync("Neem drie seconden op");
        await firefox.SeesAsync("Er kwam geluid binnen.");
        await firefox.BecomesAsync("[...document.querySelectorAll('option')].filter(one => one.text === 'Headset').length === 2");
        await firefox.PressAsync("Speel een toon");
        await firefox.PressAsync("Ja");
        await firefox.BecomesAsync("[...document.querySelectorAll('button')].every(one => one.ariaDisabled !== 'true')");
        // The sound has to be good in a few seconds, which a busy machine can spoil.
        await Eventually.BeTrueAsync(PassesAsync, TimeSpan.FromMinutes(2), "each part is good");
        await firefox.LookAsync("firefox-check-result");
        await firefox.ResizeAsync(320, 800);
        await firefox.BecomesAsync("document.documentElement.scrollWidth <= 320");
        await firefox.LookAsync("firefox-check-small");
        await firefox.ResizeAsync(1280, 800);
    }

    private async Task<bool> PassesAsync()
    {
        await firefox.PressAsync("Test het netwerk");
        await firefox.BecomesAsync("!document.body.innerText.includes('De test van het netwerk is klaar.')");
        await firefox.SeesAsync("De test van het netwerk is klaar.");
        return await firefox.IsAsync(
            """
            ['Browser', 'Microfoon', 'Luidspreker', 'Telefooncentrale (WebSocket, poort 443)', 'Geluid', 'Geluid via TURN met UDP',
              'Geluid via TURN met TLS'].every((part) =>
                [...document.querySelectorAll('tr')].find((row) => row.cells[0].innerText === part).cells[1].innerText === 'goed')
            """);
    }

    private Task<int> SignInAsync(PhoneDesk desk, string name = "anna") => SignInAsync(desk, name, firefox);

    private static async Task<int> SignInAsync(PhoneDesk desk, string name, Firefox browser)
    {
        var agent = (await desk.AgentsAsync(name))[0];
        await browser.PersonAsync();
        var tab = await browser.OpenAsync(new Uri(desk.Origin));
        await browser.FollowAsync("Inloggen");
        await browser.FillAsync("E-mailadres", agent.Email);
        await browser.FillAsync("Wachtwoord", SignedIn.Password);
        await browser.PressAsync("Inloggen");
        await browser.SeesAsync("Niemand wacht");
        return tab;
    }

    private async Task TalkAsync(SipPhone caller)
    {
        await firefox.BecomesAsync($"{State} === '{Connected}'");
        await Eventually.BeTrueAsync(
            () => Task.FromResult(caller.Sound.Hears(TalkTests.AgentTone)), what: "the caller hears the agent");
        await firefox.BecomesAsync($"heard({TalkTests.CallerTone})");
    }
}
