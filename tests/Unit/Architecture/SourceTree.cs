using System.Reflection;
using System.Text.RegularExpressions;
using IdBellen.Api;
using IdBellen.Demo;
using IdBellen.GraphQL;
using IdBellen.Kubernetes.Clients;
using IdBellen.Operator;
using IdBellen.Telephony.Asterisk;
using IdBellen.Tenancy.Resource;
using IdBellen.Tests.Support.Environment;

namespace IdBellen.Tests.Unit.Architecture;

/// <summary>The C# sources of all programs, and which file declares a type.</summary>
internal sealed partial class SourceTree
{
    /// <summary>The folder of each project, and what it is compiled to.</summary>
    public static readonly IReadOnlyDictionary<string, Assembly> Projects = new Dictionary<string, Assembly>(StringComparer.Ordinal)
    {
        ["api"] = typeof(ApiHost).Assembly,
        ["demo"] = typeof(DemoHost).Assembly,
        ["graphql"] = typeof(TransportServiceCollectionExtensions).Assembly,
        ["kubernetes"] = typeof(ClusterConnection).Assembly,
        ["operator"] = typeof(OperatorHost).Assembly,
        ["telephony/asterisk"] = typeof(WorkerHost).Assembly,
        ["tenancy"] = typeof(Municipality).Assembly,
    };

    private readonly Dictionary<string, string> byType = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);

    private SourceTree()
    {
        foreach (var file in Projects.Keys.SelectMany(Sources))
        {
            var text = File.ReadAllText(Repository.File(file));
            texts[file] = text;
            var ns = NamespaceOf(file, text);
            foreach (Match type in Declaration().Matches(text)) byType.TryAdd($"{ns}.{type.Groups["name"].Value}", file);
            if (file.EndsWith(".razor", StringComparison.Ordinal)) byType.TryAdd($"{ns}.{Path.GetFileNameWithoutExtension(file)}", file);
        }
    }

    public static SourceTree Whole { get; } = new();

    public IReadOnlyDictionary<string, string> Texts => texts;

    /// <summary>The file that declares this type of ours; null for all others.</summary>
    public string? FileOf(string fullName) => byType.GetValueOrDefault(fullName);

    /// <summary>The types of a namespace, by name.</summary>
    public IEnumerable<(string Name, string File)> TypesIn(string ns) =>
        from type in byType
        where type.Key.LastIndexOf('.') == ns.Length && type.Key.StartsWith(ns, StringComparison.Ordinal)
        select (type.Key[(ns.Length + 1)..], type.Value);

    private static IEnumerable<string> Sources(
        string project) => Directory.EnumerateFiles(Repository.File(project), "*.*", SearchOption.AllDirectories)
        .Where(file => Path.GetExtension(file) is ".cs" or ".razor")
        .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
        .Where(file => !Excluded().IsMatch(file)).Order(StringComparer.Ordinal);

    // A component's is its folder.
    private static string NamespaceOf(string file, string text) =>
        Namespace().Match(text) is { Success: true } found
            ? found.Groups["name"].Value
            : Projects.Where(project => file.StartsWith(project.Key + "/", StringComparison.Ordinal))
                .Select(project => string.Join('.', [project.Value.GetName().Name!, .. file[(project.Key.Length + 1)..].Split('/')[..^1]]))
                .Single();

    [GeneratedRegex("/(obj|bin|Migrations)/", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Excluded();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Namespace();

    [GeneratedRegex(
        @"^((public|internal|file|sealed|abstract|static|partial|readonly|ref) )*"
        + @"((class|record struct|record class|record|struct|interface|enum) (?<name>\w+)|delegate [^(]*?(?<name>\w+)(<[\w, ]+>)?\()",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Declaration();
}
