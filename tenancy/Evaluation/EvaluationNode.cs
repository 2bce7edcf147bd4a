using IdBellen.Tenancy.Counts;

namespace IdBellen.Tenancy.Evaluation;

/// <summary>A node of the tree over which counts are summed: pilot, purpose, month, day. Counts are summed in no other way.</summary>
public sealed class EvaluationNode(string name)
{
    private readonly Dictionary<Measure, Dictionary<int, long>> counts = [];
    private readonly Dictionary<string, EvaluationNode> children = new(StringComparer.Ordinal);

    /// <summary>The name within its parent.</summary>
    public string Name => name;

    public IReadOnlyCollection<EvaluationNode> Children => children.Values;

    public long Count(Measure measure) => Durations(measure).Values.Sum();

    /// <summary>Counts by the bounds of <see cref="DurationBuckets"/>.</summary>
    public IReadOnlyDictionary<int, long> Durations(Measure measure) => counts.GetValueOrDefault(measure) ?? [];

    /// <summary>Gets or creates the child of that name.</summary>
    public EvaluationNode Child(string childName)
    {
        if (!children.TryGetValue(childName, out var child)) children.Add(childName, child = new EvaluationNode(childName));
        return child;
    }

    /// <summary>Adds a count to this node and to all nodes on the path.</summary>
    public void Add(CountedRow row, params ReadOnlySpan<string> path)
    {
        if (!counts.TryGetValue(row.Measure, out var buckets)) counts.Add(row.Measure, buckets = []);
        buckets[row.Seconds] = buckets.GetValueOrDefault(row.Seconds) + row.Count;
        if (!path.IsEmpty) Child(path[0]).Add(row, path[1..]);
    }
}
