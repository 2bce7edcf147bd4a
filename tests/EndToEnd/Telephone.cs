using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdBellen.Tests.EndToEnd;

/// <summary>A telephone without an app: the caller types what the page says.</summary>
public sealed class Telephone(IPage page, Uri pages)
{
    private string number = "";

    public async Task DialAsync(string to, string code)
    {
        number = to;
        await page.GotoAsync(new Uri(pages, "telephone").AbsoluteUri);
        await page.GetByLabel("Telefoonnummer").FillAsync(number);
        await page.GetByLabel("Code").FillAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = "Bellen" }).ClickAsync();
    }

    /// <summary>The same number again, and no code when the exchange asks for one.</summary>
    public async Task DialWithoutCodeAsync()
    {
        await DialAsync(number, "");
        await page.GetByRole(AriaRole.Button, new() { Name = "Hekje, versturen" }).ClickAsync();
    }

    public Task HearsAsync(string words) => Expect(page.Locator("#log")).ToContainTextAsync(words);
}
