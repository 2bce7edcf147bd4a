using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdBellen.Tests.EndToEnd;

/// <summary>What a citizen does: on the municipal page, in the wallet, and on the telephone.</summary>
public sealed class CitizenPages(IPage municipal, IPage phone, Uri pages)
{
    public IPage Municipal => municipal;

    public IPage Phone => phone;

    public ILocator Dialog => municipal.GetByRole(AriaRole.Dialog);

    /// <summary>Presses the button for the first purpose or another one, chooses a phone, and sees the QR code.</summary>
    public async Task StartAsync(string municipality, string choice = "Met de telefoon waar Yivi op staat", int purpose = 0)
    {
        await municipal.GotoAsync(new Uri(pages, $"gemeente/{municipality}").AbsoluteUri);
        await municipal.GetByRole(AriaRole.Button, new() { Name = "Bel ons met Yivi" }).Nth(purpose).ClickAsync();
        await Dialog.GetByRole(AriaRole.Button, new() { Name = choice }).ClickAsync();
        await Expect(Dialog.GetByRole(AriaRole.Img, new() { Name = "QR-code" })).ToBeVisibleAsync();
    }

    /// <summary>Scans in the wallet as a demo person; the app has connected then.</summary>
    public async Task ScanAsync(string person, string sees = "Wilt u deze gegevens delen?")
    {
        await phone.GotoAsync(new Uri(pages, "wallet").AbsoluteUri);
        await phone.GetByText(person).ClickAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "Scan" }).First.ClickAsync();
        await IsAskedAsync(sees);
    }

    /// <summary>The wallet has come to this question.</summary>
    public Task IsAskedAsync(string heading) => Expect(phone.GetByRole(AriaRole.Heading, new() { Name = heading })).ToBeVisibleAsync();

    public Task ShareAsync() => phone.GetByRole(AriaRole.Button, new() { Name = "Delen" }).ClickAsync();

    public Task RefuseAsync() => phone.GetByRole(AriaRole.Button, new() { Name = "Weigeren" }).ClickAsync();

    /// <summary>Presses "Bel", as the app offers after disclosure, and dials.</summary>
    public async Task DialAsync()
    {
        await phone.GetByRole(AriaRole.Link, new() { Name = "Bel +" }).ClickAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "Bellen" }).ClickAsync();
    }

    public Task SeesAsync(string heading) => Expect(Dialog.GetByText(heading)).ToBeVisibleAsync();
}
