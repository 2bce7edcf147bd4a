namespace IdBellen.Tenancy.Evaluation;

/// <summary>A place in the tree in which counts are summed, and in no other way: pilot, purpose, month, day.</summary>
public sealed class EvaluationNode(string name)
{
    private readonly Dictionary<Measure, Dictionary<int, long>> counts = [];
    private readonly Dictionary<string, EvaluationNode> children = new(StringComparer.Ordinal);

    /// <summary>Within its parent.</summary>
    public string Name => name;

    public IReadOnlyCollection<EvaluationNode> Children => children.Values;

    public long Count(Measure measure) => Durations(measure).Values.Sum();

    /// <summary>Counts by the bounds of <see cref="DurationBuckets"/>.</summary>
    public IReadOnlyDictionary<int, long> Durations(Measure measure) => counts.GetValueOrDefault(measure) ?? [];

    /// <summary>The child of that name; made when there is none.</summary>
    public EvaluationNode Child(string childName)
    {
        if (!children.TryGetValue(childName, out var child)) children.Add(childName, child = new EvaluationNode(childName));
        return child;
    }

    /// <summary>Counts here and in all places on the way down.</summary>
    public void Add(CountedRow row, params ReadOnlySpan<string> path)
    {
        if (!counts.TryGetValue(row.Measure, out var buckets)) counts.Add(row.Measure, buckets = []);
        buckets[row.Seconds] = buckets.GetValueOrDefault(row.Seconds) + row.Count;
        if (!path.IsEmpty) Child(path[0]).Add(row, path[1..]);
    }
}
