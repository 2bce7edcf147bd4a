using AwesomeAssertions;
using IdBellen.Api.Identity.Passwords;

namespace IdBellen.Tests.Unit.Api.Identity.SignIn;

public sealed class PasswordRulesTests
{
    private static readonly string[] Own = ["anna@gemeente.example", "Anna de Vries", "Arnhem"];

    [Theory]
    [InlineData("kort", PasswordVerdict.TooShort)]
    [InlineData("elf tekens!", PasswordVerdict.TooShort)]
    [InlineData("password1234", PasswordVerdict.TooCommon)]
    [InlineData("P@ssw0rd1234", PasswordVerdict.TooCommon)]
    [InlineData("wachtwoord123", PasswordVerdict.TooCommon)]
    [InlineData("Welkom2026!!", PasswordVerdict.TooCommon)]
    [InlineData("qwertyuiopas", PasswordVerdict.TooCommon)]
    [InlineData("123456789012", PasswordVerdict.TooCommon)]
    [InlineData("aaaaaaaaaaaaaaaa", PasswordVerdict.TooCommon)]
    [InlineData("annadevries1", PasswordVerdict.OwnNames)]
    [InlineData("Arnhem123456", PasswordVerdict.OwnNames)]
    [InlineData("IdBellen2026", PasswordVerdict.OwnNames)]
    public void What_somebody_would_try_first_is_refused(string password, object verdict) =>
        PasswordRules.Judge(password, Own).Should().Be((PasswordVerdict)verdict);

    [Fact]
    public void At_most_128_characters_are_taken()
    {
        var longest = string.Concat(Enumerable.Range(0, 128).Select(place => (char)('!' + (place * 37 % 90))));

        PasswordRules.Judge(longest, Own).Should().Be(PasswordVerdict.Good);
        PasswordRules.Judge(longest + "x", Own).Should().Be(PasswordVerdict.TooLong);
    }

    [Theory]
    [InlineData("fiets lantaarn oktober")]
    [InlineData("aQ3-xY_9kLm2")]
    [InlineData("日本語の長いパスフレーズです")]
    [InlineData("🐕🦊🐈🐎 langs de rivier")]
    public void A_few_words_random_characters_and_any_script_are_good(string password) =>
        PasswordRules.Judge(password, Own).Should().Be(PasswordVerdict.Good);
}
