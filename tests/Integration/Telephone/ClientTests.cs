using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Telephony;

namespace IdBellen.Tests.Integration.Telephone;

/// <summary>Telephones that others have made call us, and the keys that they send arrive.</summary>
public sealed class ClientTests(TelephoneFixture fixture) : IClassFixture<TelephoneFixture>
{
    [Fact]
    public Task Twenty_callers_of_sipp_send_events_at_once() =>
        // Without the right to send raw packets it has only INFO, and the events are baresip's.
        CallAsync(KeyedCodes.Make(20), Environment.IsPrivilegedProcess ? SippKeys.Events : SippKeys.Info);

    [Fact]
    public Task Twenty_callers_of_sipp_send_INFO_at_once() => CallAsync(KeyedCodes.Make(20), SippKeys.Info);

    [Fact]
    [Trait("Length", "Long")]
    public async Task Callers_of_sipp_send_tones_one_after_the_other()
    {
        foreach (var code in KeyedCodes.Make(5)) await CallAsync([code], SippKeys.Tones);
    }

    [Fact]
    public async Task Baresip_is_answered_hears_us_and_sends_events()
    {
        var (_, number) = await fixture.WithNumberAsync();
        var arriving = new KeyedCodes(fixture.Exchange);
        await using var phone = await Baresip.StartAsync();

        await phone.CallAsync(fixture.Asterisk, number);
        await Eventually.BeTrueAsync(() => Task.FromResult(phone.Heard > 8000), what: "it has recorded half a second");
        await phone.PressAsync("1122334455#");

        await arriving.ArriveAsync("1122334455");
        await phone.HangUpAsync();
        await phone.Ended.WaitAsync(TimeSpan.FromSeconds(90), TestContext.Current.CancellationToken);
    }

    private async Task CallAsync(IReadOnlyList<string> codes, SippKeys keys)
    {
        var (_, number) = await fixture.WithNumberAsync();
        var arriving = new KeyedCodes(fixture.Exchange);

        await Sipp.CallAsync(fixture.Asterisk, number, codes, keys);

        await arriving.ArriveAsync(codes);
    }
}
