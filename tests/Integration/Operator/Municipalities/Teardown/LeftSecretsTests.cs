using System.Text;
using System.Text.Json;
using IdBellen.Tenancy.Naming;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;
using k8s;
using k8s.Models;

namespace IdBellen.Tests.Integration.Operator.Municipalities.Teardown;

/// <summary>No generated Secret survives, whatever Kubernetes or people take away from it, and no other resource takes one over.</summary>
public sealed class LeftSecretsTests(TestEnvironment environment)
{
    private static readonly string[] Nothing = ["labels", "annotations", "ownerReferences"];

    [Theory]
    [InlineData("Orphan")]
    [InlineData("Foreground")]
    public async Task However_Kubernetes_is_asked_to_delete_all_go_and_a_namesake_inherits_nothing(string propagation)
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;
        var old = scene.Municipality;
        var (key, token) =
            ((await platform.SecretAsync(names.KeysSecret))!["key"], (await platform.SecretAsync(names.ExchangeSecret))!["token"]);

        await platform.Client.CustomObjects.DeleteNamespacedCustomObjectAsync(
            Municipality.ApiGroup, Municipality.ApiVersionName, platform.Namespace, Municipality.Plural, names.Tenant.Value,
            propagationPolicy: propagation,
            cancellationToken: TestContext.Current.CancellationToken);
        await platform.GoneAsync(names.Tenant.Value);

