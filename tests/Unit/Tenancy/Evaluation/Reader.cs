using IdBellen.Tenancy.Counts;
using IdBellen.Tenancy.Evaluation;

namespace IdBellen.Tests.Unit.Tenancy.Evaluation;

/// <summary>
/// Somebody who wants to find small counts, and knows all that is told, what sums to what, and that what is untold is not zero, but where
/// it is untold only because others are. Knows nothing more of how it was decided.
/// </summary>
internal sealed class Reader
{
    private const long Prime = 2_147_483_647;

    private readonly List<(EvaluationNode Node, Measure Measure)> unknown = [];
    private readonly Dictionary<(EvaluationNode, Measure), int> places = [];
    private readonly List<Dictionary<int, long>> equations = [];
    private readonly List<long> constants = [];
    private readonly Suppression suppression;

    public Reader(EvaluationNode pilot, Suppression suppression)
    {
        this.suppression = suppression;
        Read(pilot);
    }

    /// <summary>What is untold.</summary>
    public IReadOnlyList<(EvaluationNode Node, Measure Measure)> Unknown => unknown;

    /// <summary>Those that the equations alone determine: by elimination, modulo a prime.</summary>
    public IEnumerable<(EvaluationNode Node, Measure Measure)> Determined()
    {
        var rows = equations.Select(equation => Enumerable.Range(0, unknown.Count)
            .Select(place => (equation.GetValueOrDefault(place) % Prime + Prime) % Prime).ToArray()).ToList();
        var pivots = new List<(int Row, int Column)>();
        for (var column = 0; column < unknown.Count && pivots.Count < rows.Count; column++)
        {
            var row = pivots.Count;
            if (rows.FindIndex(row, candidate => candidate[column] != 0) is var found && found < 0) continue;
            (rows[row], rows[found]) = (rows[found], rows[row]);
            var inverse = (long)System.Numerics.BigInteger.ModPow(rows[row][column], Prime - 2, Prime);
            for (var place = column; place < unknown.Count; place++) rows[row][place] = rows[row][place] * inverse % Prime;
            foreach (var other in rows.Where(other => other != rows[row] && other[column] != 0))
            {
                var factor = Prime - other[column];
                for (var place = column; place < unknown.Count; place++) other[place] = (other[place] + factor * rows[row][place]) % Prime;
            }
            pivots.Add((row, column));
        }
        return pivots.Where(pivot => rows[pivot.Row].Count(value => value != 0) == 1).Select(pivot => unknown[pivot.Column]);
    }

    /// <summary>Between which bounds each must be, narrowed until no equation narrows any further, or long enough.</summary>
    public IReadOnlyList<(long Low, long High)> Bounds()
    {
        var bounds = unknown.Select(one => (Low: one.Measure is Measure.Started or Measure.Disclosed or Measure.Abandoned or Measure.Taken
            ? 0L : 1L, High: 10_000L)).ToList();
        var narrowed = true;
        for (var rounds = 0; narrowed && rounds < 500; rounds++)
        {
            narrowed = false;
            foreach (var (equation, constant) in equations.Zip(constants))
            {
                foreach (var (place, sign) in equation)
                {
                    // sign * x = constant - the others
                    var others = equation.Where(term => term.Key != place).ToList();
                    var least = constant - others.Sum(term => term.Value > 0 ? bounds[term.Key].High : -bounds[term.Key].Low);
                    var most = constant - others.Sum(term => term.Value > 0 ? bounds[term.Key].Low : -bounds[term.Key].High);
                    var (low, high) = sign > 0 ? (least, most) : (-most, -least);
                    var next = (Low: Math.Max(low, bounds[place].Low), High: Math.Min(high, bounds[place].High));
                    if (next == bounds[place]) continue;
                    bounds[place] = next;
                    narrowed = true;
                }
            }
        }
        return bounds;
    }

    private void Read(EvaluationNode node)
    {
        foreach (var measure in Measures.Counted.Where(_ => node.Children.Count > 0))
            Add([(node, measure, 1), .. node.Children.Select(child => (child, measure, -1))]);
        Add([(node, Measure.Started, 1), (node, Measure.Disclosed, -1), (node, Measure.Refused, -1), (node, Measure.Expired, -1)]);
        Add([(node, Measure.Disclosed, 1), (node, Measure.Matched, -1), (node, Measure.NotPhoned, -1)]);
        Add([(node, Measure.Taken, 1), (node, Measure.Abandoned, 1), (node, Measure.Matched, -1), (node, Measure.Unidentified, -1)]);
        foreach (var child in node.Children) Read(child);
    }

    private void Add(IEnumerable<(EvaluationNode Node, Measure Measure, int Sign)> terms)
    {
        var equation = new Dictionary<int, long>();
        var constant = 0L;
        foreach (var (node, measure, sign) in terms)
        {
            if (suppression.Published(node, measure) is { } count) constant -= sign * count;
            else equation[PlaceOf(node, measure)] = sign;
        }
        if (equation.Count == 0) return;
        equations.Add(equation);
        constants.Add(constant);
    }

    private int PlaceOf(EvaluationNode node, Measure measure)
    {
        if (places.TryGetValue((node, measure), out var place)) return place;
        unknown.Add((node, measure));
        return places[(node, measure)] = unknown.Count - 1;
    }
}
