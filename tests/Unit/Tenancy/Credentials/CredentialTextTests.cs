using System.Security.Cryptography;
using System.Text;
using IdBellen.Tenancy.Credentials;

namespace IdBellen.Tests.Unit.Tenancy.Credentials;

public sealed class CredentialTextTests
{
    [Theory]
    [InlineData("geheim\n")]
    [InlineData("geheim\r\n")]
    [InlineData(" geheim\t")]
    [InlineData("\ufeffgeheim")]
    [InlineData("\u00a0geheim\u200b")]
    [InlineData("geheim\0")]
    public void What_editors_and_shells_put_around_a_token_is_no_part_of_it(string written) =>
        CredentialText.Line(Encoding.UTF8.GetBytes(written)).Should().Be("geheim");

    [Theory]
    [InlineData("ge\nheim")]
    [InlineData("ge\r\nX-Evil: 1")]
    [InlineData("ge\0heim")]
    [InlineData("gehéim")]
    public void A_token_that_no_header_can_carry_is_malformed(string written) =>
        CredentialText.Line(Encoding.UTF8.GetBytes(written)).Should().BeNull();

    [Fact]
    public void Bytes_that_are_no_text_are_malformed() => CredentialText.Line([0x67, 0xc3, 0x28]).Should().BeNull();

    [Fact]
    public void A_file_that_Windows_wrote_as_UTF_16_is_read() =>
        CredentialText.Line([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("geheim\r\n")]).Should().Be("geheim");

    [Theory]
    [InlineData("\ufeff", "\n", "")]
    [InlineData("", "\r\n", "\r\n\r\n")]
    [InlineData("\n\n  ", "\n", " ")]
    public void A_public_key_is_the_same_in_any_spelling(string before, string lineEnd, string after)
    {
        using var key = RSA.Create(2048);
        var pem = key.ExportSubjectPublicKeyInfoPem();
        var written = Encoding.UTF8.GetBytes(before + pem.ReplaceLineEndings(lineEnd) + after);

        ResultPublicKey.AreSame(written, Encoding.UTF8.GetBytes(key.ExportRSAPublicKeyPem())).Should().BeTrue();
        using var other = RSA.Create(2048);
        ResultPublicKey.AreSame(written, Encoding.UTF8.GetBytes(other.ExportSubjectPublicKeyInfoPem())).Should().BeFalse();
    }

    [Fact]
    public void Two_keys_in_one_text_are_none()
    {
        using var one = RSA.Create(2048);
        using var other = RSA.Create(2048);

        ResultPublicKey.Read(Encoding.UTF8.GetBytes($"{one.ExportSubjectPublicKeyInfoPem()}\n{other.ExportSubjectPublicKeyInfoPem()}"))
            .Should().BeNull();
    }
}
