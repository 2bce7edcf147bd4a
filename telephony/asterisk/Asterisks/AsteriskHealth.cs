using System.Collections.Concurrent;
using IdBellen.Telephony.Asterisk.Calls.Lines;

namespace IdBellen.Telephony.Asterisk.Asterisks;

/// <summary>Which Asterisks this worker serves, and whether it hears from them.</summary>
internal sealed class AsteriskHealth
{
    private readonly ConcurrentDictionary<string, Switchboard> served = new(StringComparer.Ordinal);

    /// <summary>Those that are served, but whose events are not followed now.</summary>
    public IEnumerable<string> Silent => served.Values.Where(board => !board.IsConnected).Select(board => board.Name);

    public void Serves(Switchboard board) => served[board.Name] = board;

    public void Leaves(Switchboard board) => served.TryRemove(new(board.Name, board));
}
