using System.Globalization;

namespace IdBellen.Tests.Integration.Dev;

internal static class RunningProcess
{
    /// <summary>Whether any process that runs (a zombie does not) has this text in its command line.</summary>
    public static bool IsThere(string text) => Ids().Any(id => Read(id, "cmdline").Contains(text, StringComparison.Ordinal));

    private static IEnumerable<string> Ids() => Directory.EnumerateDirectories("/proc")
        .Select(static path => Path.GetFileName(path))
        .Where(static name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _));

    // A zombie has none.
    private static string Read(string id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}").Replace('\0', ' ');
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
