using System.Text.RegularExpressions;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Unit.Architecture;

/// <summary>What the documentation points to is there.</summary>
public sealed partial class DocLinkTests
{
    private static readonly string[] Made = ["artifacts", "bin", "obj", "node_modules", "dist"];

    private static readonly string[] Folders =
        ["agent-ui/", "api/", "charts/", "crds/", "demo/", "dev/", "docs/", "graphql/", "kubernetes/", "operator/", "tenancy/", "tests/",
            "widget/"];

    [Fact]
    public void Every_link_leads_to_a_file_and_to_a_heading_in_it()
    {
        var broken =
            from page in Pages()
            from Match link in Link().Matches(Prose(page))
            let target = link.Groups["target"].Value
            where !target.Contains(':', StringComparison.Ordinal)
            let parts = target.Split('#')
            let file = parts[0].Length == 0 ? page : Path.GetFullPath(parts[0], Path.GetDirectoryName(page)!)
            where !Path.Exists(file)
                || (parts.Length == 2 && File.Exists(file) && !Headings(file).Contains(parts[1], StringComparer.Ordinal))
            select $"{Path.GetRelativePath(Repository.Root, page)}: {target}";

        broken.Should().BeEmpty();
    }

    [Fact]
    public void Every_path_that_is_named_exists()
    {
        var missing =
            from page in Pages()
            from Match name in Code().Matches(Prose(page))
            let path = name.Groups["path"].Value.TrimEnd('/')
            where Folders.Any(folder => path.StartsWith(folder, StringComparison.Ordinal)) && PlainPath().IsMatch(path)
            where !path.Split('/').Intersect(Made, StringComparer.Ordinal).Any() && !Path.Exists(Repository.File(path))
            select $"{Path.GetRelativePath(Repository.Root, page)}: {path}";

        missing.Should().BeEmpty();
    }

    [Fact]
    public void No_line_has_more_than_140_characters() =>
        Pages().SelectMany(page => File.ReadLines(page).Index().Where(line => line.Item.Length > 140)
            .Select(line => $"{page}:{line.Index + 1}")).Should().BeEmpty();

    private static IEnumerable<string> Pages() => Directory.EnumerateFiles(Repository.Root, "*.md", SearchOption.AllDirectories)
        .Where(file => !Path.GetRelativePath(Repository.Root, file).Split('/').Intersect(Made, StringComparer.Ordinal).Any());

    private static string Prose(string page) => Fence().Replace(File.ReadAllText(page), "");

    // As forges make anchors of headings.
    private static IEnumerable<string> Headings(string page) => File.ReadLines(page).Where(line => line.StartsWith('#'))
        .Select(line => NoAnchor().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("`(?<path>[^`\n]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"^[\w./-]+$", RegexOptions.None, 1000)]
    private static partial Regex PlainPath();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline, 1000)]
    private static partial Regex Fence();

    [GeneratedRegex(@"[^\w\s-]", RegexOptions.None, 1000)]
    private static partial Regex NoAnchor();
}
