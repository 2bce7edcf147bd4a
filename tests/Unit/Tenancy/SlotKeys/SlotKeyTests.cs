using System.Security.Cryptography;
using AwesomeAssertions;
using IdBellen.Tenancy.Encryption;
using IdBellen.Tenancy.SlotKeys;

namespace IdBellen.Tests.Unit.Tenancy.SlotKeys;

public sealed class SlotKeyTests : IDisposable
{
    private const string Uid = "3c9e";
    private const string Column = "session.attributes";
    private static readonly Guid KeyId = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff");
    private static readonly Guid Row = Guid.Parse("ffeeddcc-bbaa-9988-7766-554433221100");
    private static readonly DateTimeOffset Deadline = DateTimeOffset.FromUnixTimeMilliseconds(1796000000000);
    private static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    // Made with node:crypto (OpenSSL): aes-256-gcm, nonce 64..6f, the place as AAD; the wrapping key by hkdfSync over 32 bytes of 07.
    private static readonly byte[] SealedVector =
        Convert.FromHexString("016465666768696a6b6c6d6e6f653798e09f95797fe4361d420eb966ce2f7eb6031084767ca6ec");

    private static readonly byte[] WrappedVector = Convert.FromHexString(
        "016465666768696a6b6c6d6e6f9e4ae7aa69bee8ef1eb78178244d1e6e52859190c7f560e1d7c9456cb6973446ab9b9450b634bbb822800c727c695b31");

    private readonly SlotKey key = Key(Uid, KeyId, Secret);
    private readonly SlotKeyWrap wrap = new(TenantKey());

    [Fact]
    public void It_does_not_open_for_another_row() =>
        Opening(key, SealedVector, Guid.NewGuid(), Column).Should().Throw<CryptographicException>();

    [Fact]
    public void It_does_not_open_for_another_column() =>
        Opening(key, SealedVector, Row, "call.caller_number").Should().Throw<CryptographicException>();

    [Fact]
    public void It_does_not_open_for_another_tenant_or_key_id_even_with_the_same_secret()
    {
        using var foreign = Key("other", KeyId, Secret);
        using var renamed = Key(Uid, Guid.NewGuid(), Secret);

        Opening(foreign, SealedVector, Row, Column).Should().Throw<CryptographicException>();
        Opening(renamed, SealedVector, Row, Column).Should().Throw<CryptographicException>();
    }

    [Fact]
    public void It_does_not_open_with_another_secret()
    {
        using var other = Key(Uid, KeyId, RandomNumberGenerator.GetBytes(SlotKey.Length));

        Opening(other, SealedVector, Row, Column).Should().Throw<CryptographicException>();
    }

    [Fact]
    public void It_does_not_open_when_any_bit_was_changed()
    {
        for (var bit = 0; bit < SealedVector.Length * 8; bit++)
            Opening(key, Flipped(SealedVector, bit), Row, Column).Should().Throw<CryptographicException>($"bit {bit} was changed");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(28)]
    [InlineData(38)]
    public void It_does_not_open_when_it_was_cut_short(int length) =>
        Opening(key, SealedVector[..length], Row, Column).Should().Throw<CryptographicException>();

    [Fact]
    public void A_forgotten_key_opens_and_seals_nothing()
    {
        key.Dispose();

        Opening(key, SealedVector, Row, Column).Should().Throw<CryptographicException>();
        ((Action)(() => key.Close("geheim", Row, Column))).Should().Throw<CryptographicException>();
        ((Action)(() => wrap.Wrap(key, new byte[SlotKeyWrap.Length]))).Should().Throw<CryptographicException>();
    }

    [Fact]
    public void It_opens_what_another_implementation_sealed() => key.OpenText(SealedVector, Row, Column).Should().Be("geheim ☎");

    [Fact]
    public void It_opens_what_it_sealed_which_looks_different_each_time()
    {
        var (first, second) = (key.Close("geheim", Row, Column), key.Close("geheim", Row, Column));

        key.OpenText(first, Row, Column).Should().Be("geheim");
        first.Should().NotEqual(second);
    }

    [Fact]
    public void Two_keys_are_never_the_same()
    {
        using var one = SlotKey.Create(Uid, Deadline);
        using var other = SlotKey.Create(Uid, Deadline);

        one.Id.Should().NotBe(other.Id);
        Opening(other, one.Close("geheim", Row, Column), Row, Column).Should().Throw<CryptographicException>();
    }

    [Fact]
    public void A_wrapped_key_does_not_open_for_another_id_deadline_tenant_or_tenant_key()
    {
        wrap.Unwrap(Guid.NewGuid(), Deadline, WrappedVector).Should().BeNull();
        wrap.Unwrap(KeyId, Deadline.AddMilliseconds(1), WrappedVector).Should().BeNull("nobody gives a key a later deadline");
        new SlotKeyWrap(TenantKey("other")).Unwrap(KeyId, Deadline, WrappedVector).Should().BeNull();
        new SlotKeyWrap(TenantKey(id: "key-2")).Unwrap(KeyId, Deadline, WrappedVector).Should().BeNull();
        new SlotKeyWrap(TenantKey(fill: 8)).Unwrap(KeyId, Deadline, WrappedVector).Should().BeNull();
    }

    [Fact]
    public void A_wrapped_key_does_not_open_when_any_bit_was_changed()
    {
        for (var bit = 0; bit < WrappedVector.Length * 8; bit++)
            wrap.Unwrap(KeyId, Deadline, Flipped(WrappedVector, bit)).Should().BeNull($"bit {bit} was changed");
        wrap.Unwrap(KeyId, Deadline, WrappedVector.AsMemory()[..^1]).Should().BeNull();
    }

    [Fact]
    public void It_unwraps_what_another_implementation_wrapped()
    {
        using var unwrapped = wrap.Unwrap(KeyId, Deadline, WrappedVector);

        unwrapped!.OpenText(SealedVector, Row, Column).Should().Be("geheim ☎");
    }

    [Fact]
    public void It_unwraps_what_it_wrapped()
    {
        var wrapped = new byte[SlotKeyWrap.Length];
        wrap.Wrap(key, wrapped);

        using var unwrapped = wrap.Unwrap(KeyId, Deadline, wrapped);

        unwrapped!.OpenText(SealedVector, Row, Column).Should().Be("geheim ☎");
    }

    public void Dispose() => key.Dispose();

    private static SlotKey Key(string uid, Guid id, byte[] secret) => SlotKey.Recover(uid, id, Deadline, into => secret.CopyTo(into, 0));

    private static TenantKey TenantKey(string uid = Uid, string id = "key-1", byte fill = 7) =>
        new(uid, id, Enumerable.Repeat(fill, 32).ToArray());

    private static byte[] Flipped(byte[] from, int bit)
    {
        var changed = from.ToArray();
        changed[bit / 8] ^= (byte)(1 << (bit % 8));
        return changed;
    }

    private static Action Opening(SlotKey with, byte[] whole, Guid row, string column) => () => with.Open(whole, row, column);
}
