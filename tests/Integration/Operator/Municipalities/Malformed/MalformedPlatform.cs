using System.Net;
using System.Text.Json.Nodes;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;
using k8s;
using k8s.Autorest;

namespace IdBellen.Tests.Integration.Operator.Municipalities.Malformed;

/// <summary>
/// One platform and one operator for the whole table: everything is applied at once, and each case waits for its own answer.
/// </summary>
public sealed class MalformedPlatform(TestEnvironment environment) : IAsyncLifetime
{
    // Both answers come within a second; what is slow is many at a time.
    private readonly SemaphoreSlim atOnce = new(12);
    private RunningOperator? running;
    private Dictionary<string, Task<Seen>> answers = [];
    private Municipality? older;

    public TestPlatform Platform { get; private set; } = null!;

    /// <summary>Whether this API server keeps to the CEL rules of the CRD, or drops them.</summary>
    public bool KnowsCel { get; private set; }

    public static IReadOnlyList<MalformedResource> Table { get; } =
        [.. MalformedForms.All, .. MalformedTimes.All, .. MalformedAddresses.All, .. MalformedPurposes.All, .. MalformedReferences.All];

    public async ValueTask InitializeAsync()
    {
        Platform = await environment.PlatformAsync();
        KnowsCel = (await Platform.Kubernetes.KubectlAsync("get", "crd", $"{Municipality.Plural}.{Municipality.ApiGroup}", "-o",
            "jsonpath={.spec}"))
            .Contains("x-kubernetes-validations", StringComparison.Ordinal);
        if (System.Environment.GetEnvironmentVariable("IDBELLEN_TEST_CEL") == "required" && !KnowsCel)
            throw new InvalidOperationException("This API server drops CEL rules, and IDBELLEN_TEST_CEL asks for one that keeps them.");
        running = await Platform.StartOperatorAsync();
        older = await Platform.ApplyAsync("older",
            spec => spec with { PhoneNumber = "+31880000000", Hosts = [$"{Platform.Name("loket")}.example.nl"] });
        await Platform.ReadyAsync(older.Metadata.Name);
        await Platform.ApplySecretAsync("older", "unlabelled", new(StringComparer.Ordinal) { ["token"] = "t" }, labelled: false);
        answers = Table.Index().ToDictionary(
            entry => entry.Item.Mistake, entry => ApplyAsync(entry.Item, $"m{entry.Index}"), StringComparer.Ordinal);
    }

    public Task<Seen> AnswerAsync(MalformedResource malformed) => answers[malformed.Mistake];

    public async ValueTask DisposeAsync()
    {
        if (running is not null) await running.DisposeAsync();
        await Platform.DisposeAsync();
        atOnce.Dispose();
    }

    private async Task<Seen> ApplyAsync(MalformedResource malformed, string municipality)
    {
        await atOnce.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            await Platform.ApplySecretAsync(municipality, "irma",
                new(StringComparer.Ordinal) { ["publicKey"] = malformed.PublicKey ?? MunicipalityActions.PublicKey.Value });
            var valid = JsonNode.Parse(KubernetesJson.Serialize(Platform.Sample(municipality)))!.AsObject();
            var resource = malformed.On(valid, Platform.Name(municipality), older!.Metadata.Name, older.Spec.Hosts![0]);
            var name = (string)resource["metadata"]!["name"]!;
            try
            {
                await Platform.Client.CustomObjects.CreateNamespacedCustomObjectAsync(
                    resource, Municipality.ApiGroup, Municipality.ApiVersionName, Platform.Namespace, Municipality.Plural);
            }
            catch (HttpOperationException refusal)
            {
                return new Seen(name, refusal.Response.StatusCode, (string)JsonNode.Parse(refusal.Response.Content)!["message"]!, null);
            }
            return new Seen(name, null, "",
                await Platform.ConditionAsync(name, ConditionTypes.Ready, condition => condition.Status is "True" or "False"));
        }
        finally
        {
            atOnce.Release();
        }
    }
}

/// <summary>What became of a malformed resource: the API server's refusal, or the resource with its conditions.</summary>
public sealed record Seen(string Name, HttpStatusCode? Refusal, string Message, Municipality? Reported);
