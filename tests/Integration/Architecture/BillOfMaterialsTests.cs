using System.Text.Json.Nodes;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Architecture;

/// <summary>What we are made of is told in full.</summary>
public sealed class BillOfMaterialsTests
{
    [Fact]
    [Trait("Length", "Long")]
    public async Task The_bills_of_materials_are_of_CycloneDX_and_name_every_package_of_the_lock_files()
    {
        await Command.RunAsync(Repository.File("dev", "sbom"), []);

        foreach (var file in (string[])["dotnet.json", "npm.json"])
        {
            var bill = Json(Path.Combine("artifacts", "sbom", file));
            ((string?)bill["bomFormat"]).Should().Be("CycloneDX");
            bill["components"]!.AsArray().Should().HaveCountGreaterThan(100).And.OnlyContain(static one => one!["purl"] != null);
        }
        // One that leaves a package out is found.
        var folder = Directory.CreateTempSubdirectory("id-bellen-sbom-");
        foreach (var file in (string[])["dotnet.json", "npm.json"])
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, file),
                (await File.ReadAllTextAsync(Repository.File("artifacts", "sbom", file)))
                    .Replace("pkg:npm/react@", "pkg:npm/other@", StringComparison.Ordinal));
        var check = () => Command.RunAsync(
            "env", ["-C", Repository.Root, "node", Repository.File("dev", "check-sbom.js"), folder.FullName]);
        await check.Should().ThrowAsync<InvalidOperationException>().WithMessage("*npm.json does not name pkg:npm/react@*");
        folder.Delete(recursive: true);
    }

    private static JsonNode Json(string path) => JsonNode.Parse(File.ReadAllText(Repository.File(path)))!;
}
