using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IdBellen.Kubernetes.Watch;
using IdBellen.Tenancy.Resource;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace IdBellen.Tests.Support.Environment;

/// <summary>What a platform admin does with kubectl.</summary>
public static class MunicipalityActions
{
    /// <summary>Of an IRMA server that nobody has.</summary>
    public static Lazy<string> PublicKey { get; } = new(() =>
    {
        using var key = RSA.Create(2048);
        return key.ExportSubjectPublicKeyInfoPem();
    });

    /// <summary>A valid specification; a test changes what it is about.</summary>
    public static Municipality Sample(
        this TestPlatform platform, string municipality, Func<MunicipalitySpec, MunicipalitySpec>? change = null)
    {
        var name = platform.Name(municipality);
        var digits = RandomNumberGenerator.GetInt32(1_000_000, 10_000_000);
        var spec = new MunicipalitySpec
        {
            DisplayName = $"Gemeente {municipality}",
            PhoneNumber = $"+3126{digits}",
            Irma = new IrmaSpec
            {
                ServerUrl = "http://localhost:9",
                ResultPublicKeyRef = new SecretKeyRef { Name = $"{name}-irma", Key = "publicKey" }
            },
            Purposes =
            [
                new PurposeSpec
                {
                    Name = "uitkering",
                    Title = new TranslationSpec { Nl = "Uitkering", En = "Benefit" },
                    Disclose = [[["pbdf.gemeente.personalData.bsn"]]],
                },
            ],
            Admins = ["beheer@example.nl"],
        };
        return new Municipality
        {
            Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = platform.Namespace },
            Spec = change is null ? spec : change(spec),
        };
    }

    /// <summary>Applies a municipality and the Secret with its IRMA server's public key.</summary>
    public static async Task<Municipality> ApplyAsync(
        this TestPlatform platform, string municipality, Func<MunicipalitySpec, MunicipalitySpec>? change = null,
        IDictionary<string, string>? annotations = null)
    {
        await platform.ApplyKeyAsync(municipality);
        var sample = platform.Sample(municipality, change);
        sample.Metadata.Annotations = annotations;
        return await platform.CreateAsync(sample);
    }

    /// <summary>The Secret with the public key of a municipality's IRMA server.</summary>
    public static Task ApplyKeyAsync(this TestPlatform platform, string municipality) =>
        platform.ApplySecretAsync(municipality, "irma", new(StringComparer.Ordinal) { ["publicKey"] = PublicKey.Value });

    /// <summary>A Secret <c>&lt;name&gt;-suffix</c> with the municipality's label.</summary>
    public static Task ApplySecretAsync(
        this TestPlatform platform, string municipality, string suffix, Dictionary<string, string> content, bool labelled = true)
    {
        var name = platform.Name(municipality);
        return platform.Client.CoreV1.CreateNamespacedSecretAsync(
            new V1Secret
            {
                Metadata = new V1ObjectMeta
                {
                    Name = $"{name}-{suffix}",
                    Labels = labelled
                        ? new Dictionary<string, string>(StringComparer.Ordinal) { [WellKnown.MunicipalityLabel] = name } : null,
                },
                StringData = content,
            },
            platform.Namespace);
    }

    public static async Task<Municipality> CreateAsync(this TestPlatform platform, Municipality municipality) =>
        platform.Note(await platform.Client.CustomObjects.CreateNamespacedCustomObjectAsync<Municipality>(
            municipality, Municipality.ApiGroup, Municipality.ApiVersionName, platform.Namespace, Municipality.Plural));

    public static async Task<Municipality?> FindAsync(this TestPlatform platform, string name)
    {
        try
        {
            return await platform.Client.CustomObjects.GetNamespacedCustomObjectAsync<Municipality>(
                Municipality.ApiGroup, Municipality.ApiVersionName, platform.Namespace, Municipality.Plural, name);
        }
        catch (HttpOperationException fault) when (fault.Response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public static async Task<IReadOnlyList<Municipality>> ListAsync(this TestPlatform platform) =>
        (await platform.Client.CustomObjects.ListNamespacedCustomObjectAsync<CustomResourceList<Municipality>>(
            Municipality.ApiGroup, Municipality.ApiVersionName, platform.Namespace, Municipality.Plural)).Items;

    /// <summary>A JSON merge patch.</summary>
    public static Task<Municipality> PatchAsync(this TestPlatform platform, string name, string patch) =>
        platform.Client.CustomObjects.PatchNamespacedCustomObjectAsync<Municipality>(
            new V1Patch(patch, V1Patch.PatchType.MergePatch), Municipality.ApiGroup, Municipality.ApiVersionName, platform.Namespace,
            Municipality.Plural, name);

    /// <summary>Makes the operator look at once instead of at its next round.</summary>
    public static Task TouchAsync(this TestPlatform platform, string name) =>
        platform.PatchAsync(name, $$$$"""{"metadata":{"annotations":{"test":"{{{{Guid.NewGuid()}}}}"}}}""");

    /// <summary>Asks for a rotation of the database password; each value once.</summary>
    public static Task<Municipality> RotateAsync(this TestPlatform platform, string name, string value) =>
        platform.AnnotateAsync(name, WellKnown.RotateAnnotation, value);

    public static Task<Municipality> AnnotateAsync(this TestPlatform platform, string name, string annotation, string? value) =>
        platform.PatchAsync(name, JsonSerializer.Serialize(
            new { metadata = new { annotations = new Dictionary<string, string?>(StringComparer.Ordinal) { [annotation] = value } } }));

    public static Task DeleteAsync(this TestPlatform platform, string name) =>
        platform.Client.CustomObjects.DeleteNamespacedCustomObjectAsync(
            Municipality.ApiGroup, Municipality.ApiVersionName, platform.Namespace, Municipality.Plural, name);

    public static Task<Municipality> ReadyAsync(this TestPlatform platform, string name) =>
        platform.ConditionAsync(name, ConditionTypes.Ready, condition => condition.Status == "True");

    public static async Task GoneAsync(this TestPlatform platform, string name, TimeSpan? patience = null)
    {
        Municipality? last = null;
        try
        {
            await Eventually.BeTrueAsync(async () => (last = await platform.FindAsync(name)) is null, patience, $"{name} is gone");
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{name} did not go: {KubernetesJson.Serialize(last?.Status ?? new MunicipalityStatus())}", late);
        }
    }

    /// <summary>The municipality once a condition is as asked, seen for its present generation.</summary>
    public static async Task<Municipality> ConditionAsync(
        this TestPlatform platform, string name, string type, Func<MunicipalityCondition, bool> isSo, TimeSpan? patience = null)
    {
        Municipality? last = null;
        try
        {
            return await Eventually.GetAsync(async () =>
            {
                last = await platform.FindAsync(name);
                var condition = last?.Status?.Condition(type);
                return condition is not null && condition.ObservedGeneration == last!.Metadata.Generation && isSo(condition) ? last : null;
            }, patience);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException(
                $"{type} of {name} did not come to be as asked: {KubernetesJson.Serialize(last?.Status ?? new MunicipalityStatus())}",
                late);
        }
    }

    /// <summary>A generated or given Secret's values as text; null when it does not exist.</summary>
    public static async Task<IReadOnlyDictionary<string, string>?> SecretAsync(this TestPlatform platform, string name)
    {
        try
        {
            var secret = await platform.Client.CoreV1.ReadNamespacedSecretAsync(name, platform.Namespace);
            return (secret.Data ?? new Dictionary<string, byte[]>(StringComparer.Ordinal))
                .ToDictionary(entry => entry.Key, entry => Encoding.UTF8.GetString(entry.Value), StringComparer.Ordinal);
        }
        catch (HttpOperationException fault) when (fault.Response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }
}
