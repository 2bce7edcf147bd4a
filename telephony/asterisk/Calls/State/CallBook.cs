using System.Collections.Concurrent;
using IdBellen.Telephony.Asterisk.Exchange;

namespace IdBellen.Telephony.Asterisk.Calls.State;

/// <summary>All calls of this worker, on whatever Asterisk.</summary>
internal sealed class CallBook
{
    private readonly ConcurrentDictionary<string, Call> calls = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IReadOnlyList<Assignment>> assignments = new(StringComparer.Ordinal);

    public IEnumerable<Call> All => calls.Values;

    public void Add(Call call)
    {
        calls[call.Reference] = call;
        if (assignments.TryGetValue(call.Municipality.Uid, out var list)) Tell(call, list);
    }

    public void Remove(Call call) => calls.TryRemove(new(call.Reference, call));

    public Call? Find(string reference) => calls.GetValueOrDefault(reference);

    public IEnumerable<Call> Of(string municipalityUid) => All.Where(call => call.Municipality.Uid == municipalityUid);

    /// <summary>Who has which call of a municipality: the whole list.</summary>
    public void Assign(string municipalityUid, IReadOnlyList<Assignment> list)
    {
        assignments[municipalityUid] = list;
        foreach (var call in Of(municipalityUid)) Tell(call, list);
    }

    /// <summary>Nobody follows this municipality's list any more.</summary>
    public void Forget(string municipalityUid) => assignments.TryRemove(municipalityUid, out _);

    /// <summary>The place of a waiting call, from 1, among those that this worker knows.</summary>
    public int PlaceOf(Call call) => 1 + Of(call.Municipality.Uid).Count(other =>
        other != call && other.Assigned is null && other.Leg is null && other.QueuedAt is { } since && since < call.QueuedAt);

    private static void Tell(Call call, IReadOnlyList<Assignment> list) =>
        call.Assign(list.FirstOrDefault(one => one.CallReference == call.Reference));
}
