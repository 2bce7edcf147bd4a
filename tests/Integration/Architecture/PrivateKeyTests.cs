using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Integration.Architecture;

/// <summary>What <c>docs/original.md</c> says of the repository.</summary>
public sealed class PrivateKeyTests
{
    [Fact]
    public async Task No_private_key_is_in_the_repository()
    {
        // A key's first line has nothing after it; a test that has the words in a string is none. The Makefile shows that the search works.
        var found = await Command.RunAsync(
            "git",
            [
                "-C", Repository.Root, "grep", "--no-index", "--exclude-standard", "-lE",
                "^-----BEGIN ([A-Z]+ )*PRIVATE KEY-----\r?$|^\\.PHONY: help ",
            ]);

        found.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().Equal("Makefile");
    }
}
