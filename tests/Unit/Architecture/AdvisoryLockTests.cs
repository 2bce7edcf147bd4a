using System.Text.RegularExpressions;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Unit.Architecture;

/// <summary>All advisory locks are in one catalogue, so that no two things have the same number by accident.</summary>
public sealed partial class AdvisoryLockTests
{
    [Fact]
    public void No_other_file_takes_one() => Takers().Should().Equal("tenancy/Postgres/AdvisoryLock.cs");

    private static IEnumerable<string> Takers() => SourceTree.Projects.Keys
        .SelectMany(project => Directory.EnumerateFiles(Repository.File(project), "*.*", SearchOption.AllDirectories))
        .Where(file => Path.GetExtension(file) is ".cs" or ".razor" or ".cshtml" or ".sql")
        .Where(file => Takes().IsMatch(File.ReadAllText(file)))
        .Select(file => Path.GetRelativePath(Repository.Root, file));

    [GeneratedRegex("pg_(try_)?advisory", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Takes();
}
