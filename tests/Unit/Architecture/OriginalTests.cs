using System.Reflection;
using System.Text.RegularExpressions;
using IdBellen.Tests.Environment;

namespace IdBellen.Tests.Architecture;

/// <summary><c>docs/original.md</c> and <c>docs/attacks.md</c> name tests as proof: they must be there, and so must what is said of the repository.</summary>
public sealed partial class OriginalTests
{
    [Theory]
    [InlineData("original.md")]
    [InlineData("attacks.md")]
    public async Task Every_test_that_the_table_names_exists(string document)
    {
        var named = Quoted().Matches(string.Concat((await File.ReadAllLinesAsync(Repository.File("docs", document))).Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(Proofs)))
            .Select(match => match.Groups["name"].Value).Distinct().ToList();
        var methods = Assembly.GetExecutingAssembly().GetTypes().SelectMany(type => type.GetMethods()).Select(method => method.Name).ToHashSet(StringComparer.Ordinal);
        var frontEnds = string.Concat(await Task.WhenAll(
            Directory.EnumerateFiles(Repository.File("agent-ui", "src"), "*.test.ts*", SearchOption.AllDirectories)
                .Concat(Directory.EnumerateFiles(Repository.File("widget", "src"), "*.test.ts*", SearchOption.AllDirectories)).Select(file => File.ReadAllTextAsync(file))));

        named.Should().HaveCountGreaterThan(20);
        named.Where(name => !methods.Contains(name) && !frontEnds.Contains($"('{name}'", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Fact]
    public async Task No_private_key_is_in_the_repository()
    {
        // A key's first line has nothing after it; a test that has the words in a string is none. The Makefile shows that the search works.
        var found = await Command.RunAsync("git", ["-C", Repository.Root, "grep", "--no-index", "--exclude-standard", "-lE", "^-----BEGIN ([A-Z]+ )*PRIVATE KEY-----\r?$|^# The two commands of this project"]);

        found.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().Equal("Makefile");
    }

    private static string Proofs(string row) => row.Split('|')[^2];

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();
}
