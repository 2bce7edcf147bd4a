using System.Diagnostics;
using IdBellen.Tests.Integration.Api.Telephony.Live;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Api.Identity.Accounts;

/// <summary>What an admin does takes effect at once.</summary>
public sealed class AccountChangeTests(SignInFixture fixture) : IClassFixture<SignInFixture>
{
    [Fact]
    public async Task A_deleted_disabled_or_reset_account_has_nothing_left_and_its_call_waits_again()
    {
        var municipality = await fixture.MunicipalityAsync();
        var (admin, exchange) = (await municipality.AdminAsync(), await municipality.ExchangeAsync());
        var ways = new[] { AccountActions.Delete, AccountActions.Disable, AccountActions.ResetPassword, AccountActions.ResetSecondFactor };
        var agents = await municipality.AgentsAsync("anna", "bram", "carla", "dirk");
        foreach (var (agent, way) in agents.Zip(ways))
        {
            var id = await agent.IdAsync();
            await municipality.PlantSecondFactorAsync(id);
            var reference = $"of-{id:N}";
            await exchange.ReportAsync(reference, "QUEUED");
            var call = (await agent.CallAsync()).Id;
            (await agent.TakeAsync(call)).Outcome.Should().Be("TAKEN");
            await using var page = await Watching.OpenAsync(agent.GraphQL);
            using var socket = await agent.OpenSocketAsync(municipality);

            var began = Stopwatch.GetTimestamp();
            (await admin.DoAsync(way, id)).Errors.Should().BeEmpty(way);

            (await agent.GraphQL.SendAsync("{ liveCalls { id } }")).Code.Should().Be("NOT_SIGNED_IN", way);
            await Eventually.BeTrueAsync(() => Task.FromResult(page.HasEnded), what: "the stream ends");
            var stream = Stopwatch.GetElapsedTime(began);
            await socket.SubscriptionEndsAsync();
            TestContext.Current.TestOutputHelper!.WriteLine(
                $"{way.Split('{', '(')[2].Trim()}: stream over after {stream.TotalMilliseconds:0} ms, WebSocket after "
                    + $"{Stopwatch.GetElapsedTime(began).TotalMilliseconds:0} ms");
            page.Seen.Should().BeEmpty("the page is told to show nothing any more");
            await socket.SubscribeAsync("2", "subscription { liveCalls { id } }");
            (await socket.NextAsync()).ToJsonString().Should().Contain("NOT_SIGNED_IN");
            (await municipality.QueryAsync(
                $"SELECT count(*) FROM call WHERE taken_by IS NULL AND taken_by_name IS NULL AND taken_at IS NULL AND call_reference = "
                    + $"'{reference}'")).Should().Equal("1");
            (await municipality.QueryAsync(
                $"SELECT (SELECT count(*) FROM agent_presence WHERE account_id = '{id}') + (SELECT count(*) FROM signed_in_session WHERE "
                    + $"account_id = '{id}')")).Should().Equal("0");
            (await exchange.ReportAsync(reference, "QUEUED")).Should().Be("QUEUE");
            await exchange.ReportAsync(reference, "ENDED");
        }
        (await municipality.QueryAsync("SELECT count(*) FROM recovery_code")).Should()
            .Equal(["4"], "those of who was disabled, or got a new password");
    }

