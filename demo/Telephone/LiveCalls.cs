using System.Collections.Concurrent;

namespace IdBellen.Demo.Telephone;

/// <summary>The calls of this moment, so that a page can send digits to its own.</summary>
internal sealed class LiveCalls
{
    private readonly ConcurrentDictionary<string, PhoneCall> calls = new(StringComparer.Ordinal);

    public void Add(PhoneCall call) => calls[call.Reference] = call;

    public void Remove(PhoneCall call) => calls.TryRemove(call.Reference, out _);

    public PhoneCall? Find(string? reference) => reference is null ? null : calls.GetValueOrDefault(reference);
}
