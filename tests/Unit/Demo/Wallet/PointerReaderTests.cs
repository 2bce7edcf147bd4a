using IdBellen.Demo.Wallet;

namespace IdBellen.Tests.Unit.Demo.Wallet;

public sealed class PointerReaderTests
{
    private const string Url = "http://localhost:8088/irma/session/SkrPniqPboPYindYu9gz";
    private const string Json =
        """{"u":"http://localhost:8088/irma/session/SkrPniqPboPYindYu9gz","irmaqr":"disclosing","continueOnSecondDevice":true}""";

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("zomaar tekst")]
    [InlineData("{")]
    [InlineData("""{"u":"http://localhost/irma/session/x","irmaqr":"issuing"}""")]
    [InlineData("""{"u":"file:///irma/session/x","irmaqr":"disclosing"}""")]
    [InlineData("https://open.yivi.app/-/session#nonsense")]
    [InlineData("http://localhost:8088/other")]
    public void Anything_else_is_no_pointer(string? scanned) => PointerReader.Read(scanned).Should().BeNull();

    [Fact]
    public void A_qr_code_a_link_and_an_address_are_pointers()
    {
        string[] scanned =
        [
            Json,
            $"  {Json}\n",
            "https://open.yivi.app/-/session#" + Uri.EscapeDataString(Json),
            "https://irma.app/-/session#" + Uri.EscapeDataString(Json),
            "irma://qr/json/" + Uri.EscapeDataString(Json),
            Url,
        ];

        scanned.Select(PointerReader.Read).Should().AllBeEquivalentTo(new Uri(Url));
    }
}
