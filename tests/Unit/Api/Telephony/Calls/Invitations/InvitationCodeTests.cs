using AwesomeAssertions;
using IdBellen.Api.Telephony.Calls;

namespace IdBellen.Tests.Unit.Api.Telephony.Calls.Invitations;

public sealed class InvitationCodeTests
{
    [Theory]
    [InlineData("")]
    [InlineData("ABCD-234")]
    [InlineData("ABCD-2345-6")]
    [InlineData("ABCD-2340")]
    [InlineData("ABCI-2345")]
    [InlineData("ABCD_2345")]
    [InlineData("ABCD-234\u0662")]
    public void What_can_not_be_a_code_is_none(string typed) => InvitationCode.Normalise(typed).Should().BeNull();

    [Theory]
    [InlineData("ABCD2345")]
    [InlineData("abcd-2345")]
    [InlineData(" a b c d - 2 3 4 5 ")]
    public void Case_dashes_and_spaces_do_not_matter(string typed) => InvitationCode.Normalise(typed).Should().Be("ABCD2345");

    [Fact]
    public void A_new_code_survives_being_shown_and_typed()
    {
        var code = InvitationCode.Create();

        InvitationCode.Normalise(InvitationCode.Display(code)).Should().Be(code);
        InvitationCode.Display(code).Should().HaveLength(9);
    }
}
