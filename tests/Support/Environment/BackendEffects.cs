using System.Buffers.Binary;
using System.Text;

namespace IdBellen.Tests.Support.Environment;

/// <summary>
/// Reads what a PostgreSQL server sends (protocol 3.0, "Message Formats") and picks out the changes that were committed: the last command
/// tag that changed something before a ReadyForQuery outside a transaction.
/// </summary>
internal sealed class BackendEffects
{
    private static readonly string[] Harmless =
        ["SELECT", "BEGIN", "SET", "RESET", "SHOW", "DISCARD", "LISTEN", "LOCK", "DO", "INSERT 0 0", "UPDATE 0", "DELETE 0", "COMMIT"];

    private readonly List<byte> pending = [];
    private string? changed;

    /// <summary>Whether a connection's startup message is that of the operator's job server.</summary>
    public static bool IsOfJobs(ReadOnlySpan<byte> startup) =>
        Encoding.UTF8.GetString(startup).Contains("id-bellen-jobs", StringComparison.Ordinal);

    public IReadOnlyList<string> Read(ReadOnlySpan<byte> bytes)
    {
        var effects = new List<string>();
        pending.AddRange(bytes);
        while (pending.Count >= 5)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian([pending[1], pending[2], pending[3], pending[4]]);
            if (pending.Count < length + 1) break;
            Handle((char)pending[0], [.. pending.GetRange(5, length - 4)], effects);
            pending.RemoveRange(0, length + 1);
        }
        return effects;
    }

    private void Handle(char type, byte[] body, List<string> effects)
    {
        if (type == 'C')
        {
            var tag = Encoding.ASCII.GetString(body).TrimEnd('\0');
            if (tag == "ROLLBACK") changed = null;
            else if (!Harmless.Any(harmless => tag.StartsWith(harmless, StringComparison.Ordinal))) changed = tag;
        }
        else if (type == 'Z')
        {
            if (body[0] == 'I' && changed is not null) effects.Add(changed);
            // In a transaction what was changed waits for the commit; a failed one changes nothing.
            if (body[0] != 'T') changed = null;
        }
    }
}
