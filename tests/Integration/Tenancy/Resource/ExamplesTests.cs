using IdBellen.Tenancy.Resource;
using IdBellen.Tenancy.Rules;
using IdBellen.Tests.Support.Environment;
using k8s;

namespace IdBellen.Tests.Integration.Tenancy.Resource;

public sealed class ExamplesTests(TestEnvironment environment)
{
    public static TheoryData<string> Examples =>
        [.. Directory.GetFiles(Repository.File("crds", "examples"), "*.yaml").Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task The_API_server_accepts_it_and_the_rules_find_nothing(string file)
    {
        SpecRules.Check(await AcceptedAsync(file)).Should().BeEmpty();
    }

    [Fact]
    public async Task They_differ_in_purposes_attributes_and_links()
    {
        var municipalities = await Task.WhenAll(Examples.Select(row => AcceptedAsync(row.Data)));

        municipalities.Should().HaveCountGreaterThanOrEqualTo(3);
        municipalities.SelectMany(municipality => municipality.Spec.Purposes.Select(purpose => purpose.Name)).Should()
            .OnlyHaveUniqueItems();
        municipalities.SelectMany(municipality => municipality.Spec.UrlTemplates!.Select(template => template.Url)).Should()
            .OnlyHaveUniqueItems();
        municipalities.Select(municipality => municipality.Spec.PhoneNumber).Should().OnlyHaveUniqueItems();
    }

    // As the API server gives it back, with its defaults.
    private async Task<Municipality> AcceptedAsync(string file)
    {
        await using var platform = await environment.PlatformAsync();
        var yaml = (await File.ReadAllTextAsync(Repository.File("crds", "examples", file), TestContext.Current.CancellationToken))
            .Replace("namespace: id-bellen", $"namespace: {platform.Namespace}", StringComparison.Ordinal);
        return KubernetesJson.Deserialize<Municipality>(
            await platform.Kubernetes.KubectlAsync(["apply", "--dry-run=server", "-o", "json", "-f", "-"], yaml));
    }
}
