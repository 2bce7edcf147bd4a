using IdBellen.Operator.Municipalities;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Environment;
using k8s;
using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IdBellen.Tests.Operator.Municipalities;

/// <summary>What somebody changes by hand comes back, and an event tells of it.</summary>
public sealed class DriftTests(TestEnvironment environment)
{
    public static TheoryData<string> InPostgres =>
    [
        "ALTER ROLE \"{0}_a\" PASSWORD 'another'",
        "ALTER ROLE \"{0}_a\" NOLOGIN",
        "ALTER ROLE \"{0}_owner\" LOGIN",
        "ALTER ROLE \"{0}_b\" LOGIN PASSWORD 'mine'",
        "ALTER ROLE \"{0}_a\" VALID UNTIL '2020-01-01'",
        "REVOKE \"{0}_app\" FROM \"{0}_a\"",
        "REVOKE CONNECT ON DATABASE \"{0}\" FROM \"{0}_app\"",
        "GRANT CONNECT ON DATABASE \"{0}\" TO PUBLIC",
        "ALTER DATABASE \"{0}\" ALLOW_CONNECTIONS false",
        "ALTER DATABASE \"{0}\" OWNER TO \"{0}_a\"",
        "COMMENT ON DATABASE \"{0}\" IS NULL",
        "DROP ROLE \"{0}_b\"",
        "DROP DATABASE \"{0}\" WITH (FORCE)",
    ];

    public static TheoryData<string> InTheDatabase =>
    [
        "REVOKE SELECT ON session FROM \"{0}_app\"",
        "GRANT CREATE ON SCHEMA public TO \"{0}_app\"",
        "GRANT DELETE ON schema_version TO \"{0}_app\"",
        "DELETE FROM \"OpenIddictApplications\"",
        "UPDATE \"OpenIddictApplications\" SET redirect_uris = '[\"https://evil.example/\"]'",
        "UPDATE \"OpenIddictApplications\" SET requirements = '[]'",
        "UPDATE \"OpenIddictApplications\" SET client_secret = 'x'",
    ];

    [Theory]
    [MemberData(nameof(InPostgres))]
    public Task A_change_of_roles_or_database_is_repaired(string change) => RepairedAsync(change, inDatabase: false);

    [Theory]
    [MemberData(nameof(InTheDatabase))]
    public Task A_change_inside_the_database_is_repaired(string change) => RepairedAsync(change, inDatabase: true);

    [Theory]
    [InlineData("password", "c2hvcnQ=")]
    [InlineData("username", "cG9zdGdyZXM=")]
    [InlineData("host", "ZXZpbC5leGFtcGxl")]
    public async Task A_value_that_was_edited_in_a_Secret_is_repaired_at_once(string key, string base64)
    {
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync();
        var names = await ReadyAsync(platform);
        var right = (await platform.SecretAsync(names.DatabaseSecret))!;

        await platform.Kubernetes.KubectlAsync("patch", "-n", platform.Namespace, "secret", names.DatabaseSecret, "--type=merge", "-p", $$$"""{"data":{"{{{key}}}":"{{{base64}}}"}}""");

        await LogsInAsync(platform, names, secret => key == "password" || secret[key] == right[key]);
    }

    [Fact]
    public async Task A_Secret_that_was_deleted_is_made_again_at_once_with_a_password_that_works()
    {
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync();
        var names = await ReadyAsync(platform);
        var lost = (await platform.SecretAsync(names.DatabaseSecret))!["password"];

        await platform.Client.CoreV1.DeleteNamespacedSecretAsync(names.DatabaseSecret, platform.Namespace, cancellationToken: TestContext.Current.CancellationToken);

        await LogsInAsync(platform, names, secret => secret["password"] != lost);
        await EventAsync(platform, names.Tenant.Value, "SecretsChanged", names.DatabaseSecret);
    }

    [Fact]
    public async Task A_status_that_was_edited_is_written_anew_at_once()
    {
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync();
        var names = await ReadyAsync(platform);

        await platform.Client.CustomObjects.PatchNamespacedCustomObjectStatusAsync<Municipality>(
            new V1Patch("""{"status":{"conditions":null,"urls":{"agents":"https://evil.example/"}}}""", V1Patch.PatchType.MergePatch),
            Municipality.ApiGroup, Municipality.ApiVersionName, platform.Namespace, Municipality.Plural, names.Tenant.Value,
            cancellationToken: TestContext.Current.CancellationToken);

        (await platform.ReadyAsync(names.Tenant.Value)).Status!.Urls!.Agents.Should().Be($"{platform.Origin("arnhem")}/");
    }

    [Fact]
    public async Task A_valid_key_is_never_replaced_and_keeps_its_id()
    {
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync();
        var names = await ReadyAsync(platform);
        var before = await platform.SecretAsync(names.KeysSecret);

        await platform.Kubernetes.KubectlAsync("label", "-n", platform.Namespace, "secret", names.KeysSecret, "idbellen.nl/municipality-");
        await running.LookedAtAsync(names.Tenant.Value);

        (await platform.SecretAsync(names.KeysSecret)).Should().BeEquivalentTo(before);
    }

