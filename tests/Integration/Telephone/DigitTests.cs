using System.Globalization;
using System.Text.RegularExpressions;
using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Telephony;

namespace IdBellen.Tests.Integration.Telephone;

/// <summary>Digits on their way from a telephone to the api: none is lost, none is doubled, and none is written down.</summary>
[Takes(40)]
[Trait("Length", "Long")]
public sealed class DigitTests(TelephoneFixture fixture) : IClassFixture<TelephoneFixture>
{
    [Fact]
    public async Task Of_twenty_callers_at_once_each_digit_arrives_once_and_no_log_has_any_of_it()
    {
        var (municipality, number) = await fixture.WithNumberAsync();
        var codes = KeyedCodes.Make(20);
        var arriving = new KeyedCodes(fixture.Exchange);
        var callers = await Task.WhenAll(codes.Select((_, index) =>
            fixture.DialAsync(number, caller: string.Create(CultureInfo.InvariantCulture, $"+3161234{index:0000}"))));
        try
        {
            await Task.WhenAll(callers.Select((caller, index) =>
                index % 4 == 0 ? caller.PressByInfoAsync(codes[index] + "#") : caller.PressAsync(codes[index])));

            await arriving.ArriveAsync(codes);
            // The worker counts a code when it was answered.
            await Eventually.BeTrueAsync(
                async () => CountsTwenty((await fixture.Worker.GetAsync("/metrics")).Text, municipality.Name), what: "all are counted");
        }
        finally
        {
            foreach (var caller in callers) await caller.DisposeAsync();
        }
        string[] secrets = [.. codes, "+3161234", number];
        var written = string.Join('\n', fixture.Worker.Log.Lines) + await fixture.Asterisk.LogsAsync();
        foreach (var secret in secrets) written.Should().NotContain(secret);
        written.Should().NotContain($"{fixture.Asterisk.Name}.", "references are not written down either");
    }

    private static bool CountsTwenty(string metrics, string municipality) =>
        Regex.IsMatch(metrics,
            $"idbellen_telephone_codes_total{{[^}}]*municipality=\"{municipality}\"[^}}]*outcome=\"RETRY\"[^}}]*}} 20\\s",
            RegexOptions.None, TimeSpan.FromSeconds(1))
        && Regex.IsMatch(metrics,
            $"idbellen_telephone_calls_now{{[^}}]*municipality=\"{municipality}\"[^}}]*state=\"asked\"[^}}]*}} 20\\s",
            RegexOptions.None, TimeSpan.FromSeconds(1));
}
