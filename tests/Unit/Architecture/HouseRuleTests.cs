using IdBellen.Tests.Environment;

namespace IdBellen.Tests.Architecture;

/// <summary>Rules that people forget.</summary>
public sealed class HouseRuleTests
{
    private static readonly string[] Rooms = ["tenancy", "operator", "api", "demo", "tests"];

    [Fact]
    public void No_source_file_has_more_than_300_lines() =>
        Sources().Where(file => File.ReadLines(file).Count() > 300).Should().BeEmpty();

    [Fact]
    public void The_namespace_is_the_folder() =>
        Sources().Where(file => Namespace(file) is { } name && name != Expected(file)).Should().BeEmpty();

    [Fact]
    public void No_class_is_called_Helper_Manager_or_Utils() =>
        Sources().Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => name.EndsWith("Helper", StringComparison.Ordinal) || name.EndsWith("Manager", StringComparison.Ordinal) || name.Contains("Util", StringComparison.Ordinal))
            .Should().BeEmpty();

    private static IEnumerable<string> Sources() => Rooms
        .SelectMany(room => Directory.EnumerateFiles(Repository.File(room), "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/Migrations/", StringComparison.Ordinal));

    private static string? Namespace(string file) =>
        File.ReadLines(file).FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal))?["namespace ".Length..].TrimEnd(';');

    private static string Expected(string file)
    {
        var folders = Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(file)!).Split(Path.DirectorySeparatorChar);
        return string.Join('.', ["IdBellen", char.ToUpperInvariant(folders[0][0]) + folders[0][1..], .. folders.Skip(1)]);
    }
}
