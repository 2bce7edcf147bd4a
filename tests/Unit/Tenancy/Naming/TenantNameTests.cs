using System.Text;
using IdBellen.Tenancy.Naming;

namespace IdBellen.Tests.Unit.Tenancy.Naming;

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

    [Theory]
    [InlineData("")]
    [InlineData("arnhem")]
    [InlineData("a1b2c3d4-0000-4000-8000-00000000000")]
    [InlineData("a1b2c3d4-0000-4000-8000-00000000000\"")]
    public void Without_a_UID_no_database_has_a_name(string uid)
    {
        var name = () => new TenantNames(TenantName.Parse("arnhem"), uid).Database;

        name.Should().Throw<FormatException>();
    }

    [Fact]
    public void Names_in_PostgreSQL_are_those_of_the_UID_say_nothing_of_the_municipality_and_are_not_cut()
    {
        var names = new TenantNames(TenantName.Parse(new string('a', TenantName.MaxLength)), "A1B2C3D4-0000-4000-8000-000000000001");

        names.Database.Should().Be("idbellen_a1b2c3d4000040008000000000000001");
        names.Roles.Append(names.Database).Should().OnlyContain(name => Encoding.UTF8.GetByteCount(name) <= 63);
        names.Roles.Should().OnlyHaveUniqueItems();
    }
}