    [Fact]
    public async Task An_admin_who_stays_keeps_the_link_and_one_who_goes_loses_it()
    {
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync();
        var names = await ReadyAsync(platform);
        var before = (await platform.SecretAsync(names.FirstAdminsSecret))![SecretKeys.FirstAdmins.Links];

        await platform.PatchAsync(names.Tenant.Value, """{"spec":{"admins":["tweede@example.nl","beheer@example.nl"]}}""");
        var both = await LinksAsync(platform, names, links => links.Contains("tweede", StringComparison.Ordinal));
        await platform.PatchAsync(names.Tenant.Value, """{"spec":{"admins":["tweede@example.nl"]}}""");
        var one = await LinksAsync(platform, names, links => !links.Contains("beheer", StringComparison.Ordinal));

        both.Should().EndWith(before);
        one.Should().Be(both[..^before.Length]);
    }

    [Fact]
    public async Task Drift_that_raises_no_event_is_found_within_a_minute()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync(builder => builder.Services.AddSingleton<TimeProvider>(time));
        var names = await ReadyAsync(platform);
        await running.LookedAtAsync(names.Tenant.Value);
        await platform.Postgres.ExecuteAsync($"ALTER ROLE \"{names.LoginRoles[0]}\" PASSWORD 'another'");

        var began = time.GetUtcNow();
        await LogsInAsync(platform, names, _ => { time.Advance(TimeSpan.FromSeconds(1)); return true; });

        // The repair itself takes a moment, in which this clock runs much faster than the wall's.
        (time.GetUtcNow() - began).Should().BeLessThan(MunicipalityReconciler.Interval + TimeSpan.FromSeconds(30));
        MunicipalityReconciler.Interval.Should().BeLessThanOrEqualTo(TimeSpan.FromSeconds(60));
    }

    private async Task RepairedAsync(string change, bool inDatabase)
    {
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync();
        var names = await ReadyAsync(platform);
        var right = await StateAsync(platform, names);

        await platform.Postgres.ExecuteAsync(
            string.Format(System.Globalization.CultureInfo.InvariantCulture, change, names.Database), inDatabase ? names.Database : null);
        await running.LookedAtAsync(names.Tenant.Value);

        (await StateAsync(platform, names)).Should().Be(right);
        (await platform.FindAsync(names.Tenant.Value))!.Status!.Condition("Ready")!.Status.Should().Be("True");
        await LogsInAsync(platform, names, _ => true);
        await EventAsync(platform, names.Tenant.Value, "Changed", "");
    }

    // All that the changes touch, as one text, without what is new each time: salts and ids.
    private static async Task<string> StateAsync(TestPlatform platform, TenantNames names)
    {
        var shared = await platform.Postgres.QueryAsync(
            $"""
            SELECT rolname || rolcanlogin || (rolpassword IS NULL) || coalesce(rolvaliduntil::text, '') FROM pg_authid WHERE rolname LIKE '{names.Database}%'
            UNION ALL SELECT datname || datdba::regrole || datallowconn || shobj_description(oid, 'pg_database') || ARRAY(SELECT unnest(datacl)::text ORDER BY 1)::text
                FROM pg_database WHERE datname = '{names.Database}'
            UNION SELECT roleid::regrole || ' ' || member::regrole FROM pg_auth_members WHERE roleid::regrole::text LIKE '%{names.Database}%'
            """);
        var own = await platform.Postgres.QueryAsync(
            """
            SELECT relname || ARRAY(SELECT unnest(relacl)::text ORDER BY 1)::text FROM pg_class WHERE relnamespace = 'public'::regnamespace
            UNION ALL SELECT ARRAY(SELECT unnest(nspacl)::text ORDER BY 1)::text FROM pg_namespace WHERE nspname = 'public'
            UNION ALL SELECT client_id || redirect_uris || requirements || permissions FROM "OpenIddictApplications"
            """,
            names.Database);
        return string.Join('\n', shared.Concat(own).Order(StringComparer.Ordinal));
    }

    private static async Task<TenantNames> ReadyAsync(TestPlatform platform)
    {
        await platform.ReadyAsync((await platform.ApplyAsync("arnhem")).Metadata.Name);
        return platform.Names("arnhem");
    }

    private static Task<string> LinksAsync(TestPlatform platform, TenantNames names, Func<string, bool> isSo) => Eventually.GetAsync(async () =>
        (await platform.SecretAsync(names.FirstAdminsSecret))![SecretKeys.FirstAdmins.Links] is var links && isSo(links) ? links : null);

    private static Task LogsInAsync(TestPlatform platform, TenantNames names, Func<IReadOnlyDictionary<string, string>, bool> isSo) =>
        Eventually.BeTrueAsync(async () =>
            await platform.SecretAsync(names.DatabaseSecret) is { } secret && isSo(secret) && await TenantLogin.LogsInAsync(secret));

    private static Task EventAsync(TestPlatform platform, string name, string reason, string note) => Eventually.BeTrueAsync(async () =>
        (await platform.Client.EventsV1.ListNamespacedEventAsync(platform.Namespace)).Items.Any(occurrence =>
            occurrence.Regarding.Name == name && occurrence.Reason.Contains(reason, StringComparison.Ordinal) && occurrence.Note.Contains(note, StringComparison.Ordinal)));
}
