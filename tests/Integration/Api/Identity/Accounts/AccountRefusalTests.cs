using IdBellen.Api.Platform.Tenants;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;
using IdBellen.Tests.Support.Environment;
using Microsoft.Extensions.DependencyInjection;

namespace IdBellen.Tests.Integration.Api.Identity.Accounts;

/// <summary>Who may not touch accounts, and what nobody may do with them.</summary>
public sealed class AccountRefusalTests(SignInFixture fixture) : IClassFixture<SignInFixture>
{
    private static readonly string[] Reads =
        ["{ accounts { id } }", "{ accountKeeping { keptHere } }", "{ recentSignIns { at } }", "{ auditLog { id } }"];

    [Fact]
    public async Task Only_an_admin_of_this_municipality_reads_or_changes_accounts()
    {
        var (municipality, neighbour) = (await fixture.MunicipalityAsync(), await fixture.MunicipalityAsync());
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var victim = (await neighbour.AgentsAsync("bram"))[0];
        var (own, foreign) = (await agent.IdAsync(), await victim.IdAsync());
        var admin = await municipality.AdminAsync();
        var (before, beforeThere) = (await municipality.AccountsDumpAsync(), await neighbour.AccountsDumpAsync());
        var strangers = new (GraphQLClient Client, string Code)[]
        {
            (municipality.Citizen, "NOT_SIGNED_IN"),
            (await municipality.ExchangeAsync(), "NOT_SIGNED_IN"),
            (agent.GraphQL, "NOT_ALLOWED"),
            (municipality.Citizen with { Cookie = (await neighbour.AdminAsync()).Cookie }, "NOT_SIGNED_IN"),
            (admin.GraphQL with { Origin = "https://www.gemeente.example" }, "NOT_SIGNED_IN"),
        };

        foreach (var (client, code) in strangers)
        {
            foreach (var read in Reads) (await client.SendAsync(read)).Code.Should().Be(code, read);
            foreach (var mutation in AccountActions.All)
                (await client.SendAsync(mutation, new { id = own })).Code.Should().Be(code, mutation);
            (await client.SendAsync(
                "mutation { createAccount(email: \"x@example.nl\", displayName: \"X\", role: ADMIN) { setPasswordLink } }")).Code.Should()
                .Be(code);
        }
        foreach (var mutation in AccountActions.All) (await admin.DoAsync(mutation, foreign)).Code.Should().Be("ACCOUNT_UNKNOWN", mutation);

        (await municipality.AccountsDumpAsync()).Should().Be(before);
        (await neighbour.AccountsDumpAsync()).Should().Be(beforeThere);
        (await victim.IsSignedOutAsync()).Should().BeFalse();
        (await admin.GraphQL.SendAsync("mutation ($id: ID!) { changeRoles(accountId: $id, roles: []) { id } }",
            new { id = own })).Code.Should().Be("ROLES_MISSING");
    }

    [Fact]
    public async Task The_last_admin_who_can_sign_in_stays_in_every_way()
    {
        var municipality = await fixture.MunicipalityAsync();
        var admin = await municipality.AdminAsync();
        var id = await admin.IdAsync();
        var disabled = await municipality.SecondAdminAsync("disabled");
        (await admin.DoAsync(AccountActions.Disable, await disabled.IdAsync())).Errors.Should().BeEmpty();
        await admin.GraphQL.GetAsync(
            "mutation { createAccount(email: \"invited@example.nl\", displayName: \"invited\", role: ADMIN) { setPasswordLink } }");

        foreach (var mutation in (string[])[AccountActions.Delete, AccountActions.Disable, AccountActions.MakeAgent,
            AccountActions.ResetPassword])
            (await admin.DoAsync(mutation, id)).Code.Should().Be("LAST_ADMIN", mutation);

        (await admin.DoAsync(AccountActions.MakeBoth, id)).Errors.Should().BeEmpty();
        var second = await municipality.SecondAdminAsync("second");
        (await admin.DoAsync(AccountActions.Delete, id)).Errors.Should().BeEmpty("another one is left");
        (await admin.IsSignedOutAsync()).Should().BeTrue();
        (await second.DoAsync(AccountActions.Delete, await second.IdAsync())).Code.Should().Be("LAST_ADMIN");
    }

