using System.Security.Cryptography;
using IdBellen.Tenancy.Encryption;

namespace IdBellen.Tests.Unit.Tenancy.Encryption;

public sealed class SealTests
{
    private static readonly byte[] Secret = RandomNumberGenerator.GetBytes(TenantKey.Length);

    private readonly Guid row = Guid.NewGuid();
    private readonly Seal seal = new(new TenantKey("uid", "key-1", Secret), "account");

    [Fact]
    public void It_does_not_open_for_another_row() =>
        Opening(seal.Close("geheim", row, "attributes"), seal, Guid.NewGuid(), "attributes").Should().Throw<CryptographicException>();

    [Fact]
    public void It_does_not_open_for_another_column() =>
        Opening(seal.Close("geheim", row, "attributes"), seal, row, "callerNumber").Should().Throw<CryptographicException>();

    [Theory]
    [InlineData("another", "key-1")]
    [InlineData("uid", "key-2")]
    public void It_does_not_open_for_another_tenant_or_key_id_even_with_the_same_secret(string uid, string id) =>
        Opening(seal.Close("geheim", row, "attributes"), new Seal(new TenantKey(uid, id, Secret), "account"), row, "attributes").Should()
            .Throw<CryptographicException>();

    [Fact]
    public void It_does_not_open_with_another_secret() =>
        Opening(seal.Close("geheim", row, "attributes"),
            new Seal(new TenantKey("uid", "key-1", RandomNumberGenerator.GetBytes(32)), "account"), row, "attributes")
            .Should().Throw<CryptographicException>();

    [Fact]
    public void It_does_not_open_when_any_byte_was_changed()
    {
        var whole = seal.Close("geheim", row, "attributes");
        for (var i = 0; i < whole.Length; i++)
        {
            var changed = whole.ToArray();
            changed[i] ^= 1;
            Opening(changed, seal, row, "attributes").Should().Throw<CryptographicException>($"byte {i} was changed");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(28)]
    [InlineData(34)]
    public void It_does_not_open_when_it_was_cut_short(int length) =>
        Opening(seal.Close("geheim", row, "attributes")[..length], seal, row, "attributes").Should().Throw<CryptographicException>();

    [Theory]
    [InlineData("")]
    [InlineData("geheim")]
    [InlineData("Jürgen ☎")]
    public void It_opens_in_its_place_and_looks_different_each_time(string text)
    {
        var (first, second) = (seal.Close(text, row, "attributes"), seal.Close(text, row, "attributes"));

        seal.OpenText(first, row, "attributes").Should().Be(text);
        first.Should().NotEqual(second);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void A_key_of_another_length_is_refused(int length)
    {
        var act = () => new TenantKey("uid", "key-1", new byte[length]);

        act.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_code_has_the_same_hash_under_the_same_key_and_use_only()
    {
        var key = new TenantKey("uid", "key-1", Secret);

        new KeyedHash(key, "code").Of("0123456789").Should().Equal(new KeyedHash(key, "code").Of("0123456789"));
        new KeyedHash(key, "code").Of("0123456789").Should().NotEqual(new KeyedHash(key, "other").Of("0123456789"));
        new KeyedHash(key, "code").Of("0123456789").Should()
            .NotEqual(new KeyedHash(new TenantKey("another", "key-1", Secret), "code").Of("0123456789"));
    }

    private static Action Opening(byte[] whole, Seal with, Guid row, string column) => () => with.Open(whole, row, column);
}
