using System.Globalization;

namespace IdBellen.Tests.Bench.Exchange;

/// <summary>The processor time of PostgreSQL: all its processes, and those that have ended.</summary>
internal static class ServerProcesses
{
    // Of 100 ticks a second, as everywhere on Linux (sysconf(_SC_CLK_TCK)).
    private const double MillisecondsOfTick = 10;

    private static readonly Lazy<int> Postmaster = new(() => int.Parse(
        File.ReadLines(Path.Combine(System.Environment.GetEnvironmentVariable("IDBELLEN_PG_DATA")!, "postmaster.pid")).First(),
        CultureInfo.InvariantCulture));

    /// <summary>In milliseconds, in steps of ten.</summary>
    public static double OfPostgres()
    {
        var ticks = 0L;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) || Stat(id) is not { } stat) continue;
            if (id == Postmaster.Value) ticks += stat.Own + stat.OfEnded;
            else if (stat.Parent == Postmaster.Value) ticks += stat.Own;
        }
        return ticks * MillisecondsOfTick;
    }

    /// <summary>What this process has used: the driver, and the stand-in IRMA server.</summary>
    public static double OfDriver() => Environment.CpuUsage.TotalTime.TotalMilliseconds;

    // proc(5): after the name in parentheses, state, ppid and, from the twelfth on, utime, stime, cutime, cstime.
    private static (int Parent, long Own, long OfEnded)? Stat(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return ((int)Number(1), Number(11) + Number(12), Number(13) + Number(14));

            long Number(int field) => long.Parse(fields[field], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
