using IdBellen.Api.Platform.Throttles;

namespace IdBellen.Tests.Unit.Api.Platform.Throttles;

public sealed class MinuteBucketsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(45)]
    [InlineData(60)]
    [InlineData(100)]
    [InlineData(600)]
    public void The_next_token_comes_after_its_share_of_a_minute(int perMinute)
    {
        using var buckets = new MinuteBuckets<string>(perMinute);

        // A bucket fills again while it is emptied.
        TimeSpan? wait = null;
        for (var taken = 0; wait is null && taken < 10 * perMinute; taken++) wait = buckets.Take("one");

        wait.Should().Be(TimeSpan.FromMinutes(1) / perMinute);
        buckets.Take("another").Should().BeNull();
    }
}