    [Fact]
    public async Task Of_two_admins_who_remove_each_other_at_the_same_moment_one_stays()
    {
        const int Rounds = 40;
        var seed = System.Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var random = new System.Random(seed);
        string[] ways = [AccountActions.Delete, AccountActions.Disable, AccountActions.MakeAgent, AccountActions.ResetPassword];
        var municipality = await fixture.MunicipalityAsync();
        SignedIn[] admins = [await municipality.AdminAsync(), await municipality.SecondAdminAsync("second")];
        Guid[] ids = [await admins[0].IdAsync(), await admins[1].IdAsync()];
        await municipality.ExecuteAsync(
            "CREATE TABLE account_kept AS TABLE account; CREATE TABLE role_kept AS TABLE account_role; CREATE TABLE session_kept AS TABLE "
                + "signed_in_session");

        for (var round = 0; round < Rounds; round++)
        {
            var chosen = new[] { ways[random.Next(ways.Length)], ways[random.Next(ways.Length)] };
            var answers = await Task.WhenAll(admins[0].DoAsync(chosen[0], ids[1]), admins[1].DoAsync(chosen[1], ids[0]));

            var because = $"of seed {seed}, round {round}: {string.Join(" against ", chosen)}";
            answers.Count(answer => answer.Errors.Count == 0).Should().Be(1, because);
            answers.Single(answer => answer.Errors.Count > 0).Code.Should().BeOneOf("LAST_ADMIN", "NOT_SIGNED_IN", "NOT_ALLOWED");
            (await municipality.QueryAsync(
                "SELECT count(*) FROM account JOIN account_role ON user_id = account.id JOIN role ON role.id = role_id WHERE name = "
                    + "'admin' AND disabled_at IS NULL AND password_hash IS NOT NULL"))
                .Should().Equal(["1"], because);
            await municipality.ExecuteAsync(
                """
                DELETE FROM signed_in_session; DELETE FROM account;
                INSERT INTO account SELECT * FROM account_kept; INSERT INTO account_role SELECT *
                    FROM role_kept; INSERT INTO signed_in_session SELECT * FROM session_kept
                """);
        }
    }

    [Fact]
    public async Task Where_another_provider_keeps_the_accounts_none_is_changed_here_and_the_admin_sees_where_they_are_and_who_signed_in()
    {
        var municipality = await fixture.MunicipalityAsync();
        var admin = await municipality.AdminAsync();
        var agent = await (await municipality.AgentsAsync("anna"))[0].IdAsync();
        (await admin.GraphQL.GetAsync("{ accountKeeping { keptHere authority secondFactor } }"))["accountKeeping"]!.ToJsonString()
            .Should().Be("""{"keptHere":true,"authority":null,"secondFactor":"OPTIONAL"}""");
        await KeepElsewhereAsync(municipality);

        foreach (var mutation in AccountActions.All)
            (await admin.DoAsync(mutation, agent)).Code.Should().Be("ACCOUNTS_ELSEWHERE", mutation);
        (await admin.GraphQL.SendAsync(
            "mutation { createAccount(email: \"x@example.nl\", displayName: \"X\", role: AGENT) { setPasswordLink } }")).Code.Should()
            .Be("ACCOUNTS_ELSEWHERE");
        (await admin.GraphQL.SendAsync("{ accounts { id } }")).Code.Should().Be("ACCOUNTS_ELSEWHERE");
        (await admin.GraphQL.GetAsync("{ accountKeeping { keptHere authority secondFactor } }"))["accountKeeping"]!.ToJsonString()
            .Should().Be("""{"keptHere":false,"authority":"https://login.gemeente.example/","secondFactor":null}""");

        await municipality.ExecuteAsync(
            """
            TRUNCATE audit_log;
            INSERT INTO audit_log (at, action, actor_id, actor_name) SELECT now() - ago, action, id::uuid, name FROM (VALUES
                (interval '1 hour', 'SignedIn', '00000000-0000-0000-0000-000000000001', 'Anna'), (interval '2 days', 'SignedIn', '00000000-0000-0000-0000-000000000001', 'Anna'),
                (interval '1 minute', 'SignedOut', '00000000-0000-0000-0000-000000000001', 'Anna'), (interval '29 days', 'SignedIn', '00000000-0000-0000-0000-000000000002', 'Bram'),
                (interval '31 days', 'SignedIn', '00000000-0000-0000-0000-000000000003', 'Carla'), (interval '1 minute', 'SignInRefused', NULL, NULL)) AS line (ago, action, id, name)
            """);
        (await admin.GraphQL.GetAsync<IReadOnlyList<Account>>("{ recentSignIns { displayName at } }"))
            .Select(one => one.DisplayName).Should()
            .Equal("Anna", "Bram");
    }

    // The provider itself is for other tests: here the session that the admin has is one that it vouched for.
    private async Task KeepElsewhereAsync(ServedMunicipality municipality)
    {
        var registry = fixture.Services.GetRequiredService<ServedTenants>();
        await fixture.Platform.ApplySecretAsync(municipality.ShortName, "external", new(StringComparer.Ordinal) { ["clientSecret"] = "s" });
        await fixture.Platform.PatchAsync(municipality.Name,
            $$$$"""
            {"spec":{"signIn":{"authority":"https://login.gemeente.example/","clientId":"id-bellen","clientSecretRef":{"name":"{{{{municipality.Name}}}}-external","key":"clientSecret"},
            "roleClaim":"roles","agentRole":"agent","adminRole":"admin"}}}
            """);
        var tenant = await Eventually.GetAsync(
            () => Task.FromResult(registry.TryFindByHost($"{municipality.Name}.localhost", out var found) && found.Policy.SignIn is not null
                ? found : null), what: "the api knows of the provider");
        await municipality.ExecuteAsync(
            $"UPDATE signed_in_session SET is_admin = true, provider = "
                + $"E'{tenant.Policy.SignInProvider.Replace("\n", "\\n", StringComparison.Ordinal)}'");
    }
}
