using IdBellen.Api.Identity.Audit;
using IdBellen.Tenancy.TenantDatabase;
using IdBellen.Tests.Support.Api;
using IdBellen.Tests.Support.Api.Answers;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Api.Identity.Audit;

/// <summary>The municipal admin reads both logs as one, a page at a time.</summary>
public sealed class AuditLogTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const string Ask =
        "query ($before: ID, $first: Int!) { auditLog(before: $before, first: $first) { id at action actor account sessionId link origin } }";

    [Fact]
    public async Task A_page_that_can_not_be_is_refused()
    {
        var admin = await (await fixture.MunicipalityAsync()).AdminAsync();

        foreach (var first in (int[])[0, 201, -1])
            (await admin.GraphQL.SendAsync(Ask, new { first })).Code.Should().Be("AUDIT_PAGE_INVALID");
        foreach (var before in (string[])["", "no place", "AAAA", "____________________________", "_____________________wA"])
            (await admin.GraphQL.SendAsync(Ask, new { before, first = 50 })).Code.Should().Be("AUDIT_PAGE_INVALID", before);
    }

    [Fact]
    public async Task What_agents_see_of_callers_and_what_admins_do_is_one_list_without_content()
    {
        var municipality = await fixture.MunicipalityAsync();
        var agent = (await municipality.AgentsAsync("anna"))[0];
        await municipality.IdentifiedCallAsync();
        var call = await agent.CallAsync();
        var link = (await agent.TakeAsync(call.Id)).Call!.Links[0].Url;
        using (await agent.GraphQL.SendAsync(HttpMethod.Get, link))
        {
            // Followed; where it leads is for other tests.
        }

        var answer = await (await municipality.AdminAsync()).GraphQL.SendAsync<IReadOnlyList<AuditLogLine>>(Ask, new { first = 200 });
        var lines = answer.Value;

        lines.Take(3).Select(line => $"{line.Action} {line.Actor} {line.Link}").Should()
            .Equal("LINK anna Open zaaksysteem", "TAKEN anna ", "OVERVIEW anna ");
        lines.Take(3).Select(line => line.SessionId).Distinct().Should().ContainSingle().Which.Should().NotBeNull();
        lines.Should().Contain(line => line.Action == "SIGNED_IN" && line.Actor == "anna")
            .And.Contain(line => line.Action == "ACCOUNT_CREATED" && line.Account == "anna");
        answer.Accepted.ToJsonString().Should().NotContainAny(ServedMunicipality.Bsn, ServedMunicipality.FullName, "Amrani");
    }

    [Fact]
    public async Task Pages_follow_one_another_without_gap_or_repetition_at_equal_times_and_while_more_is_written()
    {
        var municipality = await fixture.MunicipalityAsync();
        var admin = await municipality.AdminAsync();
        // Seven moments for 120 lines: most times are equal to many others.
        await municipality.ExecuteAsync(
            """
            TRUNCATE audit_log, data_access_log;
            INSERT INTO audit_log (at, action, actor_name) SELECT now() - interval '1 day' + interval '1 microsecond' * (n % 7),
                'SignedIn', 'a' || n FROM generate_series(1, 60) AS n;
            INSERT INTO data_access_log (at, account_id, account_name, session_id, action)
            SELECT now() - interval '1 day' + interval '1 microsecond' * (n % 7), gen_random_uuid(), 'd' || n, gen_random_uuid(),
                'taken' FROM generate_series(1, 60) AS n
            """);
        var all = (await PageAsync(admin, null, 200)).Select(line => line.Actor!).ToList();
        all.Should().HaveCount(120).And.OnlyHaveUniqueItems();

        foreach (var size in (int[])[1, 7, 59, 60, 119])
        {
            var read = new List<string>();
            string? before = null;
            while (true)
            {
                var page = await PageAsync(admin, before, size);
                read.AddRange(page.Select(line => line.Actor!));
                if (page.Count < size) break;
                before = page[^1].Id;
                await municipality.ExecuteAsync("INSERT INTO audit_log (at, action, actor_name) VALUES (now(), 'SignedIn', 'new')");
            }
            read.Where(name => name != "new").Should().Equal(all, $"in pages of {size}");
        }
    }

    [Fact]
    public async Task A_page_of_a_long_log_reads_along_the_index()
    {
        var municipality = await fixture.MunicipalityAsync();
        var admin = await municipality.AdminAsync();
        await municipality.ExecuteAsync(
            """
            INSERT INTO audit_log (at, action) SELECT now() - interval '1 minute' * n, 'SignedIn' FROM generate_series(1, 30000) AS n;
            INSERT INTO data_access_log (at, account_id, session_id, action) SELECT now() - interval '1 minute' * n, gen_random_uuid(),
                gen_random_uuid(), 'taken' FROM generate_series(1, 30000) AS n;
            """);
        await municipality.ExecuteAsync("ANALYZE audit_log, data_access_log");
        var place = (await PageAsync(admin, null, 100))[^1].Id;
        var before = await CountersAsync(municipality);

        for (var page = 0; page < 10; page++) place = (await PageAsync(admin, place, 100))[^1].Id;

        // The database counts a second later.
        var after = await Eventually.GetAsync(
            async () => await CountersAsync(municipality) is var now && now.Index >= before.Index + 20 ? now : null);
        TestContext.Current.TestOutputHelper!.WriteLine($"{after.Rows - before.Rows} rows for 1000 lines");
        after.Scans.Should().Be(before.Scans, "no table is read as a whole");
        (after.Rows - before.Rows).Should().BeLessThan(5000);
    }

    [Fact]
    public void Every_action_that_is_written_has_a_name_that_is_read() =>
        Enum.GetNames<AuditedAction>().Should()
            .BeEquivalentTo(Enum.GetNames<AuditAction>().Concat(["Overview", "Taken", "Confirmed", "Link"]));

    private static Task<IReadOnlyList<AuditLogLine>> PageAsync(SignedIn admin, string? before, int first) =>
        admin.GraphQL.GetAsync<IReadOnlyList<AuditLogLine>>(Ask, new { before, first });

    private static async Task<Counters> CountersAsync(ServedMunicipality municipality)
    {
        var counted = (await municipality.QueryAsync(
            "SELECT concat_ws(' ', sum(idx_scan), sum(seq_scan), sum(idx_tup_fetch)) FROM pg_stat_user_tables WHERE relname IN "
                + "('audit_log', 'data_access_log')")).Single().Split(' ');
        return new Counters(long.Parse(counted[0], System.Globalization.CultureInfo.InvariantCulture), counted[1],
            long.Parse(counted[2], System.Globalization.CultureInfo.InvariantCulture));
    }

    private sealed record Counters(long Index, string Scans, long Rows);
}
