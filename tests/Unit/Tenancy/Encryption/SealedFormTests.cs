using System.Security.Cryptography;
using AwesomeAssertions;
using IdBellen.Tenancy.Encryption;

namespace IdBellen.Tests.Unit.Tenancy.Encryption;

/// <summary>
/// The published vectors of "The Galois/Counter Mode of Operation (GCM)" (McGrew, Viega), test cases 13 and 14: AES-256, no AAD.
/// </summary>
public sealed class SealedFormTests
{
    private const string Head = "01000000000000000000000000";

    [Theory]
    [InlineData("530f8afbc74536b9a963b4f1c4cb738b", "", "")]
    [InlineData("d0d1c8a799996bf0265b98b5d48ab919", "cea7403d4d606b6e074ec5d3baf39d18", "00000000000000000000000000000000")]
    public void It_opens_the_published_vectors(string tag, string ciphertext, string plaintext) =>
        SealedForm.Open(new byte[32], Convert.FromHexString(Head + tag + ciphertext), "").Should().Equal(Convert.FromHexString(plaintext));

    [Fact]
    public void A_form_of_another_version_does_not_open()
    {
        var act = () => SealedForm.Open(new byte[32], Convert.FromHexString("02" + Head[2..] + "530f8afbc74536b9a963b4f1c4cb738b"), "");

        act.Should().Throw<CryptographicException>();
    }
}
