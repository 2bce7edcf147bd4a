using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Telephony;

namespace IdBellen.Tests.EndToEnd.Phone;

/// <summary>The agents' phone in Firefox, with its own rules for sound, microphones and speakers.</summary>
[Takes(60)]
public sealed class FirefoxTests(PhoneFixture fixture, Firefox firefox) : IClassFixture<PhoneFixture>, IClassFixture<Firefox>
{
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
        await caller.Ended.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
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
        await firefox.PressAsync("Test het netwerk");
        await firefox.SeesAsync("De test van het netwerk is klaar.");
        await firefox.LookAsync("firefox-check-result");
        await firefox.ResizeAsync(320, 800);
        await firefox.BecomesAsync("document.documentElement.scrollWidth <= 320");
        await firefox.LookAsync("firefox-check-small");
        await firefox.ResizeAsync(1280, 800);
        foreach (var part in new[]
        {
            "Browser", "Microfoon", "Luidspreker", "Telefooncentrale (WebSocket, poort 443)", "Geluid", "Geluid via TURN met UDP",
            "Geluid via TURN met TLS",
        })
        {
            await firefox.BecomesAsync(
                $"[...document.querySelectorAll('tr')].find(row => row.cells[0].innerText === '{part}').cells[1].innerText === 'goed'");
        }
    }

    private async Task SignInAsync(PhoneDesk desk)
    {
        var anna = (await desk.AgentsAsync("anna"))[0];
        await firefox.OpenAsync(new Uri(desk.Origin));
        await firefox.FollowAsync("Inloggen");
        await firefox.FillAsync("E-mailadres", anna.Email);
        await firefox.FillAsync("Wachtwoord", SignedIn.Password);
        await firefox.PressAsync("Inloggen");
        await firefox.SeesAsync("Niemand wacht");
    }

    private async Task TalkAsync(SipPhone caller)
    {
        await firefox.BecomesAsync($"{State} === 'U bent verbonden met de beller.'");
        await Eventually.BeTrueAsync(
            () => Task.FromResult(caller.Sound.Hears(TalkTests.AgentTone)), what: "the caller hears the agent");
        await firefox.BecomesAsync($"heard({TalkTests.CallerTone})");
    }
}
