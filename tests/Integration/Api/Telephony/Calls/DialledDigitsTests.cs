using AwesomeAssertions;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;

namespace IdBellen.Tests.Integration.Api.Telephony.Calls;

/// <summary>What exchanges really collect: the closing #, tones A to D, blanks, doubled digits, a redial buffer, and nothing.</summary>
public sealed class DialledDigitsTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private static readonly (string What, Func<string, string, string> Collected)[] Readable =
    [
        ("with # at the end", (code, _) => $"{code}#"),
        ("with blanks", (code, _) => $" {code[..5]} {code[5..]}"),
        ("as a line that a program wrote", (code, _) => $"{code[..5]}\u00a0{code[5..]}\t#\r\n"),
        ("begun anew with a star", (code, _) => $"12*{code}"),
        ("each digit twice", (code, _) => string.Concat(code.Select(digit => $"{digit}{digit}"))),
        ("after the number, from the redial buffer", (code, number) => $"{number[1..]}{code}"),
        ("after the number as it is dialled here", (code, number) => $"0{number[3..]}{code}#"),
    ];

    private static readonly (string What, Func<string, string> Collected)[] Unreadable =
    [
        ("nothing", _ => ""), ("only #", _ => "#"), ("only blanks", _ => "   "), ("one digit lost", code => code[..^1]), ("one too many",
            code => $"{code}1"),
        ("a tone D in it", code => $"{code[..5]}D{code[5..]}"), ("a # in it", code => $"{code[..5]}#{code[5..]}"), ("full-width digits",
            code => Shifted(code, '０')),
        ("Arabic digits", code => Shifted(code, '٠')),
        ("another number before it", code => $"0612345678{code}"), ("a thousand digits", _ => new string('1', 1000)),
    ];

    [Fact]
    public async Task A_code_is_found_in_what_lines_and_telephones_add_to_it()
    {
        var municipality = await fixture.MunicipalityAsync();
        var exchange = await municipality.ExchangeAsync();
        var number = (await municipality.Citizen.GetAsync<PublicMunicipality>("{ municipality { phoneNumber } }")).PhoneNumber!;
        foreach (var (what, collected) in Readable)
        {
            var session = await municipality.StartAsync();
            var code = await session.DiscloseAsync();
            await session.BecomesAsync("DISCLOSED");

            var answer = await exchange.MatchAsync(collected(code, number), $"{Guid.NewGuid()}");

            (answer.Outcome, answer.Next).Should().Be(("MATCHED", "QUEUE"), what);
        }
    }

    [Fact]
    public async Task What_is_no_code_is_asked_again_and_counts_for_the_call_and_for_nobodys_number()
    {
        var municipality = await fixture.MunicipalityAsync();
        var exchange = await municipality.ExchangeAsync();
        var session = await municipality.StartAsync();
        var code = await session.DiscloseAsync();
        await session.BecomesAsync("DISCLOSED");
        foreach (var (what, collected) in Unreadable)
        {
            var answer = await exchange.MatchAsync(collected(code), $"{Guid.NewGuid()}");
            (answer.Outcome, answer.Next).Should().Be(("RETRY", "ASK_AGAIN"), what);
        }

        for (var attempt = 1; attempt <= 3; attempt++)
        {
            var answer = await exchange.MatchAsync("", "deaf-line", attempt);
            (answer.Outcome, answer.Next).Should().Be(attempt < 3 ? ("RETRY", "ASK_AGAIN") : ("LOCKED", "QUEUE"));
        }
        (await exchange.MatchAsync(code, "same-number")).Outcome.Should().Be("MATCHED", "nobody guessed");
    }

    private static string Shifted(string code, char zero) => string.Concat(code.Select(digit => (char)(zero + (digit - '0'))));
}
