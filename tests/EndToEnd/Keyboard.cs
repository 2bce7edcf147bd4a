using AwesomeAssertions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdBellen.Tests.EndToEnd;

/// <summary>A person without a mouse.</summary>
internal static class Keyboard
{
    private const int MostTabs = 80;

    /// <summary>Goes there with Tab and presses a key; none when it is empty.</summary>
    public static async Task PressAsync(IPage page, ILocator target, string key = "Enter")
    {
        await Expect(target).ToBeVisibleAsync();
        for (var tab = 0; !await target.EvaluateAsync<bool>("element => element === document.activeElement"); tab++)
        {
            tab.Should().BeLessThan(MostTabs, $"the keyboard must reach {target}");
            await page.Keyboard.PressAsync("Tab");
        }
        if (key.Length > 0) await page.Keyboard.PressAsync(key);
    }
}
