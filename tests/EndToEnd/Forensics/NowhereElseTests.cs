using Hangfire;
using Hangfire.PostgreSql;
using IdBellen.Operator.Jobs;
using IdBellen.Tests.Support.Environment;
using Npgsql;
using static Microsoft.Playwright.Assertions;

namespace IdBellen.Tests.EndToEnd.Forensics;

/// <summary>
/// Personal data and secrets stand nowhere but sealed in the municipality's own database: a citizen like no other goes all ways, on a
/// product and a database that write down all they can, and then everything on disk is searched for their data.
/// </summary>
[Takes(125)]
public sealed class NowhereElseTests(TestEnvironment environment)
{
    [Fact]
    public async Task Nothing_of_a_marked_citizen_and_no_secret_is_found_on_disk_while_his_calls_live_or_after_them()
    {
        await using var run = await MarkedRun.StartAsync(await environment.KubernetesAsync());
        await using var elsewhere = await Chromium.StartAsync();
        var calls = new MarkedCalls(run, await elsewhere.OpenAsync(), await elsewhere.OpenAsync());
        using var wrong = new WrongRequests(run);
        await run.PlantAsync();

        await calls.SignInAsync();
        await calls.IdentifiedAsync();
        await wrong.SendAsync(await SessionsAsync(run));
        await LookAsync(run, "while the call lives");
        await calls.FinishAsync();
        await calls.InvitedAsync();
        await calls.FromAnotherPhoneAsync();
        await BreakDatabaseAsync(run, wrong);
        await LookAsync(run, "while the last call lives");
        await ExpireAsync(run, calls);
        await run.PlantInBrowsersAsync();
        await run.Agent.DisposeAsync();
        await run.Citizen.DisposeAsync();

        await LookAsync(run, "after the calls", "/citizen/Default/Local Storage/", "/agent/Default/Local Storage/",
            "/agent/Default/Cache/");
        new MarkSearch(run.Marks).Text("answers to requests that fail", wrong.Answers).Should().BeEmpty();
        wrong.Answers.Should().Contain("RETRY").And.Contain("NOT_ALLOWED").And.Contain("SESSION_UNKNOWN",
            "they failed as they were meant to");
        foreach (var database in (string[])[run.Platform.Database, run.TenantDatabase])
            (await run.Database.CompressedAsync(database)).Should().BeEmpty("what is compressed could not be found");
        run.Database.Notifications.Should().NotBeEmpty();
        run.AtHome.Should().BeEmpty();
    }

    private static async Task LookAsync(MarkedRun run, string when, params IEnumerable<string> planted)
    {
        var hits = await run.SearchAsync();

        var leaks = hits.Where(hit => hit.Mark != run.Control && !IsBetweenAgentAndMunicipality(run, hit) && !IsUsedCode(hit))
            .GroupBy(hit => $"{hit.Mark} as {hit.Encoding} in {hit.Place}", StringComparer.Ordinal)
            .Select(group => $"{group.Key}, {group.Count()} times");
        string.Join('\n', leaks).Should().BeEmpty($"nothing may be found {when}");
        var found = hits.Where(hit => hit.Mark == run.Control).Select(hit => hit.Place).ToList();
        foreach (var place in (string[])["postgres.log", "/base/", "/pg_wal/", $"rows of {run.TenantDatabase}", "Kubernetes, ",
            "/operator/log", "/api/log", .. planted])
            found.Should().Contain(one => one.Contains(place, StringComparison.Ordinal), $"the search finds what is there {when}");
    }

    // The address of the case system, with the number in it, is what the municipality asked for, and the agent's browser remembers where it
    // has been. Not in its cache, though: that would be our redirect.
    private static bool IsBetweenAgentAndMunicipality(MarkedRun run, Hit hit) =>
        hit.Mark.Value == run.Person.Bsn && hit.Place.Contains("/agent/", StringComparison.Ordinal)
            && !hit.Place.Contains("Cache", StringComparison.Ordinal)
        && hit.Before.Replace("\0", "", StringComparison.Ordinal).EndsWith(run.CaseSystem.Address, StringComparison.Ordinal);

    // Browsers remember the address with which a sign-in ended. Its code was used up at that moment, and would not do without our secret
    // and the browser's own half of PKCE (RFC 9700, 4.2.4 and 4.5).
    private static bool IsUsedCode(Hit hit) =>
        hit.Mark.Name == BrowserProfile.AuthorizationCodeName && hit.Place.Contains("/agent/", StringComparison.Ordinal)
            && !hit.Place.Contains("Cache", StringComparison.Ordinal);

    private static Task<IReadOnlyList<string>> SessionsAsync(MarkedRun run) =>
        run.Database.Server.QueryAsync("SELECT id FROM session", run.TenantDatabase);

    private static async Task BreakDatabaseAsync(MarkedRun run, WrongRequests wrong)
    {
        var sessions = await SessionsAsync(run);
        await run.Database.ShutAsync(run.TenantDatabase);
        await wrong.MatchAsync();
        await wrong.SendAsync(sessions);
        await run.Database.OpenAsync(run.TenantDatabase);
    }

    private static async Task ExpireAsync(MarkedRun run, MarkedCalls calls)
    {
        await run.Database.Server.ExecuteAsync(
            "UPDATE session SET expires_at = now() - interval '1 second'; UPDATE call SET expires_at = now() - interval '1 second'",
            run.TenantDatabase);
        await Expect(calls.Agent.Page.GetByText(run.Person.Bsn)).ToHaveCountAsync(0);
        await using var source = NpgsqlDataSource.Create(run.Platform.Postgres.OperatorConnection(run.Platform.Database));
        var options = new PostgreSqlStorageOptions { SchemaName = "hangfire", PrepareSchemaIfNecessary = false };
        new RecurringJobManager(new PostgreSqlStorage(new DataSourceConnectionFactory(source, options), options)).Trigger("purge");
        await Eventually.BeTrueAsync(async () => (await run.Database.Server.QueryAsync(
            "SELECT (SELECT count(*) FROM session) + (SELECT count(*) FROM call WHERE caller_number_sealed IS NOT NULL)",
            run.TenantDatabase)) is ["0"]);
    }
}
