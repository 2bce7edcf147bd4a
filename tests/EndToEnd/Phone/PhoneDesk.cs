using AwesomeAssertions;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Telephony;
using Microsoft.Playwright;

namespace IdBellen.Tests.EndToEnd.Phone;

/// <summary>A municipality with a number, and who works there.</summary>
public sealed class PhoneDesk(PhoneFixture fixture, ServedMunicipality municipality, string number)
{
    /// <summary>What citizens dial.</summary>
    public string Number => number;

    public Task<SignedIn> AdminAsync() => municipality.AdminAsync();

    /// <summary>The address of its pages.</summary>
    public string Origin => municipality.Origin;

    public Task<IReadOnlyList<SignedIn>> AgentsAsync(params string[] names) => municipality.AgentsAsync(names);

    /// <summary>The municipality's admin signs in.</summary>
    public async Task<IPage> SignInAdminAsync(IBrowserContext browser)
    {
        var page = await browser.NewPageAsync();
        await new AgentPage(page).SubmitSignInAsync(
            municipality.Origin, new Login((await municipality.AdminAsync()).Email, SignedIn.Password));
        return page;
    }

    /// <summary>The code of somebody who has disclosed.</summary>
    public Task<string> CodeAsync() => municipality.DisclosedCodeAsync();

    /// <summary>A citizen calls, has no code, and waits. The tone is the citizen's voice.</summary>
    public async Task<SipPhone> CallerAsync(int tone)
    {
        var caller = new SipPhone();
        caller.Sound.Tone = tone;
        (await caller.CallAsync(fixture.Asterisk.Sip, number)).Should().Be(200);
        await caller.PressAsync("#");
        return caller;
    }

    /// <summary>An agent signs in and sees the calls.</summary>
    public async Task<AgentPhone> SignInAsync(IBrowserContext browser, SignedIn agent)
    {
        var page = await browser.NewPageAsync();
        await new AgentPage(page).SignInAsync(municipality.Origin, new Login(agent.Email, SignedIn.Password));
        return new AgentPhone(page);
    }

    /// <summary>An agent has taken a citizen's call, and they hear each other.</summary>
    public async Task<Talk> TalkAsync(PhoneBrowser browser, SignedIn account, PhoneNetwork network = PhoneNetwork.Open)
    {
        var agent = await SignInAsync(await browser.PersonAsync(network), account);
        var talk = new Talk(agent, await CallerAsync(TalkTests.CallerTone));
        try
        {
            await agent.TakeAsync();
            await agent.TalksAsync();
            await TalkTests.BothHearAsync(agent, talk.Caller);
            return talk;
        }
        catch
        {
            await talk.DisposeAsync();
            throw;
        }
    }

    /// <summary>Another tab of who signed in.</summary>
    public async Task<AgentPhone> OpenTabAsync(IBrowserContext browser, string path = "/")
    {
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(new Uri(municipality.Origin), path).AbsoluteUri);
        return new AgentPhone(page);
    }

    /// <summary>An agent and a citizen who talk.</summary>
    public sealed record Talk(AgentPhone Agent, SipPhone Caller) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Caller.DisposeAsync();
    }
}
