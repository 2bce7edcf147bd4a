namespace IdBellen.Api.Web.GraphQL.Admission;

/// <summary>The number of open streams at this replica, per client.</summary>
internal sealed class StreamCounts
{
    private readonly Lock changing = new();
    private readonly Dictionary<string, int> open = new(StringComparer.Ordinal);

    /// <summary>Counts one more under each name, or under none.</summary>
    /// <returns>A lease to dispose of when the stream ends; null if one of the limits is reached.</returns>
    public IDisposable? TryOpen(params IReadOnlyList<(string Name, int Limit)> places)
    {
        lock (changing)
        {
            if (places.Any(place => open.GetValueOrDefault(place.Name) >= place.Limit)) return null;
            foreach (var (name, _) in places) open[name] = open.GetValueOrDefault(name) + 1;
        }
        return new Lease(this, places);
    }

    private void Close(IEnumerable<(string Name, int Limit)> places)
    {
        lock (changing)
        {
            foreach (var (name, _) in places)
            {
                if (--open[name] == 0) open.Remove(name);
            }
        }
    }

    private sealed class Lease(StreamCounts counts, IReadOnlyList<(string Name, int Limit)> places) : IDisposable
    {
        private int isClosed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref isClosed, 1) == 0) counts.Close(places);
        }
    }
}
