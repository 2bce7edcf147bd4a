using System.Text.RegularExpressions;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Unit.Architecture;

/// <summary>Which module may use which, and that no two folders use each other. A failure names the two files.</summary>
public sealed partial class WallTests
{
    /// <summary>Modules, and which others each may use. A file belongs to the longest of these folders that it is in.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["kubernetes"] = [],
        ["graphql"] = [],
        ["tenancy"] = [],
        ["demo"] = [],

        ["telephony/asterisk/Ari"] = [],
        ["telephony/asterisk/Metrics"] = [],
        ["telephony/asterisk/Municipalities"] = ["kubernetes", "tenancy"],
        ["telephony/asterisk/Speech"] = [],
        ["telephony/asterisk/Exchange"] = ["telephony/asterisk/Municipalities"],
        ["telephony/asterisk/Calls"] =
        [
            "telephony/asterisk/Ari", "telephony/asterisk/Exchange", "telephony/asterisk/Metrics", "telephony/asterisk/Municipalities",
            "telephony/asterisk/Speech", "tenancy",
        ],
        ["telephony/asterisk/Agents"] =
        [
            "telephony/asterisk/Ari", "telephony/asterisk/Calls", "telephony/asterisk/Exchange", "telephony/asterisk/Metrics",
            "telephony/asterisk/Municipalities", "telephony/asterisk/Speech", "tenancy",
        ],
        ["telephony/asterisk/Asterisks"] =
        [
            "kubernetes", "telephony/asterisk/Agents", "telephony/asterisk/Ari", "telephony/asterisk/Calls",
            "telephony/asterisk/Municipalities", "tenancy",
        ],
        ["telephony/asterisk/Health"] = ["telephony/asterisk/Asterisks", "telephony/asterisk/Municipalities"],
        ["telephony/asterisk"] =
        [
            "kubernetes", "telephony/asterisk/Agents", "telephony/asterisk/Asterisks", "telephony/asterisk/Calls",
            "telephony/asterisk/Exchange", "telephony/asterisk/Health", "telephony/asterisk/Metrics", "telephony/asterisk/Municipalities",
            "tenancy",
        ],

        ["api/Platform"] = ["kubernetes", "tenancy"],
        ["api/Identity"] = ["api/Platform", "tenancy"],
        ["api/Disclosure"] = ["api/Platform", "tenancy"],
        ["api/Telephony"] = ["api/Disclosure", "api/Identity", "api/Platform", "tenancy"],
        ["api/Web"] = ["api/Disclosure", "api/Identity", "api/Platform", "api/Telephony", "graphql", "tenancy"],
        ["api"] = ["api/Disclosure", "api/Identity", "api/Platform", "api/Telephony", "api/Web", "tenancy"],

        ["operator/Postgres"] = ["tenancy"],
        ["operator/Cluster"] = ["kubernetes"],
        ["operator/Platform"] = ["kubernetes", "operator/Postgres", "tenancy"],
        ["operator/Jobs"] = ["kubernetes", "operator/Platform", "operator/Postgres", "tenancy"],
        ["operator/Receipts"] = ["operator/Cluster", "tenancy"],
        ["operator/AccessLog"] = ["operator/Jobs", "operator/Platform", "operator/Postgres", "tenancy"],
        ["operator/Evaluation"] = ["operator/Jobs", "operator/Platform", "operator/Postgres", "tenancy"],
        ["operator/Pilots"] = ["kubernetes", "operator/Jobs", "operator/Platform", "tenancy"],
        // The purge asks neither Kubernetes nor what looks after municipalities.
        ["operator/Retention"] = ["operator/Jobs", "operator/Platform", "operator/Postgres", "tenancy"],
        ["operator/Dashboard"] = ["operator/Jobs", "operator/Postgres", "tenancy"],
        ["operator/Municipalities"] =
        [
            "kubernetes", "operator/AccessLog", "operator/Cluster", "operator/Evaluation", "operator/Platform", "operator/Postgres",
            "operator/Receipts", "tenancy",
        ],
        ["operator/Metrics"] = ["kubernetes", "operator/Municipalities", "operator/Platform", "operator/Postgres", "tenancy"],
        ["operator"] =
        [
            "kubernetes", "operator/AccessLog", "operator/Cluster", "operator/Dashboard", "operator/Evaluation", "operator/Jobs",
            "operator/Metrics",
            "operator/Municipalities", "operator/Pilots", "operator/Platform", "operator/Receipts", "operator/Retention", "tenancy",
        ],
    };

    public static TheoryData<string> Projects => [.. SourceTree.Projects.Keys];

    public static TheoryData<string> FrontEnds => ["agent-ui", "live", "widget"];

    [Fact]
    public void No_module_uses_one_that_it_may_not()
    {
        var wrong = Arrow.All
            .Where(arrow => ModuleOf(arrow.From) is var from && ModuleOf(arrow.To) is var to
                && from != to && !Allowed[from].Contains(to, StringComparer.Ordinal))
            .Select(arrow => $"{ModuleOf(arrow.From)} may not use {ModuleOf(arrow.To)}: {arrow}");

        string.Join('\n', wrong).Should().BeEmpty();
    }

    [Fact]
    public void What_a_module_may_use_it_uses()
    {
        var used = Arrow.All.Select(arrow => (ModuleOf(arrow.From), ModuleOf(arrow.To))).ToHashSet();

        Allowed.SelectMany(module => module.Value.Select(other => (module.Key, other))).Where(pair => !used.Contains(pair))
            .Should().BeEmpty("else the list rots");
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_two_folders_use_each_other_at_any_depth(string project) =>
        NoFoldersUseEachOther([.. Arrow.All.Where(arrow => arrow.From.StartsWith(project + "/", StringComparison.Ordinal))]);

    [Theory]
    [MemberData(nameof(FrontEnds))]
    public void No_two_modules_of_a_front_end_use_each_other(string package) =>
        string.Join('\n', Circle.Find(Imports(package), file => file)).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(FrontEnds))]
    public void No_two_folders_of_a_front_end_use_each_other_at_any_depth(string package) => NoFoldersUseEachOther(Imports(package));

    private static void NoFoldersUseEachOther(IReadOnlyCollection<Arrow> arrows)
    {
        arrows.Should().NotBeEmpty();
        for (var depth = 1; depth <= arrows.Max(arrow => arrow.From.Count(letter => letter == '/')); depth++)
            string.Join('\n', Circle.Find(arrows, file => string.Join('/', file.Split('/')[..^1].Take(depth)))).Should().BeEmpty();
    }

    private static List<Arrow> Imports(string package)
    {
        var files = Directory.EnumerateFiles(Repository.File(package, "src"), "*.ts*", SearchOption.AllDirectories)
            .ToHashSet(StringComparer.Ordinal);
        return [.. files.SelectMany(file => Import().Matches(File.ReadAllText(file))
            .Select(import => Path.GetFullPath(import.Groups["path"].Value, Path.GetDirectoryName(file)!))
            .Select(path => ((string[])[path, path + ".ts", path + ".tsx", path + "/index.ts"]).FirstOrDefault(files.Contains))
            .OfType<string>()
            .Select(to => new Arrow(Path.GetRelativePath(Repository.Root, file), Path.GetRelativePath(Repository.Root, to))))];
    }

    private static string ModuleOf(string file)
    {
        var folder = file;
        do folder = folder[..folder.LastIndexOf('/')];
        while (!Allowed.ContainsKey(folder));
        return folder;
    }

    [GeneratedRegex("""(from|import)\s*\(?\s*['"](?<path>\.[^'"]+)['"]""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Import();
}
