using System.Globalization;
using System.Net;

namespace IdBellen.Tests.Support.Environment;

/// <summary>A port at which a process takes what comes from others, as <c>ss -lntup</c> shows it.</summary>
/// <param name="Protocol">TCP or UDP.</param>
/// <param name="Address">Its address on this machine.</param>
/// <param name="Number">The port.</param>
public sealed record OpenPort(string Protocol, IPAddress Address, int Number)
{
    private const string Listening = "0A";

    /// <summary>All ports of a process: TCP ports that listen, and UDP ports that are not connected to one other.</summary>
    public static IReadOnlyList<OpenPort> Of(int process)
    {
        var own = Directory.EnumerateFileSystemEntries($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/fd")
            .Select(Target).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. ((string[])["tcp", "tcp6", "udp", "udp6"]).Select(table => (Table: table, File: $"/proc/net/{table}"))
                .Where(one => File.Exists(one.File)).SelectMany(one => File.ReadLines(one.File).Skip(1).Select(line => (one.Table, line)))
                .Select(one => (one.Table, Row: one.line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
                .Where(one => own.Contains($"socket:[{one.Row[9]}]") && IsOpen(one.Table, one.Row))
                .Select(one => Read(one.Table, one.Row[1])).Distinct(),
        ];
    }

    private static bool IsOpen(string table, string[] row) =>
        table.StartsWith("tcp", StringComparison.Ordinal) ? row[3] == Listening : row[2].EndsWith(":0000", StringComparison.Ordinal);

    private static OpenPort Read(string table, string local)
    {
        var parts = local.Split(':');
        // In words of four bytes, each as a number of this machine.
        var bytes = parts[0].Chunk(8).SelectMany(word => BitConverter.GetBytes(Convert.ToUInt32(new string(word), 16))).ToArray();
        return new OpenPort(table[..3].ToUpperInvariant(), new IPAddress(bytes), Convert.ToInt32(parts[1], 16));
    }

    private static string Target(string descriptor)
    {
        try
        {
            return File.ResolveLinkTarget(descriptor, returnFinalTarget: false)?.Name ?? "";
        }
        catch (IOException)
        {
            // Closed meanwhile.
            return "";
        }
    }
}
