using System.Text.RegularExpressions;
using IdBellen.Tests.Support.Environment;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdBellen.Tests.EndToEnd.Forensics;

/// <summary>
/// What the marked citizen and the agent do. The phone with the wallet, and the telephone of the stand-in exchange, are not searched: it is
/// not the product's.
/// </summary>
public sealed partial class MarkedCalls(MarkedRun run, IPage phone, IPage telephone)
{
    private const string Purpose = "Vraag over uw uitkering";

    private IPage? municipal;

    public AgentPage Agent { get; private set; } = null!;

    private string Municipality => run.Platform.Name("arnhem");

    public async Task SignInAsync()
    {
        // Someone who types their password in the wrong field; on another machine, for what a browser keeps of forms is its own affair.
        await new AgentPage(phone).OpenSignInAsync(run.Platform.Origin("arnhem"));
        await phone.GetByLabel("E-mailadres").FillAsync($"{run.Login.Password}@example.nl");
        await phone.GetByLabel("Wachtwoord").FillAsync($"{run.Login.Password}x");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Inloggen" }).ClickAsync();
        await Expect(phone.GetByLabel("E-mailadres")).ToBeFocusedAsync();

        Agent = new AgentPage(run.Agent.Context.Pages[0]);
        await Agent.SignInAsync(run.Platform.Origin("arnhem"), run.Login);
        await run.Agent.KeepCookiesAsync();
    }

    /// <summary>
    /// By the phone with Yivi on it, with one mistake in the code. Ends when the agent has taken the call and looked at a link.
    /// </summary>
    public async Task IdentifiedAsync()
    {
        var citizen = await CitizenAsync();
        await citizen.StartAsync(Municipality);
        await citizen.ScanAsync(run.Person.GivenName);
        await citizen.ShareAsync();
        await citizen.SeesAsync("Bel ons nu");
        var dialled = Uri.UnescapeDataString((await phone.GetByRole(AriaRole.Link, new() { Name = "Bel +" }).GetAttributeAsync("href"))!);
        var code = dialled[(dialled.LastIndexOf(',') + 1)..];
        run.Learn("code", code);
        var mistyped = Mark.Digits(10);
        run.Learn("wrong code", mistyped);

        await DialAsync(mistyped);
        await Expect(telephone.Locator("#keys")).ToBeVisibleAsync();
        await telephone.Keyboard.TypeAsync(code);
        await citizen.SeesAsync("U staat in de wachtrij");

        await Expect(Agent.Waiting.GetByText(run.Person.FullName)).ToBeVisibleAsync();
        await Agent.TakeAsync();
        await Expect(Agent.MyCall.GetByText(run.Person.Bsn)).ToBeVisibleAsync();
        await Expect(Agent.MyCall.GetByText(run.Person.ShownTelephone)).ToBeVisibleAsync();
        var other = await run.Agent.Context.RunAndWaitForPageAsync(
            () => Agent.MyCall.GetByRole(AriaRole.Link, new() { Name = "Open zaaksysteem" }).ClickAsync());
        await Expect(other).ToHaveURLAsync($"{run.CaseSystem.Address}{run.Person.Bsn}");
        await other.CloseAsync();
        await citizen.SeesAsync("U bent in gesprek");
    }

    public async Task FinishAsync()
    {
        await Agent.FinishAsync();
        await Agent.SeesNobodyWaitingAsync();
    }

