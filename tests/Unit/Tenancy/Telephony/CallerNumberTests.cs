using AwesomeAssertions;
using IdBellen.Tenancy.Telephony;

namespace IdBellen.Tests.Unit.Tenancy.Telephony;

public sealed class CallerNumberTests
{
    private static readonly OwnNumber Own = OwnNumber.Of("+31263770000");

    [Theory]
    [InlineData("+31612345678", "+31612345678")]
    [InlineData("0031612345678", "+31612345678")]
    [InlineData("0612345678", "+31612345678")]
    [InlineData("31612345678", "+31612345678")]
    [InlineData("+31 (0)6 - 12.34.56.78", "+31612345678")]
    [InlineData("06 12345678", "+31612345678")]
    [InlineData("tel:+31-6-12345678", "+31612345678")]
    [InlineData("TEL:0612345678;phone-context=+31", "+31612345678")]
    [InlineData("tel:612345678;phone-context=+31", "+31612345678")]
    [InlineData("tel:0612345678;phone-context=gemeente.example", "+31612345678")]
    [InlineData("sip:+31612345678@carrier.example;user=phone", "+31612345678")]
    [InlineData("sips:+31612345678;npdi@carrier.example:5061;transport=tls?subject=x", "+31612345678")]
    [InlineData("sip:%2B31612345678@10.0.0.1", "+31612345678")]
    [InlineData("sip:0612345678:secret@carrier.example", "+31612345678")]
    [InlineData("\"Jan, de \\\"Vries\\\" <x>\" <sip:+31612345678@carrier.example>;tag=as58f4", "+31612345678")]
    [InlineData("Jan <sip:0612345678@carrier.example>", "+31612345678")]
    [InlineData("<tel:+31612345678>", "+31612345678")]
    [InlineData("<sip:+31612345678@a.example>;reason=unconditional, <sip:+31687654321@b.example>", "+31612345678")]
    [InlineData("0612345678@carrier.example", "+31612345678")]
    [InlineData("+4930123456", "+4930123456")]
    [InlineData("004930123456", "+4930123456")]
    [InlineData("+12025550123", "+12025550123")]
    [InlineData("112", "112")]
    [InlineData("14024", "14024")]
    [InlineData("+3114024", "14024")]
    [InlineData("0800 1234", "+318001234")]
    [InlineData("09001234567", "+319001234567")]
    [InlineData("sip:201@pbx.example", "201")]
    public void A_number_is_read_in_every_form(string text, string number) =>
        CallerNumber.Parse(text, Own).Should().Be(new CallerNumber(number, null));

    [Theory]
    [InlineData(null, UnknownNumber.NotGiven)]
    [InlineData("", UnknownNumber.NotGiven)]
    [InlineData("  ", UnknownNumber.NotGiven)]
    [InlineData("anonymous", UnknownNumber.Withheld)]
    [InlineData("ANONYMOUS", UnknownNumber.Withheld)]
    [InlineData("Restricted", UnknownNumber.Withheld)]
    [InlineData("private", UnknownNumber.Withheld)]
    [InlineData("Number Withheld", UnknownNumber.Withheld)]
    [InlineData("sip:anonymous@anonymous.invalid", UnknownNumber.Withheld)]
    [InlineData("\"Anonymous\" <sip:anonymous@anonymous.invalid>;tag=1928301774", UnknownNumber.Withheld)]
    [InlineData("\"Anonymous\" <sip:+31612345678@carrier.example>", UnknownNumber.Withheld)]
    [InlineData("<sip:+31612345678@Anonymous.Invalid:5060>", UnknownNumber.Withheld)]
    [InlineData("sip:restricted@carrier.example", UnknownNumber.Withheld)]
    [InlineData("+266696687", UnknownNumber.Withheld)]
    [InlineData("266696687", UnknownNumber.Withheld)]
    [InlineData("00266696687", UnknownNumber.Withheld)]
    [InlineData("sip:+266696687@carrier.example", UnknownNumber.Withheld)]
    [InlineData("+7378742833", UnknownNumber.Withheld)]
    [InlineData("+94844353", UnknownNumber.Withheld)]
    [InlineData("unknown", UnknownNumber.Unavailable)]
    [InlineData("UNAVAILABLE", UnknownNumber.Unavailable)]
    [InlineData("+8656696", UnknownNumber.Unavailable)]
    [InlineData("+86282452253", UnknownNumber.Unavailable)]
    [InlineData("0000000000", UnknownNumber.Unavailable)]
    [InlineData("+0", UnknownNumber.Unavailable)]
    [InlineData("+31263770000", UnknownNumber.OwnNumber)]
    [InlineData("0263770000", UnknownNumber.OwnNumber)]
    [InlineData("\"Gemeente\" <sip:0031263770000@pbx.example>", UnknownNumber.OwnNumber)]
    [InlineData("Jan", UnknownNumber.Unreadable)]
    [InlineData("+31", UnknownNumber.Unreadable)]
    [InlineData("+316123456789012345678", UnknownNumber.Unreadable)]
    [InlineData("06-1234\0", UnknownNumber.Unreadable)]
    [InlineData("06123456<script>", UnknownNumber.Unreadable)]
    [InlineData("sip:", UnknownNumber.Unreadable)]
    [InlineData("<", UnknownNumber.Unreadable)]
    [InlineData("\"", UnknownNumber.Unreadable)]
    [InlineData("%", UnknownNumber.Unreadable)]
    public void What_is_no_callers_number_is_unknown_for_a_reason(string? text, UnknownNumber reason) =>
        CallerNumber.Parse(text, Own).Should().Be(CallerNumber.Unknown(reason));

