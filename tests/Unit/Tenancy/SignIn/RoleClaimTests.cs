using System.Buffers.Text;
using System.Text;
using IdBellen.Tenancy.SignIn;

namespace IdBellen.Tests.Unit.Tenancy.SignIn;

/// <summary>The shapes in which providers give roles, and what must not become a role by them.</summary>
public sealed class RoleClaimTests
{
    [Theory]
    [InlineData("""{"roles":["Agent","Other"]}""", "roles")]
    [InlineData("""{"roles":"Agent"}""", "roles")]
    [InlineData("""{"http://schemas.microsoft.com/ws/2008/06/identity/claims/role":"Agent"}""",
        "http://schemas.microsoft.com/ws/2008/06/identity/claims/role")]
    [InlineData("""{"resource_access":{"id-bellen":{"roles":["Agent"]}}}""", "resource_access.id-bellen.roles")]
    [InlineData("""{"resource_access":{"idbellen.arnhem.nl":{"roles":["Agent"]}}}""", "resource_access.idbellen.arnhem.nl.roles")]
    [InlineData("""{"resource_access":{"https://arnhem.id-bellen.nl":{"roles":["Agent"]}}}""",
        "resource_access.https://arnhem.id-bellen.nl.roles")]
    [InlineData("""{"https://gemeente.nl/claims":{"roles":["Agent"]}}""", "https://gemeente.nl/claims.roles")]
    [InlineData("""{"https://gemeente.nl/roles":["Agent"]}""", "https://gemeente.nl/roles")]
    [InlineData("""{"a":{"b":{"c":1}},"a.b":{"c":"Agent"}}""", "a.b.c")]
    [InlineData("""{"a.b":{"d":1},"a":{"b":{"c":["Agent"]}}}""", "a.b.c")]
    [InlineData("""{"groups":"Other,Agent"}""", "groups")]
    [InlineData("""{"groups":"Other , Agent"}""", "groups")]
    [InlineData("""{"roles":"[\"Agent\",\"Other\"]"}""", "roles")]
    [InlineData("""{"app":"{\"roles\":[\"Agent\"]}"}""", "app.roles")]
    public void Every_shape_that_providers_have_gives_the_role(string claims, string name) =>
        Read(claims, name).Holds("Agent").Should().BeTrue();

    [Theory]
    [InlineData("""{"roles":["agent"]}""", "roles")]
    [InlineData("""{"roles":["x,Agent"]}""", "roles")]
    [InlineData("""{"roles":["[\"Agent\"]"]}""", "roles")]
    [InlineData("""{"roles":[["Agent"]]}""", "roles")]
    [InlineData("""{"roles":[{"name":"Agent"}]}""", "roles")]
    [InlineData("""{"roles":{"Agent":true}}""", "roles")]
    [InlineData("""{"roles":"Senior Agent"}""", "roles")]
    [InlineData("""{"roles":"Agent2"}""", "roles")]
    [InlineData("""{"roles":"[\"x,Agent\"]"}""", "roles")]
    [InlineData("""{"roles":"[\"Agent\""}""", "roles")]
    [InlineData("""{"Roles":["Agent"]}""", "roles")]
    [InlineData("""{"roles":null}""", "roles")]
    [InlineData("""{"roles":1}""", "roles")]
    [InlineData("""{"name":"x,Agent","roles":[]}""", "roles")]
    [InlineData("""{"name":"{\"roles\":[\"Agent\"]}"}""", "roles")]
    [InlineData("""{"a":{"b.c":{"roles":["Agent"]}},"a.b.c.roles":[]}""", "a.b.c.roles")]
    [InlineData("""{"_claim_names":{"groups":"src1"},"_claim_sources":{"src1":{"endpoint":"https://evil.example/","JWT":"Agent"}}}""",
        "groups")]
    public void Nothing_else_becomes_one(string claims, string name) => Read(claims, name).Holds("Agent").Should().BeFalse();

    [Fact]
    public void An_empty_role_is_nobodys() => Read("""{"roles":["",","]}""", "roles").Holds("").Should().BeFalse();

    [Theory]
    [InlineData("""{"roles":["agent"]}""", "roles", MissingRoleReason.OtherCase)]
    [InlineData("""{"roles":"Other Agent"}""", "roles", MissingRoleReason.ListWithSpaces)]
    [InlineData("""{"roles":["Other"]}""", "roles", MissingRoleReason.NoSuchRole)]
    [InlineData("""{"groups":["Agent"]}""", "roles", MissingRoleReason.NoSuchClaim)]
    [InlineData("""{"_claim_names":{"groups":"src1"},"_claim_sources":{"src1":{"endpoint":"https://graph.example/"}}}""", "groups",
        MissingRoleReason.Overage)]
    [InlineData("""{"hasgroups":true}""", "groups", MissingRoleReason.Overage)]
    [InlineData("""{"hasgroups":"true"}""", "groups", MissingRoleReason.Overage)]
    public void Why_there_is_none_is_told_with_the_names_of_what_came_and_no_value(string claims, string name, MissingRoleReason reason)
    {
        var missing = Read(claims.Replace("{\"", "{\"secret\":\"of-a-person\",\"", StringComparison.Ordinal)
            .Replace("{\"secret\":\"of-a-person\",\"groups\":\"src1", "{\"groups\":\"src1", StringComparison.Ordinal), name)
            .Explain("Agent", "Admin");

        missing.Reason.Should().Be(reason);
        $"{missing}".Should().Contain("Agent / Admin").And.Contain($"in {name}").And.Contain("secret").And.NotContain(
            "of-a-person").And.NotContain("graph.example");
    }

    [Fact]
    public void What_is_told_stays_short_whatever_came()
    {
        var claims = $"{{{string.Join(',', Enumerable.Range(0, 500).Select(one => $"\"{new string('x', 1000)}{one}\":1"))}}}";

        $"{Read(claims, "roles").Explain("Agent")}".Length.Should().BeLessThan(5000);
    }

    private static RoleClaim Read(string claims, string name) =>
        RoleClaim.Read($"header.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.signature", name);
}
