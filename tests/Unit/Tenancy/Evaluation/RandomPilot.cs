using IdBellen.Tenancy.Counts;
using IdBellen.Tenancy.Evaluation;

namespace IdBellen.Tests.Unit.Tenancy.Evaluation;

/// <summary>Pilots as chance has them, mostly small, whose counts sum up as real ones do.</summary>
internal static class RandomPilot
{
    public static EvaluationNode Create(Random random)
    {
        var pilot = new EvaluationNode("");
        var most = random.Next(1, 4) switch { 1 => 2, 2 => 8, _ => 40 };
        for (var purpose = random.Next(1, 4); purpose > 0; purpose--)
        {
            for (var month = random.Next(1, 4); month > 0; month--)
            {
                for (var day = random.Next(1, 5); day > 0; day--)
                {
                    foreach (var (measure, count) in Day(random, most))
                        pilot.Add(new CountedRow(default, "", measure, 0, count), $"p{purpose}", $"p{purpose}-{month}",
                            $"p{purpose}-{month}-{day}");
                }
            }
        }
        return pilot;
    }

    public static IEnumerable<EvaluationNode> Places(EvaluationNode node) => node.Children.SelectMany(Places).Prepend(node);

    private static (Measure, long)[] Day(Random random, int most)
    {
        long Some() => random.Next(3) == 0 ? 0 : random.Next(3) == 0 ? random.Next(1, 3) : random.Next(0, most + 1);
        var (matched, notPhoned, refused, expired, unidentified) = (Some(), Some(), Some(), Some(), Some());
        var abandoned = Math.Min(Some(), matched + unidentified);
        return
        [
            (Measure.Matched, matched), (Measure.NotPhoned, notPhoned), (Measure.Refused, refused), (Measure.Expired, expired), (
                Measure.Unidentified, unidentified),
            (Measure.Abandoned, abandoned), (Measure.WrongCodes, Some()), (Measure.Disclosed, matched + notPhoned), (Measure.Started,
                matched + notPhoned + refused + expired),
            (Measure.Taken, matched + unidentified - abandoned),
        ];
    }
}
