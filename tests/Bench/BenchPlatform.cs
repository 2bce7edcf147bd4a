using System.Globalization;
using System.Text.Json.Nodes;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;
using k8s;
using k8s.Models;

namespace IdBellen.Tests.Bench;

/// <summary>A platform whose operators are processes, and many municipalities at once.</summary>
internal sealed class BenchPlatform(TestPlatform platform)
{
    /// <summary>Every Dutch municipality in 2026.</summary>
    public const int AllMunicipalities = 342;

    public TestPlatform Tests => platform;

    public static IEnumerable<string> Numbered(string prefix, int count) =>
        Enumerable.Range(1, count).Select(number => $"{prefix}{number.ToString("000", CultureInfo.InvariantCulture)}");

    /// <summary>An operator as it runs in production, ready.</summary>
    public async Task<(ProductProcess Process, Uri Address)> StartOperatorAsync()
    {
        var port = LoopbackPort.Free();
        var quiet = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Logging:LogLevel:Default"] = "Warning" };
        return (await ProductProcess.StartAsync(platform, ProductProcess.Operator, port, quiet),
            new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")));
    }

    /// <summary>The municipalities' Secrets, which must be there first, and a file for <c>kubectl apply -f</c>.</summary>
    public async Task<string> PrepareAsync(IReadOnlyList<string> municipalities)
    {
        await Task.WhenAll(municipalities.Chunk(50).Select(async names =>
        {
            foreach (var name in names)
                await platform.ApplySecretAsync(name, "irma",
                    new(StringComparer.Ordinal) { ["publicKey"] = MunicipalityActions.PublicKey.Value });
        }));
        var items = municipalities.Select((name, index) => JsonNode.Parse(KubernetesJson.Serialize(platform.Sample(name, spec => spec with
        {
            PhoneNumber = $"+3188{index.ToString("0000000", CultureInfo.InvariantCulture)}",
        }))));
        return new JsonObject { ["apiVersion"] = "v1", ["kind"] = "List", ["items"] = new JsonArray([.. items]) }.ToJsonString();
    }

    /// <summary>After a pause: a list of all is work for the API server, which the operator needs too.</summary>
    public async Task<int> CountReadyAsync()
    {
        await PauseAsync();
        return (await platform.ListAsync())
            .Count(municipality => municipality.Status?.Condition(ConditionTypes.Ready) is { Status: "True" });
    }

    /// <summary>The version of everything in the namespace that the operator may write.</summary>
    public async Task<IReadOnlyDictionary<string, string>> VersionsAsync()
    {
        var secrets = await platform.Client.CoreV1.ListNamespacedSecretAsync(platform.Namespace);
        var events = await platform.Client.EventsV1.ListNamespacedEventAsync(platform.Namespace);
        return (await platform.ListAsync()).Select(resource => (Key: $"municipality {resource.Metadata.Name}", resource.Metadata))
            .Concat(secrets.Items.Select(secret => (Key: $"secret {secret.Metadata.Name}", secret.Metadata)))
            .Concat(events.Items.Select(occurrence => (Key: $"event {occurrence.Metadata.Name}", occurrence.Metadata)))
            .ToDictionary(entry => entry.Key, entry => entry.Metadata.ResourceVersion, StringComparer.Ordinal);
    }

    /// <summary>Deletes all municipalities and waits until they are gone.</summary>
    public async Task DeleteAllAsync()
    {
        await platform.Kubernetes.KubectlAsync("delete", "municipalities", "--all", "-n", platform.Namespace, "--wait=false");
        await Eventually.BeTrueAsync(
            async () =>
            {
                await PauseAsync();
                return (await platform.ListAsync()).Count == 0;
            },
            TimeSpan.FromMinutes(15), "all municipalities are gone");
    }

    private static Task PauseAsync() => Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
}
