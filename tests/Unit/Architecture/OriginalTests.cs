using System.Text.RegularExpressions;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Unit.Architecture;

/// <summary><c>docs/original.md</c> and <c>docs/attacks.md</c> name tests as proof: they must be there.</summary>
public sealed partial class OriginalTests
{
    [Theory]
    [InlineData("original.md")]
    [InlineData("attacks.md")]
    public async Task Every_test_that_the_page_names_exists(string document)
    {
        var named = Quoted().Matches(string.Concat((await File.ReadAllLinesAsync(Repository.File("docs", document))).Where(IsTest)))
            .Select(match => match.Groups["name"].Value).Distinct().ToList();
        var methods = (await TextsAsync("*Tests*.cs", "tests")).SelectMany(text => Method().Matches(text))
            .Select(match => match.Groups["name"].Value)
            .ToHashSet(StringComparer.Ordinal);
        var frontEnds =
            string.Concat([.. await TextsAsync("*.test.ts*", "agent-ui", "src"), .. await TextsAsync("*.test.ts*", "widget", "src")]);

        named.Should().HaveCountGreaterThan(20);
        named.Where(name => !methods.Contains(name) && !frontEnds.Contains($"('{name}'", StringComparison.Ordinal)).Should().BeEmpty();
    }

    // A test is an item of its own, below the attack or weakness that it is about.
    private static bool IsTest(string line) => line.StartsWith("  - `", StringComparison.Ordinal);

    private static Task<string[]> TextsAsync(string pattern, params string[] folder) => Task.WhenAll(
        Directory.EnumerateFiles(Repository.File(folder), pattern, SearchOption.AllDirectories)
            .Select(file => File.ReadAllTextAsync(file)));

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^    public (async )?(void|Task|ValueTask) (?<name>\w+)\(", RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        1000)]
    private static partial Regex Method();
}