        await platform.NothingIsLeftAsync(names);
        (await platform.SecretAsync($"{names.Tenant}-irma")).Should().NotBeNull();
        if (propagation == "Orphan") (await platform.ReceiptAsync(old)).Dropped.Secrets.Should().BeEquivalentTo(names.Secrets);
        await platform.CreateAsync(platform.Sample("arnhem"));
        await platform.ReadyAsync(names.Tenant.Value);
        (await platform.SecretAsync(names.KeysSecret))!["key"].Should().NotBe(key);
        (await platform.SecretAsync(names.ExchangeSecret))!["token"].Should().NotBe(token);
    }

    [Fact]
    public async Task Those_that_lost_marks_go_too_and_the_receipt_names_them()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        await scene.StopOperatorAsync();
        var (platform, names) = scene;
        var municipality = scene.Municipality;
        await StripAsync(platform, names.KeysSecret, Nothing);
        await StripAsync(platform, names.ExchangeSecret, "labels", "ownerReferences");
        await StripAsync(platform, names.OidcSecret, "annotations", "ownerReferences");
        await StripAsync(platform, names.DatabaseSecret, Nothing);
        await StripAsync(platform, names.FirstAdminsSecret, Nothing);
        await PatchAsync(platform, names.FirstAdminsSecret, """{"immutable":true}""");
        // Somebody's tool has copied one under another name, marks and all.
        await CopyAsync(platform, names.ExchangeSecret, $"{names.Tenant}-backup", municipality.Uid);
        await platform.DeleteAsync(names.Tenant.Value);

        await using var running = await platform.StartOperatorAsync();
        await platform.GoneAsync(names.Tenant.Value);

        await platform.NothingIsLeftAsync(names);
        (await platform.SecretAsync($"{names.Tenant}-backup")).Should().BeNull();
        (await platform.SecretAsync($"{names.Tenant}-irma")).Should().NotBeNull();
        (await platform.ReceiptAsync(municipality)).Dropped.Secrets.Should().BeEquivalentTo([.. names.Secrets, $"{names.Tenant}-backup"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("a1b2c3d4-0000-4000-8000-000000000000")]
    public async Task A_key_that_is_there_already_is_never_taken_over_nor_changed_nor_deleted_with_the_municipality(string? uid)
    {
        await using var platform = await environment.PlatformAsync();
        await using var running = await platform.StartOperatorAsync();
        var names = platform.Names("arnhem");
        await platform.Client.CoreV1.CreateNamespacedSecretAsync(
            Secret(names.KeysSecret, uid, new()
            {
                ["key"] = uid is null
                ? "of a person" : Convert.ToBase64String(new byte[32]),
                ["id"] = "0123456789abcdef"
            }, names.Tenant.Value),
            platform.Namespace, cancellationToken: TestContext.Current.CancellationToken);
        var before = await VersionAsync(platform, names.KeysSecret);
        var municipality = await platform.ApplyAsync("arnhem");

        var refused = await platform.ConditionAsync(names.Tenant.Value, ConditionTypes.SecretsReady,
            condition => condition is { Status: "False", Reason: "OwnedByAnother" });
        refused.Status!.Condition(ConditionTypes.SecretsReady)!.Message.Should().Contain(names.KeysSecret);
        await platform.DeleteAsync(names.Tenant.Value);
        await platform.GoneAsync(names.Tenant.Value);

        (await VersionAsync(platform, names.KeysSecret)).Should().Be(before);
        var receipt = await platform.ReceiptAsync(municipality);
        receipt.Dropped.Secrets.Should().NotContain(names.KeysSecret);
        receipt.Kept.Should().ContainSingle(kept => kept.Contains(names.KeysSecret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_of_an_older_operator_that_is_marked_by_its_owner_alone_is_kept_and_marked()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        await scene.StopOperatorAsync();
        var (platform, names) = scene;
        var before = await platform.SecretAsync(names.KeysSecret);
        await StripAsync(platform, names.KeysSecret, "annotations");

        await using var running = await platform.StartOperatorAsync();
        await Eventually.BeTrueAsync(async () =>
            (await platform.Client.CoreV1.ReadNamespacedSecretAsync(names.KeysSecret, platform.Namespace))
                .GetAnnotation(WellKnown.MunicipalityUidAnnotation) is not null);

        (await platform.SecretAsync(names.KeysSecret)).Should().BeEquivalentTo(before);
        await platform.ReadyAsync(names.Tenant.Value);
    }

    [Fact]
    public async Task One_that_somebody_holds_by_a_finalizer_is_waited_for_by_name()
    {
        await using var scene = await Scenario.On(environment).WithOperator().WithMunicipality("arnhem").ReadyAsync();
        var (platform, names) = scene;
        await PatchAsync(platform, names.KeysSecret, """{"metadata":{"finalizers":["example.nl/backup"]}}""");

        await platform.DeleteAsync(names.Tenant.Value);
        var blocked = await Eventually.GetAsync(async () =>
            await platform.FindAsync(names.Tenant.Value) is { } found
                && found.Status?.Condition(ConditionTypes.Ready) is { Reason: "TeardownBlocked" } ? found : null);
        blocked.Status!.Condition(ConditionTypes.Ready)!.Message.Should().Contain(names.KeysSecret).And.Contain("example.nl/backup");
        await PatchAsync(platform, names.KeysSecret, """{"metadata":{"finalizers":null}}""");

        await platform.GoneAsync(names.Tenant.Value);
        await platform.NothingIsLeftAsync(names);
    }

    private static Task StripAsync(TestPlatform platform, string secret, params string[] marks) =>
        PatchAsync(platform, secret,
            JsonSerializer.Serialize(new { metadata = marks.ToDictionary(mark => mark, _ => (object?)null, StringComparer.Ordinal) }));

    private static async Task PatchAsync(TestPlatform platform, string secret, string patch) =>
        await platform.Client.CoreV1.PatchNamespacedSecretAsync(new V1Patch(patch, V1Patch.PatchType.MergePatch), secret,
            platform.Namespace);

    private static async Task CopyAsync(TestPlatform platform, string from, string to, string uid)
    {
        var content = (await platform.SecretAsync(from))!.ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
        await platform.Client.CoreV1.CreateNamespacedSecretAsync(Secret(to, uid, content, label: null), platform.Namespace);
    }

    private static V1Secret Secret(string name, string? uid, Dictionary<string, string> content, string? label)
    {
        var secret = new V1Secret
        {
            Metadata = new V1ObjectMeta { Name = name },
            Data = content.ToDictionary(entry => entry.Key, entry => Encoding.UTF8.GetBytes(entry.Value), StringComparer.Ordinal),
        };
        if (uid is not null) secret.SetAnnotation(WellKnown.MunicipalityUidAnnotation, uid);
        if (label is not null) secret.SetLabel(WellKnown.MunicipalityLabel, label);
        return secret;
    }

    private static async Task<string> VersionAsync(TestPlatform platform, string secret) =>
        (await platform.Client.CoreV1.ReadNamespacedSecretAsync(secret, platform.Namespace)).Metadata.ResourceVersion;
}
