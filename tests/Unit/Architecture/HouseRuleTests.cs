using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Unit.Architecture;

/// <summary>Rules that people forget.</summary>
public sealed class HouseRuleTests
{
    private static readonly string[] Rooms = ["tenancy", "kubernetes", "graphql", "operator", "api", "demo", "telephony", "tests"];

    [Fact]
    public void No_source_file_has_more_than_300_lines() =>
        Sources().Where(file => File.ReadLines(file).Count() > 300).Should().BeEmpty();

    [Fact]
    public void The_namespace_is_the_folder() =>
        Sources().Where(file => Namespace(file) is { } name && name != Expected(file)).Should().BeEmpty();

    [Fact]
    public void No_class_is_called_Helper_Manager_or_Utils() =>
        Sources().Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => name.EndsWith("Helper", StringComparison.Ordinal) || name.EndsWith("Manager", StringComparison.Ordinal)
                || name.Contains("Util", StringComparison.Ordinal))
            .Should().BeEmpty();

    // An HttpContext is not safe for concurrent use, and the operations of a WebSocket run concurrently. Pages run one at a time.
    [Fact]
    public void Only_the_pages_of_sign_in_may_reach_the_context_of_the_current_request() =>
        Sources().Where(file => file.StartsWith(Repository.File("api"), StringComparison.Ordinal)
                && File.ReadAllText(file).Contains("IHttpContextAccessor", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(Repository.Root, file))
            .Where(file => !file.StartsWith("api/Identity/", StringComparison.Ordinal)).Should().BeEmpty();

    [Fact]
    public void No_line_of_code_has_more_than_140_columns() =>
        Sources().SelectMany(LongLines).Should().BeEmpty();

    // Text between quotes is left as it is: JSON, documents, SQL.
    private static IEnumerable<string> LongLines(string file)
    {
        var isText = false;
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            if (line.Length > 140 && !isText && !line.Contains('"', StringComparison.Ordinal))
                yield return $"{Path.GetRelativePath(Repository.Root, file)}:{number}";
            if (line.Split("\"\"\"").Length % 2 == 0) isText = !isText;
        }
    }

    private static IEnumerable<string> Sources() => Rooms
        .SelectMany(room => Directory.EnumerateFiles(Repository.File(room), "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)
            && !file.Contains("/Migrations/", StringComparison.Ordinal));

    private static string? Namespace(string file) =>
        File.ReadLines(file)
            .FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal))?["namespace ".Length..].TrimEnd(';');

    // The project's name, and the folders in it.
    private static string Expected(string file)
    {
        var folder = Path.GetDirectoryName(file)!;
        for (var place = folder; place.Length > Repository.Root.Length; place = Path.GetDirectoryName(place)!)
        {
            if (Directory.EnumerateFiles(place, "*.csproj").SingleOrDefault() is not { } project) continue;
            var folders = Path.GetRelativePath(place, folder).Split(Path.DirectorySeparatorChar).Where(name => name != ".");
            return string.Join('.', [Path.GetFileNameWithoutExtension(project), .. folders]);
        }
        return "in no project";
    }
}