    /// <summary>Phones without a code and is invited. Ends when the agent has seen who it is and finished.</summary>
    public async Task InvitedAsync()
    {
        await DialAsync("");
        await telephone.GetByRole(AriaRole.Button, new() { Name = "Hekje, versturen" }).ClickAsync();
        await Agent.TakeAsync();
        await Agent.MyCall.GetByRole(AriaRole.Button, new() { Name = "Nodig uit om zich te identificeren" }).ClickAsync();
        await Agent.MyCall.GetByRole(AriaRole.Radio, new() { Name = Purpose }).CheckAsync();
        await Agent.MyCall.GetByRole(AriaRole.Button, new() { Name = "Maak een code" }).ClickAsync();
        var code = await Agent.MyCall.Locator(".invitation-code").InnerTextAsync();
        run.Learn("code of an invitation", code);
        run.Learn("code of an invitation, bare", code.Replace("-", "", StringComparison.Ordinal));

        // As people do who have it read out to them.
        var citizen = await CitizenAsync(ofItsOwn: true);
        await citizen.Municipal.GotoAsync($"{run.Platform.Origin("arnhem")}/i");
        await citizen.Municipal.GetByRole(AriaRole.Textbox).FillAsync(code);
        await citizen.Municipal.GetByRole(AriaRole.Button, new() { Name = "Verder" }).ClickAsync();
        await Expect(citizen.Municipal.GetByRole(AriaRole.Img, new() { Name = "QR-code" })).ToBeVisibleAsync();
        await citizen.ScanAsync(run.Person.GivenName, sees: "Koppelcode");
        var field = Agent.MyCall.GetByLabel("Vier cijfers die de beller voorleest");
        await field.FillAsync(await citizen.Phone.Locator(".pairing-code").InnerTextAsync());
        await field.PressAsync("Enter");
        await citizen.IsAskedAsync("Wilt u deze gegevens delen?");
        await citizen.ShareAsync();
        await Expect(Agent.MyCall.GetByText(run.Person.Bsn)).ToBeVisibleAsync();
        await FinishAsync();
    }

    /// <summary>By another phone, while the IRMA server goes away for a moment. Ends in the middle of the call.</summary>
    public async Task FromAnotherPhoneAsync()
    {
        var citizen = await CitizenAsync();
        await citizen.StartAsync(Municipality, "Ik bel met een andere telefoon");
        run.IrmaLine.Cut();
        await citizen.SeesAsync("Yivi werkt nu even niet");
        run.IrmaLine.Mend();
        await citizen.ScanAsync(run.Person.GivenName, sees: "Koppelcode");
        var field = citizen.Dialog.GetByLabel("Vier cijfers uit de Yivi-app");
        await field.FillAsync(await phone.Locator(".pairing-code").InnerTextAsync());
        await field.PressAsync("Enter");
        await citizen.IsAskedAsync("Wilt u deze gegevens delen?");
        await citizen.ShareAsync();
        await citizen.SeesAsync("Bel ons nu");
        var code = NoDigit().Replace(await citizen.Dialog.Locator(".code [aria-hidden]").InnerTextAsync(), "");
        run.Learn("code shown on the page", code);
        await DialAsync(code);
        await Agent.TakeAsync();
        await Expect(Agent.MyCall.GetByText(run.Person.Bsn)).ToBeVisibleAsync();
    }

    // One page of the municipality's for all that happens there.
    private async Task<CitizenPages> CitizenAsync(bool ofItsOwn = false)
    {
        var page = ofItsOwn ? await run.Citizen.Context.NewPageAsync() : municipal ??= run.Citizen.Context.Pages[0];
        return new CitizenPages(page, phone, run.Product.Pages);
    }

    private async Task DialAsync(string code)
    {
        await telephone.GotoAsync(new Uri(run.Product.Pages, "telephone").AbsoluteUri);
        await telephone.GetByLabel("Telefoonnummer").FillAsync((await FindAsync()).PhoneNumber);
        await telephone.GetByLabel("Code").FillAsync(code);
        await telephone.GetByLabel("U belt vanaf").FillAsync(run.Person.Telephone);
        await telephone.GetByRole(AriaRole.Button, new() { Name = "Bellen" }).ClickAsync();
    }

    private async Task<IdBellen.Tenancy.Resource.MunicipalitySpec> FindAsync() =>
        (await MunicipalityActions.FindAsync(run.Platform, Municipality))!.Spec;

    [GeneratedRegex("[^0-9]", RegexOptions.None, 1000)]
    private static partial Regex NoDigit();
}
