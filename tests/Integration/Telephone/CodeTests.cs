using System.Globalization;
using IdBellen.Api.Platform.Tenants;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;
using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Telephony;
using k8s;
using Microsoft.Extensions.DependencyInjection;

namespace IdBellen.Tests.Integration.Telephone;

/// <summary>A caller keys in a code, or does not.</summary>
[Takes(60)]
public sealed class CodeTests(TelephoneFixture fixture) : IClassFixture<TelephoneFixture>
{
    [Fact]
    public async Task Ten_digits_during_the_prompt_identify_the_caller_who_then_hears_music_and_is_gone_after_hanging_up()
    {
        var (municipality, number) = await fixture.WithNumberAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var code = await municipality.DisclosedCodeAsync();
        await using var caller = await fixture.DialAsync(number);

        await caller.PressAsync(code);

        var call = await IdentifiedAsync(agent);
        call.Identified.Should().BeTrue();
        await TelephoneFixture.HearsSomethingAsync(caller);
        (await agent.TakeAsync(call.Id)).Call!.CallerNumber.Should().Be("+31612345678");
        await caller.HangUpAsync();
        await Eventually.BeTrueAsync(async () => (await agent.CallsAsync()).SingleOrDefault()?.State == "WRAP_UP",
            TimeSpan.FromSeconds(5), "the agent sees the end");
    }

    [Fact]
    public async Task A_token_that_was_changed_during_the_call_is_read_again()
    {
        var (municipality, number) = await fixture.WithNumberAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var code = await municipality.DisclosedCodeAsync();
        await using var caller = await fixture.DialAsync(number);
        await caller.PressAsync("#");
        await agent.CallAsync();
        var secret = fixture.Platform.Names(municipality.ShortName).ExchangeSecret;
        var before = (await fixture.Platform.SecretAsync(secret))!["token"];

        await fixture.Platform.Client.CoreV1.DeleteNamespacedSecretAsync(secret, fixture.Platform.Namespace,
            cancellationToken: TestContext.Current.CancellationToken);
        await Eventually.BeTrueAsync(async () => await fixture.Platform.SecretAsync(secret) is { } now && now["token"] != before,
            what: "there is a new token");

        await caller.PressAsync(code);
        await IdentifiedAsync(agent);
    }

    [Theory]
    [InlineData("1122334455", "")]
    [InlineData("0000000000", "")]
    [InlineData("9988776655", "#")]
    public async Task Equal_digits_beside_each_other_all_arrive(string code, string after)
    {
        var (municipality, number) = await fixture.WithNumberAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var session = await municipality.StartAsync();
        await session.DiscloseAsync();
        await session.BecomesAsync("DISCLOSED");
        await HasCodeAsync(municipality, code);
        await using var caller = await fixture.DialAsync(number);

        await caller.PressAsync(code + after);

        await IdentifiedAsync(agent);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Keys_that_follow_each_other_faster_than_a_hand_could_press_them_arrive_once(bool isAfterPrompt)
    {
        var (_, number) = await fixture.WithNumberAsync();
        // In packets of 20 ms: of a key, and of the pause after it. Machines at both ends of a trunk use them.
        (int Key, int Pause)[] rhythms = [(4, 2), (4, 1), (2, 2), (2, 3), (1, 1)];
        var codes = KeyedCodes.Make(rhythms.Length * 4);
        var arriving = new KeyedCodes(fixture.Exchange);
        var callers = await Task.WhenAll(codes.Select((_, index) =>
            fixture.DialAsync(number, caller: string.Create(CultureInfo.InvariantCulture, $"+3161234{index:0000}"))));
        try
        {
            foreach (var (index, caller) in callers.Index())
                (caller.Sound.KeyPackets, caller.Sound.PausePackets) = rhythms[index % rhythms.Length];
            if (isAfterPrompt) await Task.WhenAll(callers.Select(PromptEndsAsync));

            await Task.WhenAll(callers.Select((caller, index) => caller.PressAsync(codes[index])));

            await arriving.ArriveAsync(codes);
        }
        finally
        {
            foreach (var caller in callers) await caller.DisposeAsync();
        }
    }

    [Fact]
    public async Task Who_keys_in_nothing_is_asked_once_more_and_then_waits_unidentified_where_a_late_code_still_helps()
    {
        var (municipality, number) = await fixture.WithNumberAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var code = await municipality.DisclosedCodeAsync();
        await using var caller = await fixture.DialAsync(number);
        (await agent.CallAsync()).Identified.Should().BeFalse();

        await caller.PressAsync(code);

        await IdentifiedAsync(agent);
    }

    [Fact]
    public async Task Who_presses_only_the_hash_waits_at_once_and_is_erased_after_hanging_up()
    {
        var (municipality, number) = await fixture.WithNumberAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        await using var caller = await fixture.DialAsync(number);

        await caller.PressAsync("#");

        (await agent.CallAsync()).Identified.Should().BeFalse();
        await caller.HangUpAsync();
        await Eventually.BeTrueAsync(async () => (await agent.CallsAsync()).Count == 0, TimeSpan.FromSeconds(10), "the call is gone");
        await Eventually.BeTrueAsync(async () => (await fixture.Asterisk.ConsoleAsync("core show channels count"))
            .Contains("0 active channels", StringComparison.Ordinal), what: "nothing is left in Asterisk");
    }

    private static async Task PromptEndsAsync(SipPhone caller)
    {
        await TelephoneFixture.HearsSomethingAsync(caller);
        await Eventually.BeTrueAsync(
            () => Task.FromResult(caller.Sound.SilentFor > TimeSpan.FromMilliseconds(700)), what: "the prompt ends");
    }

    private static Task<LiveCall> IdentifiedAsync(SignedIn agent) => Eventually.GetAsync(
        async () => (await agent.CallsAsync()).SingleOrDefault(call => call.Identified), what: "there is one identified call");

    // Codes are random; this one has what is to be tested.
    private async Task HasCodeAsync(ServedMunicipality municipality, string code)
    {
        var uid = fixture.Platform.Names(municipality.ShortName).Uid;
        fixture.Services.GetRequiredService<ServedTenants>().TryFindByUid(uid, out var tenant).Should().BeTrue();
        await municipality.ExecuteAsync($"UPDATE session SET code_hash = '\\x{Convert.ToHexStringLower(tenant!.Codes.Of(code))}'");
    }
}