    [Theory]
    [InlineData("14026", "14026", true)]
    [InlineData("14026", "+3114026", true)]
    [InlineData("0882345678", "+31882345678", true)]
    [InlineData("08001234", "+318001234", true)]
    [InlineData("+31882345678", "0031882345678", true)]
    [InlineData("14026", "14024", false)]
    public void A_municipalitys_own_number_is_known_in_every_spelling(string own, string shown, bool isOwn) =>
        (CallerNumber.Parse(shown, OwnNumber.Of(own)).Reason == UnknownNumber.OwnNumber).Should().Be(isOwn);

    [Theory]
    [InlineData("+31612345678", true)]
    [InlineData("+31263770001", true)]
    [InlineData("+4930123456", true)]
    [InlineData("08001234", false)]
    [InlineData("09001234", false)]
    [InlineData("14024", false)]
    [InlineData("112", false)]
    [InlineData("201", false)]
    [InlineData("anonymous", false)]
    [InlineData("9999999999", false)]
    [InlineData("1111111111", false)]
    [InlineData("+31000000000", false)]
    [InlineData("+10000000000", false)]
    public void Only_a_subscribers_number_identifies_a_caller(string text, bool identifies) =>
        CallerNumber.Parse(text, Own).IdentifiesCaller.Should().Be(identifies);

    [Theory]
    [InlineData("0612345678", "06 12345678")]
    [InlineData("+4930123456", "+49 30 123456")]
    [InlineData("112", "112")]
    public void It_is_shown_as_people_write_it(string text, string shown) => CallerNumber.Parse(text, Own).Display("NL").Should().Be(shown);

    [Fact]
    public void Whatever_is_handed_over_nothing_fails()
    {
        var seed = System.Random.Shared.Next();
        var random = new System.Random(seed);
        const string Letters = "+0123456789sipteln:@<>\";,=% ;()\\\0\ud83d٣anoymu";

        for (var i = 0; i < 5000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => Letters[random.Next(Letters.Length)]));
            var read = FluentActions.Invoking(() => CallerNumber.Parse(text, Own)).Should().NotThrow($"seed {seed}").Subject;
            (read.Number is null).Should().Be(read.Reason is not null);
            FluentActions.Invoking(() => (read.Display("NL"), read.IdentifiesCaller)).Should().NotThrow($"seed {seed}");
        }
    }

    [Theory]
    [InlineData("+31263770000", "+31263770000")]
    [InlineData("14026", "14026")]
    [InlineData("+3114026", "14026")]
    [InlineData("08001234", "08001234")]
    [InlineData("+318001234", "08001234")]
    [InlineData("+319001234567", "09001234567")]
    [InlineData("0882345678", "+31882345678")]
    public void A_telephone_dials_what_can_be_reached(string number, string dialled) => DiallableNumber.ToDial(number).Should().Be(dialled);
}