    [Fact]
    public async Task A_role_that_is_taken_ends_the_stream_and_one_that_is_given_holds_without_a_new_sign_in()
    {
        var municipality = await fixture.MunicipalityAsync();
        var admin = await municipality.AdminAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var id = await agent.IdAsync();
        await (await municipality.ExchangeAsync()).ReportAsync("a-call", "QUEUED");
        await agent.TakeAsync((await agent.CallAsync()).Id);
        await using var page = await Watching.OpenAsync(agent.GraphQL);

        (await admin.DoAsync(AccountActions.MakeAdmin, id)).Errors.Should().BeEmpty();

        (await agent.GraphQL.SendAsync("{ liveCalls { id } }")).Code.Should().Be("NOT_ALLOWED");
        await Eventually.BeTrueAsync(() => Task.FromResult(page.HasEnded), what: "the stream ends");
        page.Seen.Should().BeEmpty();
        (await agent.GraphQL.GetAsync<IReadOnlyList<Account>>("{ accounts { displayName } }")).Should().HaveCount(2);
        (await municipality.QueryAsync(
            "SELECT (SELECT count(*) FROM call WHERE taken_by IS NOT NULL) + (SELECT count(*) FROM agent_presence)")).Should().Equal("0");

        (await admin.DoAsync(AccountActions.MakeAgent, id)).Errors.Should().BeEmpty();
        (await agent.GraphQL.SendAsync("{ accounts { id } }")).Code.Should().Be("NOT_ALLOWED");
        (await agent.CallsAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task The_old_password_and_older_links_are_dead_after_a_reset_and_the_new_link_works_once()
    {
        var municipality = await fixture.MunicipalityAsync();
        var admin = await municipality.AdminAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var id = await agent.IdAsync();
        var first = await LinkAsync(admin, id);
        var second = await LinkAsync(admin, id);

        (await (await SignedIn.SignInAsync(municipality, agent.Email)).IsSignedOutAsync()).Should().BeTrue("there is no password");
        (await new Browser(municipality).SetPasswordAsync(agent.Email, first, SignedIn.Password)).Should().NotContain("opgeslagen");
        (await new Browser(municipality).SetPasswordAsync(agent.Email, second, "een heel ander wachtwoord 2")).Should()
            .Contain("opgeslagen");
        (await (await SignedIn.SignInAsync(municipality, agent.Email)).IsSignedOutAsync()).Should().BeTrue("it was the old password");
        (await new Browser(municipality).SetPasswordAsync(agent.Email, second, SignedIn.Password)).Should().NotContain("opgeslagen");
    }

    [Fact]
    public async Task Who_is_disabled_can_not_sign_in_with_the_right_password_until_enabled_and_who_is_deleted_never()
    {
        var municipality = await fixture.MunicipalityAsync();
        var admin = await municipality.AdminAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        var id = await agent.IdAsync();

        await admin.DoAsync(AccountActions.Disable, id);
        (await (await SignedIn.SignInAsync(municipality, agent.Email)).IsSignedOutAsync()).Should().BeTrue();
        await admin.DoAsync(AccountActions.Enable, id);
        (await agent.IsSignedOutAsync()).Should().BeTrue("the old session is over for good");
        (await (await SignedIn.SignInAsync(municipality, agent.Email)).IsSignedOutAsync()).Should().BeFalse();
        await admin.DoAsync(AccountActions.Delete, id);
        (await (await SignedIn.SignInAsync(municipality, agent.Email)).IsSignedOutAsync()).Should().BeTrue();
        (await admin.DoAsync(AccountActions.Delete, id)).Code.Should().Be("ACCOUNT_UNKNOWN");
    }

    [Fact]
    public async Task Every_change_has_one_line_in_the_audit_log_with_names_and_no_secret_and_what_changes_nothing_has_none()
    {
        var municipality = await fixture.MunicipalityAsync();
        var admin = await municipality.AdminAsync();
        var id = await (await municipality.AgentsAsync("anna"))[0].IdAsync();
        await municipality.PlantSecondFactorAsync(id);
        await municipality.ExecuteAsync("TRUNCATE audit_log");

        foreach (var twice in (string[])[AccountActions.Disable, AccountActions.Enable, AccountActions.MakeBoth,
            AccountActions.ResetSecondFactor])
        {
            (await admin.DoAsync(twice, id)).Errors.Should().BeEmpty();
            (await admin.DoAsync(twice, id)).Errors.Should().BeEmpty();
        }
        var link = await LinkAsync(admin, id);
        await admin.DoAsync(AccountActions.Delete, id);
        var created = await admin.GraphQL.SendAsync<AccountWithLink>(
            "mutation { createAccount(email: \"bram@example.nl\", displayName: \"bram\", role: AGENT) { setPasswordLink account { "
                + "activated disabled hasSecondFactor lastSignedInAt isYou roles } } }");

        var lines = await admin.GraphQL.GetAsync<IReadOnlyList<AuditLogLine>>(
            "{ auditLog { action actor account origin sessionId link } }");
        lines.Select(line => line.Action).Should().Equal(
            "ACCOUNT_CREATED", "ACCOUNT_DELETED", "PASSWORD_RESET", "SECOND_FACTOR_RESET", "ROLES_CHANGED", "ACCOUNT_ENABLED",
            "ACCOUNT_DISABLED");
        lines.Select(line => line.Actor).Should().AllBe("beheer@example.nl");
        lines.Select(line => line.Account).Should().Equal("bram", "anna", "anna", "anna", "anna", "anna", "anna");
        lines.Select(line => line.Origin).Should().AllBe("127.0.0.1");
        var secrets = new[] { link, created.Value.SetPasswordLink!.Split('#')[1], SignedIn.Password };
        string.Join('\n', await municipality.QueryAsync("SELECT audit_log::text FROM audit_log")).Should().NotContainAny(secrets);
        string.Join('\n', fixture.Log.Lines).Should().NotContainAny(secrets);
        created.Accepted["createAccount"]!["account"]!.ToJsonString().Should().Be(
            """{"activated":false,"disabled":false,"hasSecondFactor":false,"lastSignedInAt":null,"isYou":false,"roles":["AGENT"]}""");
    }

    [Fact]
    public async Task The_list_tells_of_each_account_what_an_admin_must_know()
    {
        var municipality = await fixture.MunicipalityAsync();
        var admin = await municipality.AdminAsync();
        var id = await (await municipality.AgentsAsync("anna"))[0].IdAsync();
        await municipality.PlantSecondFactorAsync(id);
        await admin.DoAsync(AccountActions.Disable, id);

        var accounts = await admin.GraphQL.GetAsync<IReadOnlyList<Account>>(
            "{ accounts { displayName activated disabled hasSecondFactor lastSignedInAt isYou } }");

        accounts.Select(one => (one.DisplayName, one.Disabled, one.HasSecondFactor, one.IsYou)).Should()
            .Equal(("anna", true, true, false), ("beheer@example.nl", false, false, true));
        accounts.Should().OnlyContain(one => one.LastSignedInAt != null);
    }

    private static async Task<string> LinkAsync(SignedIn admin, Guid id) =>
        (await admin.GraphQL.GetAsync<AccountWithLink>(AccountActions.ResetPassword, new { id })).SetPasswordLink!.Split('#')[1];
}
