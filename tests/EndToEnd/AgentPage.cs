using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdBellen.Tests.EndToEnd;

/// <summary>What an agent does and sees.</summary>
public sealed class AgentPage(IPage page)
{
    public IPage Page => page;

    public ILocator Waiting => page.GetByRole(AriaRole.Region, new() { Name = "Wachtende gesprekken" });

    public ILocator MyCall => page.Locator("section.my-call");

    /// <summary>From the municipality's own address to the form that asks who is there.</summary>
    public async Task OpenSignInAsync(string origin)
    {
        await page.GotoAsync(origin);
        await page.GetByRole(AriaRole.Link, new() { Name = "Inloggen" }).Or(page.GetByRole(AriaRole.Button, new() { Name = "Inloggen" }))
            .ClickAsync();
        await Expect(page.GetByLabel("E-mailadres")).ToBeVisibleAsync();
    }

    public async Task SignInAsync(string origin, Login login)
    {
        await SubmitSignInAsync(origin, login);
        await Expect(Waiting).ToBeVisibleAsync();
    }

    /// <summary>The same for somebody who may have no calls to see.</summary>
    public async Task SubmitSignInAsync(string origin, Login login)
    {
        await OpenSignInAsync(origin);
        await page.GetByLabel("E-mailadres").FillAsync(login.Email);
        await page.GetByLabel("Wachtwoord").FillAsync(login.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Inloggen" }).ClickAsync();
    }

    public Task TakeAsync() => Waiting.GetByRole(AriaRole.Button, new() { Name = "Dit gesprek aannemen" }).ClickAsync();

    public Task FinishAsync() => MyCall.GetByRole(AriaRole.Button, new() { Name = "Afronden en wissen" }).ClickAsync();

    /// <summary>What the server answers to this agent at a path of the municipality; 0 for a redirect.</summary>
    public Task<int> StatusOfAsync(string path) =>
        page.EvaluateAsync<int>("async path => (await fetch(path, { redirect: 'manual' })).status", path);

    public Task SeesNobodyWaitingAsync() => Expect(page.GetByText("Niemand wacht")).ToBeVisibleAsync();
}
