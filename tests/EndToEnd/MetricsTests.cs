using System.Globalization;
using System.Text.RegularExpressions;
using IdBellen.Tests.Support.Environment;
using IdBellen.Tests.Support.Operator.Retention;
using Npgsql;

namespace IdBellen.Tests.EndToEnd;

/// <summary>
/// What operator and api tell of themselves at <c>/metrics</c>, as processes, because meters are shared by all hosts of one.
/// </summary>
[Takes(90)]
public sealed partial class MetricsTests(TestEnvironment environment)
{
    [Fact]
    public async Task The_operators_work_and_the_municipalities_state_can_be_scraped_and_hold_no_secret()
    {
        await using var platform = await environment.PlatformAsync();
        var address = new Uri($"http://127.0.0.1:{LoopbackPort.Free()}");
        await using var process = await ProductProcess.StartAsync(platform, ProductProcess.Operator, address.Port, new Dictionary<string,
            string?>(StringComparer.Ordinal)
        {
            ["AccessLog:File"] = Path.Combine(Directory.CreateTempSubdirectory().FullName, "access-log.jsonl"),
        });
        await platform.ReadyAsync((await platform.ApplyAsync("arnhem")).Metadata.Name);
        var names = platform.Names("arnhem");
        // A municipality that cannot be purged: its database does not exist.
        await platform.Postgres.ExecuteAsync(
            """
            INSERT INTO tenant (uid, name, wrap_up, admitted_at, provisioned_at, purged_at, oldest_record_at, access_log_waiting)
            VALUES ('00000000-0000-4000-8000-000000000001', 'nowhere', '2 minutes', now(), now(), now() - interval '5 minutes',
                now() - interval '30 minutes', 3)
            """,
            platform.Database);

        // One that the purge has failed at since, and that got its oldest session afterwards.
        await platform.ReadyAsync((await platform.ApplyAsync("nijmegen", spec => spec with { Retention = "30m" })).Metadata.Name);
        var late = platform.Names("nijmegen");
        await platform.Postgres.ExecuteAsync("DROP TABLE wrong_code", late.Database);
        var database = await PurgedDatabase.OpenAsync(platform, late.Database, TimeProvider.System.GetUtcNow());
        await database.AddSessionAsync(expires: -TimeSpan.FromMinutes(5));
        await platform.Postgres.ExecuteAsync(
            $"UPDATE tenant SET purged_at = now() - interval '70 minutes', oldest_record_at = NULL WHERE name = '{late.Tenant.Value}'",
            platform.Database);

        string[] metrics = [];
        await Eventually.BeTrueAsync(async () =>
        {
            metrics = await ScrapeAsync(address);
            return metrics.Any(line => line.Contains("nowhere", StringComparison.Ordinal))
                && metrics.Any(line => line.StartsWith("idbellen_oldest_record_age_seconds", StringComparison.Ordinal)
                    && line.Contains(late.Tenant.Value, StringComparison.Ordinal)
                    && !line.Contains("} 0", StringComparison.Ordinal));
        });

        Value(metrics, "idbellen_oldest_record_age_seconds", "municipality", "nowhere").Should().BeInRange(1800, 2000);
        Value(metrics, "idbellen_access_log_waiting", "municipality", "nowhere").Should().Be(3);
        Value(metrics, "idbellen_oldest_record_age_seconds", "municipality", late.Tenant.Value).Should()
            .BeInRange(3900, 4100, "the database is asked, whatever the purge noted");
        Value(metrics, "idbellen_retention_seconds", "municipality", late.Tenant.Value).Should().Be(1800);
        Value(metrics, "idbellen_purge_age_seconds", "municipality", "nowhere").Should().BeInRange(300, 500);
        Value(metrics, "idbellen_oldest_record_age_seconds", "municipality", names.Tenant.Value).Should().Be(0);
        Value(metrics, "idbellen_purge_age_seconds", "municipality", names.Tenant.Value).Should().BeInRange(0, 200);
        Value(metrics, "idbellen_municipalities", "condition", "Ready").Should().Be(2);
        Value(metrics, "idbellen_leader").Should().Be(1);
        Value(metrics, "idbellen_queue_depth").Should().BeGreaterThanOrEqualTo(0);
        Value(metrics, "idbellen_reconcile_duration_seconds_count", "result", "success").Should().BeGreaterThan(0);
        // dev/postgres has them off on purpose.
        foreach (var setting in (string[])["fsync", "full_page_writes", "synchronous_commit"])
            Value(metrics, "idbellen_postgres_durable", "setting", setting).Should().Be(0);
        metrics.Should().Contain(line => line.StartsWith("dotnet_process_memory_working_set_bytes", StringComparison.Ordinal));

        metrics.SelectMany(line => Label().Matches(line).Select(match => match.Groups["label"].Value))
            .Where(label => !label.StartsWith("otel_scope_", StringComparison.Ordinal))
            .Distinct().Should()
            .BeSubsetOf(["condition", "status", "municipality", "result", "le", "gc_heap_generation", "cpu_mode", "error_type", "setting"]);
        foreach (var secret in await SecretsAsync(platform))
            metrics.Should().NotContain(line => line.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_api_tells_of_codes_on_a_port_of_its_own_and_nowhere_else()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var platform = scene.Platform;
        var token = (await platform.SecretAsync(platform.Names("arnhem").ExchangeSecret))!["token"];
        var metrics = new Uri($"http://127.0.0.1:{LoopbackPort.Free()}");
        var open = new Uri($"http://127.0.0.1:{platform.Port}");
        await using var process = await ProductProcess.StartAsync(ProductProcess.Api, new Uri(open,
            "readyz"), new Dictionary<string, string?>(platform.Settings(asOperator: false), StringComparer.Ordinal)
            {
                ["ASPNETCORE_URLS"] = $"{open};{metrics}",
                ["Metrics:Port"] = metrics.Port.ToString(CultureInfo.InvariantCulture),
                ["GraphQL:Documents"] = "Any",
            });
        using var http = new HttpClient { DefaultRequestHeaders = { Host = new Uri(platform.Origin("arnhem")).Authority } };
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(open, "graphql"))
        {
            Content = System.Net.Http.Json.JsonContent.Create(
                new
                {
                    query = "mutation { matchCode(code: \"4150937268\", callReference: \"c\", attempt: 1, callerNumber: "
                    + "\"+31612345678\") { outcome } }"
                }),
            Headers = { Authorization = new("Bearer", token) },
        };

        await Eventually.BeTrueAsync(
            async () => (await http.GetAsync(new Uri(open, "graphql?query={municipality{name}}"))).IsSuccessStatusCode);
        var answer = await http.SendAsync(message);
        answer.IsSuccessStatusCode.Should().BeTrue(await answer.Content.ReadAsStringAsync());

        var lines = await ScrapeAsync(metrics);
        Value(lines, "idbellen_codes_total", "outcome", "Retry").Should().Be(1);
        Value(lines, "idbellen_sweep_age_seconds", "municipality", platform.Name("arnhem")).Should().BeInRange(0, 120);
        Value(lines, "idbellen_sweep_rounds_total").Should().BeGreaterThanOrEqualTo(0);
        lines.Should().NotContain(
            line => line.Contains("4150937268", StringComparison.Ordinal) || line.Contains("612345678", StringComparison.Ordinal));
        (await http.GetAsync(new Uri(open, "metrics"))).StatusCode.Should()
            .Be(System.Net.HttpStatusCode.NotFound, "that port is open to the world");
        (await http.GetAsync(new Uri(metrics, "graphql?query={municipality{name}}"))).StatusCode.Should()
            .Be(System.Net.HttpStatusCode.NotFound);
    }

