namespace IdBellen.Api.Web.GraphQL.Admission;

/// <summary>The number of request bytes in this replica's memory, per client.</summary>
internal sealed class HeldBytes
{
    private readonly Lock changing = new();
    private readonly Dictionary<string, long> held = new(StringComparer.Ordinal);

    /// <returns>False, and nothing is counted, when it would be more than the limit.</returns>
    public bool TryHold(string holder, int count, long limit)
    {
        lock (changing)
        {
            var sum = held.GetValueOrDefault(holder) + count;
            if (sum > limit) return false;
            held[holder] = sum;
            return true;
        }
    }

    public void Release(string holder, int count)
    {
        lock (changing)
        {
            if ((held[holder] -= count) == 0) held.Remove(holder);
        }
    }
}
