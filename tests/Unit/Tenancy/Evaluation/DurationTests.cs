using IdBellen.Tenancy.Evaluation;

namespace IdBellen.Tests.Unit.Tenancy.Evaluation;

public sealed class DurationTests
{
    [Fact]
    public void A_bucket_ends_at_most_a_twentieth_or_a_second_later()
    {
        for (var seconds = 0; seconds <= 4 * 60 * 60; seconds++)
            DurationBuckets.BoundOf(seconds).Should().BeInRange(seconds, Math.Max(seconds + 1, (int)(seconds * 1.05) + 1));
        DurationBuckets.BoundOf(-1).Should().Be(0);
        DurationBuckets.BoundOf(int.MaxValue).Should().Be(4 * 60 * 60);
    }

    [Fact]
    public void Percentiles_are_those_of_nearest_rank()
    {
        Of(7).Should().Be(new DurationPercentiles(7, 7, 7));
        Of([.. Enumerable.Range(1, 20)]).Should().Be(new DurationPercentiles(10, 18, 19));
        Of(1, 1, 1, 1, 1, 1, 1, 1, 1, 90).Should().Be(new DurationPercentiles(1, 1, 90));
    }

    private static DurationPercentiles Of(params int[] seconds) =>
        DurationPercentiles.Of(seconds.GroupBy(one => one).ToDictionary(group => group.Key, group => (long)group.Count()));
}
