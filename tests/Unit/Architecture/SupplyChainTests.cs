using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Unit.Architecture;

/// <summary>What comes from others is fixed, named, and runs nothing when it is installed.</summary>
public sealed partial class SupplyChainTests
{
    private static readonly string[] Projects =
    [
        "api", "demo", "graphql", "kubernetes", "operator", "telephony/asterisk", "tenancy",
        "tests/All", "tests/Bench", "tests/EndToEnd", "tests/Integration", "tests/Support", "tests/Unit",
    ];

    [Fact]
    public void Each_project_has_a_lock_file_with_a_hash_for_each_package_and_the_address_of_no_registry()
    {
        Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
            .Where(static path => !path.Contains("node_modules", StringComparison.Ordinal))
            .Select(static path => Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(path)!)).Order(StringComparer.Ordinal)
            .Should().Equal(Projects);
        foreach (var project in Projects)
        {
            var text = File.ReadAllText(Repository.File(project, "packages.lock.json"));
            text.Should().NotContain("://", project);
            foreach (var (name, package) in JsonNode.Parse(text)!["dependencies"]!.AsObject()
                .SelectMany(static framework => framework.Value!.AsObject()))
                if ((string)package!["type"]! != "Project") ((string?)package["contentHash"]).Should().NotBeNullOrEmpty(name);
        }
    }

    [Fact]
    public void Each_version_is_one_version_and_no_range()
    {
        foreach (var package in XDocument.Load(Repository.File("Directory.Packages.props")).Descendants("PackageVersion"))
            Exact().IsMatch(package.Attribute("Version")!.Value).Should().BeTrue(package.ToString());
        foreach (var manifest in Manifests())
        {
            foreach (var (name, version) in new[] { "dependencies", "devDependencies", "optionalDependencies", "overrides" }
                .SelectMany(kind => manifest.Node[kind]?.AsObject() ?? []))
                Exact().IsMatch(((string)version!).Split('@')[^1]).Should().BeTrue($"{name} {version} in {manifest.Path}");
        }
    }

    [Fact]
    public void Each_npm_package_has_a_hash_and_no_address_and_those_that_may_run_a_script_are_listed()
    {
        var packages = Json("package-lock.json")["packages"]!.AsObject()
            .Where(static one => one.Key.Contains("node_modules/", StringComparison.Ordinal) && one.Value!["link"] is null).ToList();

        packages.Should().HaveCountGreaterThan(100);
        packages.Where(static one => one.Value!["integrity"] is null || one.Value["resolved"] is not null).Select(static one => one.Key)
            .Should().BeEmpty();
        packages.Where(static one => (bool?)one.Value!["hasInstallScript"] == true)
            .Select(static one => (string?)one.Value!["name"] ?? one.Key[(one.Key.LastIndexOf("node_modules/", StringComparison.Ordinal)
                + "node_modules/".Length)..]).Distinct(StringComparer.Ordinal)
            .Should().BeEquivalentTo(Json("package.json")["allowScripts"]!.AsObject().Select(static one => one.Key),
                "dev/install runs the scripts of these alone");
        File.ReadAllLines(Repository.File(".npmrc")).Should().Contain("ignore-scripts=true", "whoever runs npm ci alone runs none");
    }

    private static IEnumerable<(string Path, JsonNode Node)> Manifests() => Json("package.json")["workspaces"]!.AsArray()
        .Select(static one => $"{one}/package.json").Prepend("package.json").Select(static path => (path, Json(path)));

    private static JsonNode Json(string path) => JsonNode.Parse(File.ReadAllText(Repository.File(path)))!;

    [GeneratedRegex("^[0-9]+(\\.[0-9]+)+(-[0-9A-Za-z.-]+)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Exact();
}
