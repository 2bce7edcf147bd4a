using System.Globalization;
using IdBellen.Tests.EndToEnd.Phone;
using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Telephony;
using Microsoft.Playwright;

namespace IdBellen.Tests.Bench.Telephone;

/// <summary>From an agent's click until caller and page hear something else: a voice, or music again.</summary>
internal static class Talks
{
    private const int AgentTone = 500;
    private const int CallerTone = 800;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(PhoneFixture fixture, PhoneNetwork network, int count)
    {
        var desk = await fixture.DeskAsync();
        var anna = (await desk.AgentsAsync("anna"))[0];
        await using var browser = await PhoneBrowser.StartAsync(AgentTone);
        var person = await browser.PersonAsync(network);
        var script = await File.ReadAllTextAsync(Repository.File("tests", "Bench", "Telephone", "page-times.js"));
        await person.AddInitScriptAsync(script.Replace("FREQUENCY", CallerTone.ToString(CultureInfo.InvariantCulture),
            StringComparison.Ordinal));
        var agent = await desk.SignInAsync(person, anna);
        var (taken, givenBack) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var call = 0; call < count; call++)
        {
            await using var caller = await desk.CallerAsync(CallerTone);
            var watch = new ToneWatch(caller.Sound, AgentTone);
            await agent.TakeAsync();
            taken.Add(await HeardByBothAsync(agent.Page, watch));
            await agent.Button("Terug in de wachtrij").ClickAsync();
            var music = await Eventually.GetAsync(() => Task.FromResult((object?)watch.Other), what: "the caller hears music");
            givenBack.Add((DateTimeOffset)music - await ClickedAsync(agent.Page));
            await caller.HangUpAsync();
            await Eventually.BeTrueAsync(async () => (await anna.CallsAsync()).Count == 0, what: "the call is gone");
        }
        return
        [
            Figure.Of($"*Take this call* until agent and caller hear each other, Chromium, network: {network}", taken,
                TimeSpan.FromMilliseconds(500)),
            Figure.Of($"*Back to the queue* until the caller hears music, network: {network}", givenBack),
        ];
    }

    private static async Task<TimeSpan> HeardByBothAsync(IPage page, ToneWatch watch)
    {
        var caller = (DateTimeOffset)await Eventually.GetAsync(
            () => Task.FromResult((object?)watch.Tone), what: "the caller hears the agent");
        await Eventually.BeTrueAsync(() => page.EvaluateAsync<bool>("() => times.heard > 0"), what: "the agent hears the caller");
        var agent = Moment(await page.EvaluateAsync<double>("() => times.heard"));
        return (agent > caller ? agent : caller) - await ClickedAsync(page);
    }

    private static async Task<DateTimeOffset> ClickedAsync(IPage page) => Moment(await page.EvaluateAsync<double>("() => times.clicked"));

    private static DateTimeOffset Moment(double milliseconds) => DateTimeOffset.UnixEpoch.AddMilliseconds(milliseconds);
}
