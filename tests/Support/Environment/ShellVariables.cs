using System.Text.RegularExpressions;

namespace IdBellen.Tests.Support.Environment;

/// <summary>Lines <c>NAME='value'</c>, as the scripts in <c>dev/</c> write them.</summary>
internal static partial class ShellVariables
{
    public static Dictionary<string, string> Read(string lines) => Line().Matches(lines)
        .ToDictionary(line => line.Groups["name"].Value, line => line.Groups["value"].Value, StringComparer.Ordinal);

    [GeneratedRegex("^(?<name>[A-Z_]+)='(?<value>[^']*)'$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Line();
}
