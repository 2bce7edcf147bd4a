using IdBellen.Tests.Support.Environment;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdBellen.Tests.EndToEnd.Phone;

/// <summary>What an agent does with the phone in the page, and what is heard there.</summary>
public sealed class AgentPhone(IPage page)
{
    public IPage Page => page;

    public ILocator Phone => page.GetByRole(AriaRole.Group, new() { Name = "Telefoon", Exact = true });

    public ILocator State => Phone.GetByRole(AriaRole.Status).First;

    public ILocator Button(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public Task TakeAsync() => Button("Dit gesprek aannemen").ClickAsync();

    public Task IsAsync(string state) => Expect(State).ToHaveTextAsync(state);

    /// <summary>What the page says about a telephone of the municipality.</summary>
    public Task TelephoneIsAsync(string state) => Expect(
        page.GetByRole(AriaRole.Group, new() { Name = "Toestel", Exact = true }).GetByRole(AriaRole.Status).First).ToHaveTextAsync(state);

    public Task TalksAsync() => IsAsync("U bent verbonden met de beller.");

    /// <summary>Waits until this tone is what is heard most (Goertzel over what the browser plays).</summary>
    public Task HearsAsync(int frequency) => Eventually.BeTrueAsync(
        () => page.EvaluateAsync<bool>("frequency => window.heard(frequency)", frequency), what: $"the page hears {frequency} Hz");

    /// <summary>How the sound goes: the kind of the browser's own address, and the protocol to the relay.</summary>
    public Task<string> RouteAsync() => page.EvaluateAsync<string>("() => window.route()");
}
