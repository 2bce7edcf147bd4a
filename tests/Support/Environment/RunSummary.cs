using System.Globalization;
using System.Text.RegularExpressions;
using Xunit.Sdk;

namespace IdBellen.Tests.Support.Environment;

/// <summary>What <c>dev/test</c> says in the end: the tests that failed, and how many there were, of all runs that it has made.</summary>
public sealed partial record RunSummary(int Passed, int Failed, IReadOnlyList<string> Failures)
{
    private const string Unstable = "UNSTABLE, passed when run again: ";

    /// <summary>As a run before has written it; without a file there was none.</summary>
    public static RunSummary Read(string file)
    {
        if (!File.Exists(file)) return new RunSummary(0, 0, []);
        var lines = File.ReadAllLines(file);
        var totals = Totals().Match(lines[^1]);
        return new RunSummary(Number(totals, "passed"), Number(totals, "failed"), lines[..^1]);
    }

    /// <summary>One line of a test that failed: its name, where in the tests, and what it said.</summary>
    public static string Failure(string test, IErrorMetadata error)
    {
        var place = Place().Match(ExceptionUtility.CombineStackTraces(error) ?? "");
        var said = Blanks().Replace(ExceptionUtility.CombineMessages(error), " ").Trim();
        return $"FAILED {test}{(place.Success ? $" ({place.Value})" : "")}: {(said.Length > 500 ? said[..500] : said)}";
    }

    public RunSummary With(RunSummary other) => new(Passed + other.Passed, Failed + other.Failed, [.. Failures, .. other.Failures]);

    /// <summary>The same, after all that failed has been run once more: what passed then is not stable, and is still told.</summary>
    public RunSummary Repeated(RunSummary again) => again.Failed > 0
        ? this with { Failures = [.. Failures, .. again.Failures] }
        : new RunSummary(Passed + Failed, 0, [.. Failures.Select(line => FailedAtStart().Replace(line, Unstable))]);

    public void Write(string file) => File.WriteAllText(file, ToString());

    public override string ToString() =>
        string.Concat(Failures.Select(line => line + '\n'))
            + string.Create(CultureInfo.InvariantCulture, $"{Passed} passed, {Failed} failed\n");

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("^(?<passed>[0-9]+) passed, (?<failed>[0-9]+) failed$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Totals();

    [GeneratedRegex(@"\w*Tests(\.\w+)?\.cs:line [0-9]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();

    [GeneratedRegex("^FAILED ", RegexOptions.None, 1000)]
    private static partial Regex FailedAtStart();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Blanks();
}
