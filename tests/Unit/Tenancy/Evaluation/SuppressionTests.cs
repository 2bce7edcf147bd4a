using IdBellen.Tenancy.Counts;
using IdBellen.Tenancy.Evaluation;

namespace IdBellen.Tests.Unit.Tenancy.Evaluation;

/// <summary>No count of 1 to threshold - 1 is told, nor can it be found.</summary>
public sealed class SuppressionTests
{
    [Fact]
    public void A_lone_small_count_takes_its_smallest_sibling_with_it()
    {
        var told = Told(5, [20, 3, 8, 0]);

        told.Days.Should().Equal(20, null, null, 0);
        told.Month.Should().Be(31);
    }

    [Fact]
    public void Small_counts_whose_sum_leaves_no_choice_take_the_total_with_them()
    {
        // Each at least one, and five of them are five: each would be known to be one.
        var told = Told(5, [1, 1, 1, 1, 1]);

        told.Days.Should().AllSatisfy(count => count.Should().BeNull());
        told.Month.Should().BeNull();
    }

    [Fact]
    public void Small_counts_that_leave_a_choice_cost_nothing_else()
    {
        var told = Told(5, [3, 4, 9, 0]);

        told.Days.Should().Equal(null, null, 9, 0);
        told.Month.Should().Be(16);
    }

    [Fact]
    public void A_sum_of_other_measures_is_told_only_where_all_of_these_are()
    {
        var pilot = new EvaluationNode("");
        foreach (var (measure, count) in new[] { (Measure.Started, 30L), (Measure.Disclosed, 27), (Measure.Refused, 3),
            (Measure.Matched, 20), (Measure.NotPhoned, 7) })
            pilot.Add(new CountedRow(default, "", measure, 0, count));

        var suppression = new Suppression(pilot, 5);

        suppression.Published(pilot, Measure.Refused).Should().BeNull();
        suppression.Published(pilot, Measure.Started).Should().BeNull("with what was disclosed it would tell what was refused");
        suppression.Published(pilot, Measure.Disclosed).Should().Be(27);
    }

    [Fact]
    public void Who_knows_all_that_is_told_finds_no_small_count()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var (small, hidden, total) = (0, 0, 0);
        for (var pilots = 0; pilots < 100; pilots++)
        {
            var threshold = random.Next(2, 9);
            var pilot = RandomPilot.Create(random);

            var suppression = new Suppression(pilot, threshold);

            var reader = new Reader(pilot, suppression);
            bool IsSmall((EvaluationNode Node, Measure Measure) one) =>
                one.Node.Count(one.Measure) is var count && count > 0 && count < threshold;
            reader.Determined().Where(IsSmall).Should().BeEmpty($"seed {seed}, pilot {pilots}");
            foreach (var ((one, bounds), place) in reader.Unknown.Zip(reader.Bounds()).Select((pair, place) => (pair, place)))
            {
                if (!IsSmall(one)) continue;
                small++;
                var why = $"{one.Measure} of {one.Node.Name} ({place}), seed {seed}, pilot {pilots}";
                bounds.High.Should().BeGreaterThan(bounds.Low, why);
                // That few were taken may show where many were abandoned; how few must not.
                if (one.Measure is not (Measure.Started or Measure.Disclosed or Measure.Taken))
                    bounds.High.Should().BeGreaterThanOrEqualTo(threshold, why);
            }
            RandomPilot.Places(pilot).Should().AllSatisfy(node => Measures.Counted.Where(measure => IsSmall((node, measure)))
                .Should().AllSatisfy(measure => suppression.Published(node, measure).Should().BeNull()));
            hidden += reader.Unknown.Count;
            total += RandomPilot.Places(pilot).Count() * Measures.Counted.Count;
        }
        TestContext.Current.TestOutputHelper.WriteLine($"{small} small counts, {hidden} untold of {total}");
        small.Should().BeGreaterThan(1000);
        hidden.Should().BeLessThan(total, "who tells nothing tells nothing small");
    }

    private static (IReadOnlyList<long?> Days, long? Month) Told(int threshold, long[] days)
    {
        var month = new EvaluationNode("2027-01");
        foreach (var (index, count) in days.Index()) month.Add(new CountedRow(default, "", Measure.WrongCodes, 0, count), $"{index}");
        var suppression = new Suppression(month, threshold);
        return (
            [.. month.Children.Select(day => suppression.Published(day, Measure.WrongCodes))],
            suppression.Published(month, Measure.WrongCodes));
    }
}
