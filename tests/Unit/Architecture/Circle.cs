namespace IdBellen.Tests.Unit.Architecture;

/// <summary>Folders, or files, of which each uses the next and the last the first.</summary>
internal static class Circle
{
    /// <summary>The shortest circle, as the arrows that make it; empty when there is none.</summary>
    /// <param name="arrows">What uses what.</param>
    /// <param name="nodeOf">What is to be without circles; null: left out.</param>
    public static IReadOnlyList<string> Find(IEnumerable<Arrow> arrows, Func<string, string?> nodeOf)
    {
        var edges = new Dictionary<string, Dictionary<string, Arrow>>(StringComparer.Ordinal);
        foreach (var arrow in arrows)
        {
            if (nodeOf(arrow.From) is not { } from || nodeOf(arrow.To) is not { } to || from == to) continue;
            if (!edges.TryGetValue(from, out var used)) edges[from] = used = new Dictionary<string, Arrow>(StringComparer.Ordinal);
            used.TryAdd(to, arrow);
        }
        return edges.Keys.Select(start => Around(edges, start)).Where(path => path.Count > 0).MinBy(path => path.Count) ?? [];
    }

    private static List<string> Around(Dictionary<string, Dictionary<string, Arrow>> edges, string start)
    {
        var cameBy = new Dictionary<string, string>(StringComparer.Ordinal);
        var queue = new Queue<string>([start]);
        while (queue.TryDequeue(out var node))
        {
            foreach (var next in edges.GetValueOrDefault(node)?.Keys ?? Enumerable.Empty<string>())
            {
                if (!cameBy.TryAdd(next, node)) continue;
                if (next == start) return Told(edges, cameBy, start);
                queue.Enqueue(next);
            }
        }
        return [];
    }

    private static List<string> Told(Dictionary<string, Dictionary<string, Arrow>> edges, Dictionary<string, string> cameBy, string start)
    {
        var told = new List<string>();
        var node = start;
        do
        {
            var before = cameBy[node];
            told.Insert(0, $"{before} → {node}: {edges[before][node]}");
            node = before;
        }
        while (node != start);
        return told;
    }
}
