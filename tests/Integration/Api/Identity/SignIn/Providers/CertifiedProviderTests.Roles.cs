using System.Net;
using System.Text.Json.Nodes;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Identity.SignIn.Providers;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Api.Identity.SignIn.Providers;

public sealed partial class CertifiedProviderTests
{
    [Theory]
    [InlineData("http://schemas.microsoft.com/ws/2008/06/identity/claims/role",
        """{"name":"Bea","http://schemas.microsoft.com/ws/2008/06/identity/claims/role":"idbellen-agent"}""")]
    [InlineData("resource_access.id-bellen.roles", """{"name":"Bea","resource_access":{"id-bellen":{"roles":["idbellen-agent"]}}}""")]
    [InlineData("resource_access.idbellen.arnhem.nl.roles",
        """{"name":"Bea","resource_access":{"idbellen.arnhem.nl":{"roles":["idbellen-agent"]}}}""")]
    [InlineData("resource_access.https://arnhem.id-bellen.nl.roles",
        """{"name":"Bea","resource_access":{"https://arnhem.id-bellen.nl":{"roles":["idbellen-agent"]}}}""")]
    [InlineData("https://gemeente.nl/claims.roles", """{"name":"Bea","https://gemeente.nl/claims":{"roles":["idbellen-agent"]}}""")]
    [InlineData("groups", """{"name":"Bea","groups":"iets,idbellen-agent"}""")]
    [InlineData("roles", """{"name":"Bea","roles":"[\"idbellen-agent\",\"iets\"]"}""")]
    public async Task Roles_are_found_in_every_shape_that_providers_have(string roleClaim, string claims)
    {
        await fixture.Provider.EmployAsync("bea", JsonNode.Parse(claims)!);
        await InAsync(roleClaim, async () =>
        {
            await Eventually.BeTrueAsync(async () => await (await fixture.SignInAsync("bea")).ViewerAsync(Municipality) == "Bea AGENT",
                what: "Bea is an agent");
        });
    }

    [Theory]
    [InlineData("roles", """{"name":"Bea","roles":["IDBELLEN-AGENT"]}""", "hoofdletters")]
    [InlineData("groups",
        """{"name":"Bea","_claim_names":{"groups":"src1"},"_claim_sources":{"src1":{"endpoint":"https://graph.example/x"}}}""",
        "zo veel groepen")]
    [InlineData("roles", """{"name":"Bea","department":"idbellen-admin,idbellen-agent"}""", "claim niet")]
    [InlineData("roles", """{"name":"x,idbellen-admin","roles":["x,idbellen-admin"]}""", "niet de rollen")]
    public async Task Who_gets_no_role_and_the_audit_log_are_told_what_came_and_what_was_looked_for(
        string roleClaim, string claims, string says)
    {
        await fixture.Provider.EmployAsync("bea", JsonNode.Parse(claims)!);
        await InAsync(roleClaim, async () =>
        {
            Browser browser = null!;
            await Eventually.BeTrueAsync(async () =>
            {
                browser = await fixture.SignInAsync("bea");
                return browser.LastRedirect?.OriginalString == "/account/no-role"
                    && (await PageAsync(browser)).Contains($"<dd>{roleClaim}</dd>", StringComparison.Ordinal);
            }, what: "the page tells");

            var page = await PageAsync(browser);
            page.Should().Contain(says).And.Contain("idbellen-agent / idbellen-admin").And.Contain("sub").And.NotContain(
                "graph.example").And.NotContain("IDBELLEN-AGENT").And.NotContain("x,idbellen-admin,");
            (await browser.ViewerAsync(Municipality))!.Should().NotContain("AGENT").And.NotContain("ADMIN");
            (await Municipality.QueryAsync("SELECT account_name FROM audit_log WHERE action = 'SignedIn' ORDER BY id DESC LIMIT 1"))
                .Single()
                .Should().Contain($"in {roleClaim}").And.Contain("idbellen-agent").And.NotContain("graph.example").And.NotContain(
                    "IDBELLEN-AGENT");
            var english = await browser.SendAsync(HttpMethod.Get, "/account/no-role?language=en");
            english.Content.Should().Contain("You have no role here");
        });
    }

    private static async Task<string> PageAsync(Browser browser)
    {
        var page = await browser.SendAsync(HttpMethod.Get, "/account/no-role?language=nl");
        return WebUtility.HtmlDecode(page.Content);
    }

    private async Task InAsync(string roleClaim, Func<Task> test)
    {
        await Municipality.LeadToAsync(fixture.Provider.Authority, CertifiedProviderFixture.ClientSecret, roleClaim);
        try
        {
            await test();
        }
        finally
        {
            if (roleClaim != "roles")
            {
                await Municipality.LeadToAsync(fixture.Provider.Authority, CertifiedProviderFixture.ClientSecret);
                await Eventually.BeTrueAsync(
                    async () => await (await fixture.SignInAsync("anna")).ViewerAsync(Municipality) == "Anna AGENT", what: "as before");
            }
        }
    }
}
