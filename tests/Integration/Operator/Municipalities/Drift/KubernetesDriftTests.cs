using IdBellen.Operator.Municipalities;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;
using Microsoft.Extensions.Time.Testing;
using k8s;
using k8s.Models;

namespace IdBellen.Tests.Integration.Operator.Municipalities.Drift;

/// <summary>What somebody changes by hand of Secrets and status comes back, and so does what raises no event.</summary>
public sealed class KubernetesDriftTests(TestEnvironment environment)
{
    [Theory]
    [InlineData("password", "c2hvcnQ=")]
    [InlineData("username", "cG9zdGdyZXM=")]
    [InlineData("host", "ZXZpbC5leGFtcGxl")]
    public async Task A_value_that_was_edited_in_a_Secret_is_repaired_at_once(string key, string base64)
    {
        await using var scene = await DriftScene.StartAsync(environment);
        var (platform, names) = (scene.Platform, scene.Names);
        var right = (await platform.SecretAsync(names.DatabaseSecret))!;

        await platform.Kubernetes.KubectlAsync("patch", "-n", platform.Namespace, "secret", names.DatabaseSecret, "--type=merge", "-p",
            $$$"""{"data":{"{{{key}}}":"{{{base64}}}"}}""");

        await scene.LogsInAsync(secret => key == "password" || secret[key] == right[key]);
    }

    [Fact]
    public async Task A_Secret_that_was_deleted_is_made_again_at_once_with_a_password_that_works()
    {
        await using var scene = await DriftScene.StartAsync(environment);
        var (platform, names) = (scene.Platform, scene.Names);
        var lost = (await platform.SecretAsync(names.DatabaseSecret))!["password"];

        await platform.Client.CoreV1.DeleteNamespacedSecretAsync(names.DatabaseSecret, platform.Namespace,
            cancellationToken: TestContext.Current.CancellationToken);

        await scene.LogsInAsync(secret => secret["password"] != lost);
        await scene.EventAsync("SecretsChanged", names.DatabaseSecret);
    }

    [Fact]
    public async Task A_Secret_that_was_given_to_another_municipality_is_taken_back_or_missed_at_once()
    {
        await using var scene = await DriftScene.StartAsync(environment);
        var (platform, names) = (scene.Platform, scene.Names);
        Task GiveAsync(string secret) => platform.Kubernetes.KubectlAsync(
            "label", "-n", platform.Namespace, "secret", secret, "--overwrite", $"{WellKnown.MunicipalityLabel}=nijmegen");

        await GiveAsync(names.ExchangeSecret);
        await Eventually.BeTrueAsync(async () => (await platform.Client.CoreV1.ReadNamespacedSecretAsync(
            names.ExchangeSecret, platform.Namespace, cancellationToken: TestContext.Current.CancellationToken))
            .GetLabel(WellKnown.MunicipalityLabel) == names.Tenant.Value);

        await GiveAsync($"{names.Tenant.Value}-irma");
        await platform.ConditionAsync(names.Tenant.Value, ConditionTypes.SpecValid, condition => condition.Reason == "SecretNotLabelled");
    }

    [Fact]
    public async Task A_status_that_was_edited_is_written_anew_at_once()
    {
        await using var scene = await DriftScene.StartAsync(environment);
        var (platform, names) = (scene.Platform, scene.Names);

        await platform.Client.CustomObjects.PatchNamespacedCustomObjectStatusAsync<Municipality>(
            new V1Patch("""{"status":{"conditions":null,"urls":{"agents":"https://evil.example/"}}}""", V1Patch.PatchType.MergePatch),
            Municipality.ApiGroup, Municipality.ApiVersionName, platform.Namespace, Municipality.Plural, names.Tenant.Value,
            cancellationToken: TestContext.Current.CancellationToken);

        (await platform.ReadyAsync(names.Tenant.Value)).Status!.Urls!.Agents.Should().Be($"{platform.Origin("arnhem")}/");
    }

    [Fact]
    public async Task A_valid_key_is_never_replaced_and_keeps_its_id()
    {
        await using var scene = await DriftScene.StartAsync(environment);
        var (platform, names) = (scene.Platform, scene.Names);
        var before = await platform.SecretAsync(names.KeysSecret);

        await platform.Kubernetes.KubectlAsync("label", "-n", platform.Namespace, "secret", names.KeysSecret, "idbellen.nl/municipality-");
        await scene.ReconciledAsync();

        (await platform.SecretAsync(names.KeysSecret)).Should().BeEquivalentTo(before);
    }

    [Fact]
    public async Task An_admin_who_stays_keeps_the_link_and_one_who_goes_loses_it()
    {
        await using var scene = await DriftScene.StartAsync(environment);
        var (platform, names) = (scene.Platform, scene.Names);
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
        await using var scene = await DriftScene.StartAsync(environment, time);
        var (platform, names) = (scene.Platform, scene.Names);
        await scene.ReconciledAsync();
        // Reported at once: this clock runs faster than that of the server, which takes up to ten seconds.
        await platform.Postgres.ExecuteAsync(
            $"ALTER ROLE \"{names.LoginRoles[0]}\" PASSWORD 'another'; SELECT pg_stat_force_next_flush()");

        var began = time.GetUtcNow();
        await scene.LogsInAsync(_ => { time.Advance(TimeSpan.FromSeconds(1)); return true; });

        // The repair itself takes a moment, in which this clock runs much faster than the wall's.
        (time.GetUtcNow() - began).Should().BeLessThan(MunicipalityReconciler.Interval + TimeSpan.FromSeconds(30));
        MunicipalityReconciler.Interval.Should().BeLessThanOrEqualTo(TimeSpan.FromSeconds(60));
    }

    private static Task<string> LinksAsync(
        TestPlatform platform, TenantNames names, Func<string, bool> isSo) => Eventually.GetAsync(async () =>
        (await platform.SecretAsync(names.FirstAdminsSecret))![SecretKeys.FirstAdmins.Links] is var links && isSo(links) ? links : null);
}
