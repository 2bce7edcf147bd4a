using System.Globalization;
using System.Reflection;

namespace IdBellen.Tests.Support.Environment;

/// <summary>
/// The clock of processes of the product that were started with it; it can be set forward while they run. Their timers run as always.
/// </summary>
public sealed class ProcessClock : IDisposable
{
    public const string Variable = "IDBELLEN_TEST_CLOCK";

    private readonly string file = Path.GetTempFileName();
    private TimeSpan ahead;

    /// <summary>What a process must find in its environment.</summary>
    public IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        [Variable] = file,
        ["DOTNET_STARTUP_HOOKS"] = Assembly.GetExecutingAssembly().Location,
    };

    public void Advance(TimeSpan by)
    {
        ahead += by;
        // Nobody reads half a number.
        var written = file + ".new";
        File.WriteAllText(written, ahead.Ticks.ToString(CultureInfo.InvariantCulture));
        File.Move(written, file, overwrite: true);
    }

    public void Dispose() => File.Delete(file);
}