    private static async Task<string[]> ScrapeAsync(Uri address)
    {
        using var http = new HttpClient();
        return [.. (await http.GetStringAsync(new Uri(address, "metrics"))).Split('\n')
            .Where(line => !line.StartsWith('#') && !line.StartsWith("target_info", StringComparison.Ordinal))];
    }

    private static double Value(string[] metrics, string name, string? label = null, string? value = null)
    {
        var line = metrics.Where(
            line => line.StartsWith($"{name}{{", StringComparison.Ordinal) || line.StartsWith($"{name} ", StringComparison.Ordinal))
            .Should().ContainSingle(line => label == null || line.Contains($"{label}=\"{value}\"", StringComparison.Ordinal)).Which;
        return double.Parse(line[(line.IndexOf('}', StringComparison.Ordinal) + 1)..].Trim().Split(' ')[0], CultureInfo.InvariantCulture);
    }

    private static async Task<IEnumerable<string>> SecretsAsync(TestPlatform platform)
    {
        var values = new List<string> { new NpgsqlConnectionStringBuilder(platform.Postgres.OperatorConnection()).Password! };
        var names = platform.Names("arnhem");
        values.Add((await platform.SecretAsync(names.DatabaseSecret))!["password"]);
        foreach (var name in (string[])[names.ExchangeSecret, names.KeysSecret, names.FirstAdminsSecret])
            values.AddRange((await platform.SecretAsync(name))!.Values);
        return values.Select(value => value.Trim()).Where(value => value.Length > 8);
    }

    [GeneratedRegex("[{,](?<label>[a-z_]+)=\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Label();
}
