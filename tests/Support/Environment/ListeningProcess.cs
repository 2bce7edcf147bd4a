using System.Globalization;
using System.Net;

namespace IdBellen.Tests.Support.Environment;

/// <summary>
/// Which process it is that answers at a loopback port, as the kernel has it (proc(5)). Another one than ours is never taken for ours.
/// </summary>
internal static class ListeningProcess
{
    private const string Listening = "0A";

    /// <summary>True when the process, and nobody besides, listens at the port.</summary>
    /// <param name="process">Its id.</param>
    /// <param name="port">Which port.</param>
    /// <param name="output">What it has written. It is asked where the kernel hides what may not be dumped: a program says so once it has
    /// bound its port.</param>
    public static bool IsAt(int process, int port, string output)
    {
        var sockets = Sockets(port).ToList();
        if (sockets.Count == 0) return false;
        try
        {
            var own = Own(process);
            return sockets.TrueForAll(own.Contains);
        }
        catch (UnauthorizedAccessException)
        {
            return output.Split('\n').Any(line => line.Contains("Now listening on:", StringComparison.Ordinal)
                && line.TrimEnd().EndsWith($":{port}", StringComparison.Ordinal));
        }
    }

    private static IEnumerable<string> Sockets(int port)
    {
        var addresses = new[] { IPAddress.Loopback, IPAddress.Any, IPAddress.IPv6Loopback, IPAddress.IPv6Any,
            IPAddress.Loopback.MapToIPv6() }
            .Select(address => $"{AsInTable(address)}:{port.ToString("X4", CultureInfo.InvariantCulture)}")
            .ToHashSet(StringComparer.Ordinal);
        return ((string[])["/proc/net/tcp", "/proc/net/tcp6"]).Where(File.Exists).SelectMany(File.ReadLines)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(row => row.Length > 9 && row[3] == Listening && addresses.Contains(row[1])).Select(row => $"socket:[{row[9]}]");
    }

    // In words of four bytes, each as a number of this machine.
    private static string AsInTable(IPAddress address) =>
        string.Concat(address.GetAddressBytes().Chunk(4)
            .Select(word => BitConverter.ToUInt32(word).ToString("X8", CultureInfo.InvariantCulture)));

    private static HashSet<string> Own(int process)
    {
        var own = new HashSet<string>(StringComparer.Ordinal);
        foreach (var descriptor in Directory.EnumerateFileSystemEntries($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/fd"))
        {
            try
            {
                if (File.ResolveLinkTarget(descriptor, returnFinalTarget: false) is { Name: var target }) own.Add(target);
            }
            catch (IOException)
            {
                // Closed meanwhile.
            }
        }
        return own;
    }
}
