using System.Collections.Concurrent;

namespace IdBellen.Telephony.Asterisk.Calls.Lines;

/// <summary>The Asterisks that this worker serves now, by name.</summary>
internal sealed class Switchboards
{
    private readonly ConcurrentDictionary<string, Switchboard> boards = new(StringComparer.Ordinal);

    /// <summary>All calls of one of them are known now, perhaps again.</summary>
    public event EventHandler? Adopted;

    public void Add(Switchboard board) => boards[board.Name] = board;

    public void Remove(Switchboard board) => boards.TryRemove(new(board.Name, board));

    /// <summary>Whether the calls of at least one of them are known.</summary>
    public bool HaveAdopted => boards.Values.Any(board => board.HasAdopted);

    public void HasAdopted(Switchboard board)
    {
        board.IsLost = false;
        board.HasAdopted = true;
        board.IsConnected = true;
        Adopted?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>The one whose call this would be; null when another worker serves it.</summary>
    public Switchboard? OfReference(string reference) => reference.LastIndexOf('.') is > 0 and var dot
        ? boards.GetValueOrDefault(reference[..dot]) : null;
}
