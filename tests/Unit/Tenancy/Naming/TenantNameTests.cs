using System.Text;
using IdBellen.Tenancy.Naming;

namespace IdBellen.Tests.Tenancy.Naming;

public sealed class TenantNameTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Arnhem")]
    [InlineData("1arnhem")]
    [InlineData("-arnhem")]
    [InlineData("arnhem-")]
    [InlineData("den haag")]
    [InlineData("den.haag")]
    [InlineData("den_haag")]
    [InlineData("súdwest")]
    [InlineData("arnhem\n")]
    [InlineData("a23456789012345678901234567890123456789012")]
    public void It_is_refused(string? text)
    {
        TenantName.TryParse(text, out _).Should().BeFalse();
        var act = () => TenantName.Parse(text!);
        act.Should().Throw<FormatException>();
    }

    [Theory]
    [InlineData("a")]
    [InlineData("arnhem")]
    [InlineData("s-gravenhage")]
    [InlineData("a234567890123456789012345678901234567890")]
    public void It_is_taken_as_it_is(string text) => TenantName.Parse(text).Value.Should().Be(text);

    [Fact]
    public void The_longest_name_makes_names_that_PostgreSQL_does_not_cut()
    {
        var names = new TenantNames(TenantName.Parse(new string('a', TenantName.MaxLength)));

        names.Roles.Append(names.Database).Should().OnlyContain(name => Encoding.UTF8.GetByteCount(name) <= 63);
        names.Roles.Should().OnlyHaveUniqueItems();
    }
}
